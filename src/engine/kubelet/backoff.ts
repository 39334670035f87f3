/** Back-off of pulls and of restarts alike: 10 s doubling to 5 min (§14). Follows client-go util/flowcontrol/backoff.go. */
import type { Millis } from '../time/millis.ts';

const FIRST_BACKOFF: Millis = 10_000;
const MAX_BACKOFF: Millis = 300_000;
/** A container that ran this long has its restart back-off forgotten. */
export const BACKOFF_RESET: Millis = 600_000;

export function backoff(failures: number): Millis {
  return Math.min(FIRST_BACKOFF * 2 ** Math.max(0, failures - 1), MAX_BACKOFF);
}
