/** Jumps about the timeline come faster than frames: in each frame the first one is made at once, and then the last one. */
export class Jumps {
  #made = false;
  #waiting: (() => void) | undefined;

  /** Whether one was made in this frame: then the next frame is to be waited for, with `newFrame`. */
  get made(): boolean {
    return this.#made;
  }

  request(jump: () => void): void {
    if (this.#made) this.#waiting = jump;
    else {
      this.#made = true;
      jump();
    }
  }

  /** Makes the one that waits, before anything else is done or told. */
  settle(): void {
    const jump = this.#waiting;
    this.#waiting = undefined;
    jump?.();
  }

  newFrame(): void {
    this.#made = false;
    this.settle();
  }
}
