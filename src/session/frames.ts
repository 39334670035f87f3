/** When to work and what time it is outside: the page's frames, or a test's. */
export interface Frames {
  /** Wall milliseconds of engine work in one frame; what is left over comes in the next. */
  readonly budget: number;
  /** Milliseconds of wall time, monotonic. */
  now(): number;
  /** Calls back once, at the next frame. */
  request(on: () => void): number;
  cancel(handle: number): void;
}

export const pageFrames: Frames = {
  budget: 6,
  now: () => performance.now(),
  request: (on) => requestAnimationFrame(on),
  cancel: (handle) => cancelAnimationFrame(handle),
};
