/** Frames that come when the page says so: its clock stands where nobody sees it, and never runs ahead of what it shows. */
import type { Frames } from '../frames.ts';

export class TickFrames implements Frames {
  /** Less than a frame, so that what it did is there for the page's next one. */
  readonly budget = 10;
  readonly #wall: () => number;
  readonly #asked: () => void;
  readonly #waiting = new Map<number, () => void>();
  #next = 1;

  /** `asked`: called when somebody begins to wait for a frame. */
  constructor(wall: () => number, asked: () => void) {
    this.#wall = wall;
    this.#asked = asked;
  }

  now(): number {
    return this.#wall();
  }

  request(on: () => void): number {
    const handle = this.#next;
    this.#next += 1;
    this.#waiting.set(handle, on);
    this.#asked();
    return handle;
  }

  cancel(handle: number): void {
    this.#waiting.delete(handle);
  }

  /** Whether somebody waits for the next one. */
  get wanted(): boolean {
    return this.#waiting.size > 0;
  }

  tick(): void {
    const due = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const on of due) on();
  }
}
