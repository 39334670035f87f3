/** The history of Steps, and travel along it in both directions. */
import { type Branch, Branches } from './journal-branches.ts';
import { type Change, type Counters, inverse, type Step } from './records.ts';

export type ChangeListener = (moved: readonly Change[]) => void;

export interface Journal {
  /** The earliest position that can be reached; rises when the journal is capped. */
  readonly oldest: number;
  /** The Step that was last carried out, 0 before any. */
  readonly position: number;
  readonly head: number;
  /** The recorded Step; undefined outside (oldest, head]. */
  step(seq: number): Step | undefined;
  /** Moves to the moment right after Step `seq`; costs the changes between. RangeError outside [oldest, head]. */
  seek(seq: number): void;
  /** Called after each move: live, undo (prev and next swapped, last change first), redo. */
  subscribe(on: ChangeListener): () => void;
  /** The newest futures that were cut off, oldest first; the same array until one comes or goes. */
  readonly branches: readonly Branch[];
  /** Cuts the future off here: it becomes a branch, unless there is none. */
  fork(): Branch | undefined;
  /**
   * Moves to the newest moment of a branch, which is the present line from then on; what was the future at the place
   * where it had left becomes a branch. One that hangs on another branch returns to that one first. RangeError when
   * there is no such branch.
   */
  returnTo(id: number): void;
}

/** What a journal moves: records. */
export interface Moved {
  apply(change: Change, undo: boolean): void;
  dropIndices(): void;
}

/** Beyond so many Steps, keeping every index up costs more than making those anew that are asked for. */
export const LONG_JUMP = 2000;

const NOTHING: readonly Change[] = [];

export class StepJournal implements Journal {
  #steps: Step[] = [];
  #oldest = 0;
  /** The counters at the oldest moment. */
  #base: Counters = { resourceVersion: 0, order: 0 };
  #position = 0;
  readonly #branches = new Branches();
  readonly #listeners = new Set<ChangeListener>();
  readonly #followers: ((jumped: boolean) => void)[] = [];
  readonly #beforeCut: (() => void)[] = [];
  readonly #records: Moved;

  constructor(records: Moved) {
    this.#records = records;
  }

  get oldest(): number {
    return this.#oldest;
  }
  get position(): number {
    return this.#position;
  }
  get head(): number {
    return this.#oldest + this.#steps.length;
  }

  step(seq: number): Step | undefined {
    return this.#steps[seq - this.#oldest - 1];
  }

  /** The counters after Step `seq`. */
  counters(seq: number): Counters {
    return this.step(seq) ?? this.#base;
  }

  /** Adds a Step whose changes stand in the tables already; `replayed`: put there as they were recorded. */
  append(step: Step, replayed = false): void {
    this.#steps.push(step);
    this.#position = step.seq;
    this.#tell(step.changes, replayed);
  }

  seek(seq: number): void {
    if (seq < this.#oldest || seq > this.head) {
      throw new RangeError(`no Step ${seq}: the journal holds ${this.#oldest} to ${this.head}`);
    }
    const from = this.#position;
    if (seq === from) return;
    if (Math.abs(seq - from) > LONG_JUMP) this.#records.dropIndices();
    moveRecords(this, from, seq, this.#records);
    this.#position = seq;
    // Only a listener needs the changes as values of their own.
    this.#tell(this.#listeners.size > 0 ? movedBetween(this, from, seq) : NOTHING, true);
  }

  /**
   * Called after each move, before those who listen to changes: for what follows from where the journal stands.
   * `jumped`: by recorded changes, not by what actors wrote just now.
   */
  follow(on: (jumped: boolean) => void): void {
    this.#followers.push(on);
  }

  /** Called before Steps are taken out of the journal: the last chance to go along them. */
  beforeCut(on: () => void): void {
    this.#beforeCut.push(on);
  }

  subscribe(on: ChangeListener): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  get branches(): readonly Branch[] {
    return this.#branches.all;
  }

  fork(): Branch | undefined {
    const steps = this.#cut();
    return steps.length > 0 ? this.#branches.cut(this.#position, steps) : undefined;
  }

  returnTo(id: number): void {
    const { on } = this.#branches.get(id);
    if (on !== undefined) this.returnTo(on);
    const { after, steps } = this.#branches.get(id);
    this.seek(after);
    this.#branches.exchange(id, this.#cut());
    for (const step of steps) this.#steps.push(step);
    this.seek(this.head);
  }

  /** Takes what comes after the present out of the line. */
  #cut(): readonly Step[] {
    for (const on of this.#beforeCut) on();
    return this.#steps.splice(this.#position - this.#oldest);
  }

  /** Forgets what led here: the present becomes the oldest moment that can be reached. */
  forgetPast(): void {
    for (const on of this.#beforeCut) on();
    const { resourceVersion, order } = this.counters(this.#position);
    this.#base = { resourceVersion, order };
    this.#steps = this.#steps.slice(this.#position - this.#oldest);
    this.#oldest = this.#position;
    this.#branches.forgetBefore(this.#oldest);
  }

  #tell(moved: readonly Change[], jumped: boolean): void {
    for (const on of this.#followers) on(jumped);
    for (const listener of this.#listeners) listener(moved);
  }
}

/** Moves records from the moment after Step `from` to that after Step `to`, in either direction. */
export function moveRecords(journal: Journal, from: number, to: number, records: Pick<Moved, 'apply'>): void {
  for (let seq = from + 1; seq <= to; seq += 1) {
    for (const change of journal.step(seq)?.changes ?? NOTHING) records.apply(change, false);
  }
  for (let seq = from; seq > to; seq -= 1) {
    const changes = journal.step(seq)?.changes ?? NOTHING;
    for (let i = changes.length - 1; i >= 0; i -= 1) records.apply(changes[i] as Change, true);
  }
}

function movedBetween(journal: Journal, from: number, to: number): readonly Change[] {
  const moved: Change[] = [];
  moveRecords(journal, from, to, {
    apply(change, undo) {
      moved.push(undo ? inverse(change) : change);
    },
  });
  return moved;
}
