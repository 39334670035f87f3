/** Frames that come when a test says so: no wall clock. */
import type { Frames } from '../session/frames.ts';

export class ManualFrames implements Frames {
  readonly budget = 6;
  #now = 0;
  #next = 1;
  readonly #waiting = new Map<number, () => void>();

  /** Between two looks at the time so many milliseconds of work are done. */
  workTakes = 0;

  now(): number {
    this.#now += this.workTakes;
    return this.#now;
  }

  request(on: () => void): number {
    const handle = this.#next;
    this.#next += 1;
    this.#waiting.set(handle, on);
    return handle;
  }

  cancel(handle: number): void {
    this.#waiting.delete(handle);
  }

  /** Lets wall time pass in frames of 16 ms. */
  pass(millis: number): void {
    const end = this.#now + millis;
    while (this.#now < end) {
      this.#now = Math.min(end, this.#now + 16);
      const due = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const on of due) on();
    }
  }
}
