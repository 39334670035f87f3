/**
 * How long a failed key waits before its next try: per key 5 ms doubling to 1000 s, and together at most ten a
 * second after a burst of a hundred; the longer wait wins (§2.3). Follows client-go util/workqueue.
 */
import type { Millis } from '../time/millis.ts';
import type { Records } from './runtime-records.ts';

const BASE: Millis = 5;
const MAX: Millis = 1_000_000;
const RATE: Millis = 100;
const BURST = 100;

/** Notes one more failure of a key and answers its delay. */
export function failureDelay(records: Records, actor: string, key: string, now: Millis): Millis {
  const row = `${actor}|${key}`;
  const count = (records.get('failures', row)?.count ?? 0) + 1;
  const own = Math.min(BASE * 2 ** (count - 1), MAX);
  records.put('failures', row, { count, at: now, delay: own });
  return Math.max(own, bucketDelay(records, actor, now));
}

/** The key has succeeded: its next failure starts afresh. */
export function forgetFailures(records: Records, actor: string, key: string): void {
  if (records.all('failures').size > 0) records.put('failures', `${actor}|${key}`, undefined);
}

/** A token bucket kept as the moment at which it will be full again (golang.org/x/time/rate). */
function bucketDelay(records: Records, actor: string, now: Millis): Millis {
  const row = `bucket|${actor}`;
  const fullAt = Math.max(records.get('failures', row)?.at ?? now, now) + RATE;
  records.put('failures', row, { count: 0, at: fullAt, delay: 0 });
  return Math.max(0, fullAt - now - BURST * RATE);
}
