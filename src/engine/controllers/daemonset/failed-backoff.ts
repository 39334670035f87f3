/**
 * How long a node must wait before its failed daemon Pod is deleted and replaced (§4.1): 1 s doubling to 15 min,
 * forgotten after 30 min without a failure. Follows client-go util/flowcontrol/backoff.go.
 */
import type { Records } from '../../client/runtime-records.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Millis } from '../../time/millis.ts';

const FIRST: Millis = 1000;
const MAX: Millis = 15 * 60_000;

const row = (ds: DaemonSet, node: string): string =>
  `daemonset/${ds.metadata.uid}/${ds.status.observedGeneration ?? 0}/${node}`;

/** Milliseconds still to wait from the entry's own delay; 0 when the Pod may go now. */
export function failedBackoff(records: Records, ds: DaemonSet, node: string, now: Millis): Millis {
  const entry = records.get('backoff', row(ds, node));
  if (!entry || now - entry.at > 2 * MAX) return 0;
  return now - entry.at < entry.delay ? entry.delay : 0;
}

/** A failed Pod of this node was deleted: the next one waits twice as long. */
export function raiseFailedBackoff(records: Records, ds: DaemonSet, node: string, now: Millis): void {
  const entry = records.get('backoff', row(ds, node));
  const delay = !entry || now - entry.at > 2 * MAX ? FIRST : Math.min(entry.delay * 2, MAX);
  records.put('backoff', row(ds, node), { count: (entry?.count ?? 0) + 1, at: now, delay });
}
