/** The present line of a journal: its Steps by number, of which the oldest may have been forgotten. */
import type { Step } from './records.ts';

export class StepLine {
  /** Steps after this one are kept. */
  #first = 0;
  #steps: Step[] = [];

  get first(): number {
    return this.#first;
  }
  get last(): number {
    return this.#first + this.#steps.length;
  }

  /** Undefined for one that is not kept, or not yet there. */
  step(seq: number): Step | undefined {
    return this.#steps[seq - this.#first - 1];
  }

  push(step: Step): void {
    this.#steps.push(step);
  }

  /** Takes out what comes after Step `seq`. */
  cut(seq: number): readonly Step[] {
    return this.#steps.splice(seq - this.#first);
  }

  /** Forgets the Steps up to `seq`. */
  forget(seq: number): void {
    this.#steps = this.#steps.slice(seq - this.#first);
    this.#first = seq;
  }
}
