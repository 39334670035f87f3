/** The history of Steps, and travel along it in both directions. */
import type { Millis } from '../time/millis.ts';
import type { Cell } from './cell.ts';
import { type Branch, Branches } from './journal-branches.ts';
import { bytesOf, bytesOfAll, type Forgotten, forgettable, JournalBudget, type Trail } from './journal-budget.ts';
import { StepLine } from './journal-line.ts';
import { type Change, type Counters, inverse, type Step } from './records.ts';

export type ChangeListener = (moved: readonly Change[]) => void;

export interface Journal {
  /** The earliest position that can be reached; rises as the oldest Steps are forgotten for want of memory. */
  readonly oldest: number;
  /** The Step that was last carried out, 0 before any. */
  readonly position: number;
  readonly head: number;
  /** About how much memory the Steps of the line and of the branches take. */
  readonly bytes: number;
  /** The recorded Step; undefined outside (oldest, head]. */
  step(seq: number): Step | undefined;
  /** The time of a Step, and of the moment at which the journal begins for `oldest`. */
  at(seq: number): Millis;
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
  /** A way along Steps begins. */
  jump(isLong: boolean): void;
  move(changes: readonly Change[], undo: boolean): void;
  /** As `move`, on a long way; `way` collects the cells that it touches. */
  pass(changes: readonly Change[], undo: boolean, way: Cell[] | undefined): void;
}

/** Beyond so many Steps, keeping every index up costs more than making those anew that are asked for. */
export const LONG_JUMP = 2000;

interface Base extends Counters {
  readonly at: Millis;
}

const NOTHING: readonly Change[] = [];

export class StepJournal implements Journal {
  readonly #line = new StepLine();
  readonly #branches = new Branches();
  /** What stood at the oldest moment. */
  #base: Base;
  #oldest = 0;
  #position = 0;
  /** About how much memory the line takes. */
  #lineBytes = 0;
  readonly #budget: JournalBudget;
  #trail: Trail | undefined;
  readonly #listeners = new Set<ChangeListener>();
  readonly #followers: ((jumped: boolean) => void)[] = [];
  readonly #beforeCut: (() => void)[] = [];
  readonly #records: Moved;

  /** Begins at this time; the history may take about so many bytes. */
  constructor(records: Moved, beginsAt: Millis, bytes: number) {
    this.#records = records;
    this.#base = { at: beginsAt, resourceVersion: 0, order: 0 };
    this.#budget = new JournalBudget(bytes);
  }

  get oldest(): number {
    return this.#oldest;
  }
  get position(): number {
    return this.#position;
  }
  get head(): number {
    return this.#line.last;
  }
  get branches(): readonly Branch[] {
    return this.#branches.all;
  }
  get bytes(): number {
    return this.#lineBytes + this.#branches.bytes;
  }

  step(seq: number): Step | undefined {
    return seq > this.#oldest ? this.#line.step(seq) : undefined;
  }

  /** Steps after this one are kept, for those who trail: `oldest` or, where they need it, one before. */
  get first(): number {
    return this.#line.first;
  }

  /** As `step`, but also for Steps before the oldest moment that are kept. */
  keptStep(seq: number): Step | undefined {
    return this.#line.step(seq);
  }

  at(seq: number): Millis {
    return (this.step(seq) ?? this.#base).at;
  }

  /** The counters after Step `seq`. */
  counters(seq: number): Counters {
    return this.step(seq) ?? this.#base;
  }

  /** Adds a Step whose changes stand in the tables already; `replayed`: put there as they were recorded. */
  append(step: Step, replayed = false): void {
    this.#line.push(step);
    this.#lineBytes += bytesOf(step);
    this.#position = step.seq;
    this.#tell(step.changes, replayed);
    if (this.#budget.isExceeded(this.bytes)) this.#forgetOldest();
  }

  seek(seq: number): void {
    if (seq < this.#oldest || seq > this.head) {
      throw new RangeError(`no Step ${seq}: the journal holds ${this.#oldest} to ${this.head}`);
    }
    const from = this.#position;
    if (seq === from) return;
    // Only a listener needs the changes as values of their own; of a long way he is told what it came to.
    const isHeard = this.#listeners.size > 0;
    if (isLongWay(from, seq)) {
      const way: Cell[] | undefined = isHeard ? [] : undefined;
      this.#records.jump(true);
      walk(this, from, seq, (changes, undo) => this.#records.pass(changes, undo, way));
      this.#position = seq;
      this.#tell(way ? changesOf(way) : NOTHING, true);
    } else {
      const moved: Change[] = [];
      this.#records.jump(false);
      walk(this, from, seq, (changes, undo) => {
        this.#records.move(changes, undo);
        if (!isHeard) return;
        for (let i = 0; i < changes.length; i += 1) {
          moved.push(undo ? inverse(changes[changes.length - 1 - i] as Change) : (changes[i] as Change));
        }
      });
      this.#position = seq;
      this.#tell(moved, true);
    }
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

  fork(): Branch | undefined {
    const steps = this.#cut();
    return steps.length > 0 ? this.#branches.cut(this.#position, steps) : undefined;
  }

  returnTo(id: number): void {
    const { on } = this.#branches.get(id);
    if (on !== undefined) this.returnTo(on);
    const { after, steps, bytes } = this.#branches.get(id);
    this.seek(after);
    this.#branches.exchange(id, this.#cut());
    for (const step of steps) this.#line.push(step);
    this.#lineBytes += bytes;
    this.seek(this.head);
  }

  /** Takes what comes after the present out of the line. */
  #cut(): readonly Step[] {
    for (const on of this.#beforeCut) on();
    const steps = this.#line.cut(this.#position);
    this.#lineBytes -= bytesOfAll(steps);
    return steps;
  }

  /** Forgets what led here: the present becomes the oldest moment that can be reached. Nobody may trail. */
  forgetPast(now: Millis): void {
    this.#forget({ upTo: this.#position, oldest: this.#position });
    this.#base = { ...this.#base, at: now };
  }

  /** Somebody follows at a distance and must find the Steps that he has not come to yet at every moment kept. */
  keepFor(trail: Trail): void {
    this.#trail = trail;
  }

  /** The history takes too much memory: its oldest part goes, and the branches that hang there. */
  #forgetOldest(): void {
    const upTo = this.#beyondBudget();
    const forgotten = upTo > this.#line.first ? forgettable(this.#line, upTo, this.#trail) : undefined;
    if (forgotten) this.#forget(forgotten);
    if (this.#budget.isExceeded(this.bytes)) this.#budget.notYet(this.bytes);
  }

  /** The Step up to which the line is too much. */
  #beyondBudget(): number {
    let excess = this.#budget.excess(this.bytes);
    let seq = this.#line.first;
    for (let step = this.#line.step(seq + 1); step && excess > 0; step = this.#line.step(seq + 1)) {
      seq += 1;
      excess -= bytesOf(step) + this.#branches.bytesAt(seq - 1);
    }
    return seq;
  }

  #forget({ upTo, oldest }: Forgotten): void {
    for (const on of this.#beforeCut) on();
    const { at, resourceVersion, order } = this.#line.step(oldest) ?? this.#base;
    this.#base = { at, resourceVersion, order };
    for (let seq = this.#line.first + 1; seq <= upTo; seq += 1) {
      const step = this.#line.step(seq);
      if (step) this.#lineBytes -= bytesOf(step);
    }
    this.#line.forget(upTo);
    this.#oldest = oldest;
    this.#branches.forgetBefore(oldest);
  }

  #tell(moved: readonly Change[], jumped: boolean): void {
    for (const on of this.#followers) on(jumped);
    for (const listener of this.#listeners) listener(moved);
  }
}

/** Whether a way has so many Steps that rows and indices are better made anew after it than kept up along it. */
export function isLongWay(from: number, to: number): boolean {
  return Math.abs(to - from) > LONG_JUMP;
}

/** The changes, Step by Step, from the moment after Step `from` to that after Step `to`, in either direction. */
export function walk(
  journal: Pick<StepJournal, 'keptStep'>,
  from: number,
  to: number,
  on: (changes: readonly Change[], undo: boolean) => void,
): void {
  for (let seq = from + 1; seq <= to; seq += 1) {
    on(journal.keptStep(seq)?.changes ?? NOTHING, false);
  }
  for (let seq = from; seq > to; seq -= 1) {
    on(journal.keptStep(seq)?.changes ?? NOTHING, true);
  }
}

/** What a way came to, now that it is behind. */
function changesOf(way: readonly Cell[]): readonly Change[] {
  const changes: Change[] = [];
  for (const cell of way) {
    const { table, key, before, live } = cell;
    if (before !== live) changes.push({ table, key, prev: before, next: live });
    // What the journal may forget by and by is not kept here.
    cell.before = undefined;
    cell.passed = undefined;
  }
  return changes;
}
