import type { Millis } from './millis.ts';

/** How long until a loop that fires on multiples of its period fires next; a whole period right after it did. */
export function untilNextTick(now: Millis, period: Millis): Millis {
  return period - (((now % period) + period) % period);
}
