/** Long work in turns that are short enough for the page to stay alive. */

/** Wall time, and a chance for the page to do something else. */
export interface Turns {
  now(): number;
  pause(): Promise<void>;
}

interface Way {
  readonly signal: AbortSignal;
  /** Told before each pause how many parts are done. */
  readonly tell?: (parts: number) => void;
  /** Wall milliseconds of work before the page has its turn. */
  readonly turn?: number;
}

const TURN = 6;

/** What the work returns; undefined once `signal` is aborted. It may be interrupted wherever it yields. */
export async function inTurns<T>(
  work: Generator<void, T>,
  { now, pause }: Turns,
  { signal, tell, turn = TURN }: Way,
): Promise<T | undefined> {
  let began = now();
  for (let parts = 1; ; parts += 1) {
    const { done, value } = work.next();
    if (done) return value;
    if (now() - began < turn) continue;
    tell?.(parts);
    await pause();
    if (signal.aborted) return undefined;
    began = now();
  }
}
