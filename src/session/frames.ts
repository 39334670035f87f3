/** When to work and what time it is outside: the page's frames, or a test's. */
export interface Frames {
  /** Milliseconds of wall time, monotonic. */
  now(): number;
  /** Calls back once, at the next frame. */
  request(on: () => void): number;
  cancel(handle: number): void;
}

export const pageFrames: Frames = {
  now: () => performance.now(),
  request: (on) => requestAnimationFrame(on),
  cancel: (handle) => cancelAnimationFrame(handle),
};
