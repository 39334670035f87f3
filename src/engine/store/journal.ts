/** The history of Steps, and travel along it in both directions. */
import { type Change, inverse, type Step } from './records.ts';

/** The future that a fork cut off, for comparison and return. */
export interface Branch {
  /** The Step after which it left the main line. */
  readonly after: number;
  readonly steps: readonly Step[];
}

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
  /** Cuts the future off here and returns it. */
  fork(): Branch;
}

export class StepJournal implements Journal {
  #steps: Step[] = [];
  #oldest = 0;
  #position = 0;
  readonly #listeners = new Set<ChangeListener>();
  readonly #apply: (change: Change, undo: boolean) => void;

  /** `apply` carries a change out, with `undo` as time goes back. */
  constructor(apply: (change: Change, undo: boolean) => void) {
    this.#apply = apply;
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

  /** Adds a Step whose changes stand in the tables already. */
  append(step: Step): void {
    this.#steps.push(step);
    this.#position = step.seq;
    this.#tell(step.changes);
  }

  seek(seq: number): void {
    if (seq < this.#oldest || seq > this.head) {
      throw new RangeError(`no Step ${seq}: the journal holds ${this.#oldest} to ${this.head}`);
    }
    const moved: Change[] = [];
    const undo = seq < this.#position;
    while (this.#position < seq) {
      this.#position += 1;
      for (const change of this.step(this.#position)?.changes ?? []) moved.push(change);
    }
    while (this.#position > seq) {
      const changes = this.step(this.#position)?.changes ?? [];
      for (let i = changes.length - 1; i >= 0; i -= 1) moved.push(inverse(changes[i] as Change));
      this.#position -= 1;
    }
    for (const change of moved) this.#apply(change, undo);
    if (moved.length > 0) this.#tell(moved);
  }

  subscribe(on: ChangeListener): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  fork(): Branch {
    return { after: this.#position, steps: this.#steps.splice(this.#position - this.#oldest) };
  }

  /** Forgets what led here: the present becomes the oldest moment that can be reached. */
  forgetPast(): void {
    this.#steps = this.#steps.slice(this.#position - this.#oldest);
    this.#oldest = this.#position;
  }

  #tell(moved: readonly Change[]): void {
    for (const listener of this.#listeners) listener(moved);
  }
}
