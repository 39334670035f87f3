/** How far the engine keeps up with the speed that was asked for. */

/** What was asked for and what was reached fade by so much each frame: what counts is about the last second. */
const FADE = 0.97;
/** Less than this share is told. */
const ENOUGH = 0.9;

export class Lag {
  #asked = 0;
  #reached = 0;

  /** One frame, in virtual ms. */
  note(asked: number, reached: number): void {
    this.#asked = this.#asked * FADE + asked;
    this.#reached = this.#reached * FADE + Math.min(asked, reached);
  }

  reset(): void {
    this.#asked = 0;
    this.#reached = 0;
  }

  /** The share that was reached, in hundredths; undefined when it is as good as all. */
  share(): number | undefined {
    const share = this.#asked === 0 ? 1 : this.#reached / this.#asked;
    return share < ENOUGH ? Math.round(share * 100) / 100 : undefined;
  }
}
