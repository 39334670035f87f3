/**
 * What a controller still waits to see of its own creations and deletions (§2.5): its cache trails the store,
 * and without this it would create the same Pods twice. Follows pkg/controller/controller_utils.go.
 */
import type { Millis } from '../time/millis.ts';
import type { Records } from './runtime-records.ts';

const TIMEOUT: Millis = 5 * 60_000;

export interface Expectations {
  /** Nothing is awaited, or the wait is older than five minutes. */
  areSatisfied(key: string): boolean;
  set(key: string, add: number, del: number): void;
  /** Awaits the deletion of certain Pods, by UID: only theirs count, and each once (UIDTrackingControllerExpectations). */
  expectDeletions(key: string, uids: readonly string[]): void;
  /** One creation was seen or will never be. */
  creationObserved(key: string, count?: number): void;
  /** The Pod's deletion was seen or will never be. */
  deletionObserved(key: string, uid: string): void;
  forget(key: string): void;
}

export function expectationsOf(records: Records, actor: string, now: () => Millis): Expectations {
  const row = (key: string): string => `${actor}|${key}`;

  function lowerDeletions(key: string, uid: string): void {
    const found = records.get('expectations', row(key));
    if (!found) return;
    const { deleting } = found;
    // A graceful deletion is seen twice, so plain counts may go below zero: `<= 0` is fulfilled.
    if (!deleting) return records.put('expectations', row(key), { ...found, del: found.del - 1 });
    if (!deleting.includes(uid)) return;
    const left = deleting.filter((one) => one !== uid);
    records.put('expectations', row(key), { ...found, del: left.length, deleting: left });
  }

  return {
    areSatisfied(key) {
      const found = records.get('expectations', row(key));
      return !found || (found.add <= 0 && found.del <= 0) || now() - found.at > TIMEOUT;
    },
    set: (key, add, del) => records.put('expectations', row(key), { add, del, at: now() }),
    expectDeletions: (key, uids) =>
      records.put('expectations', row(key), { add: 0, del: uids.length, at: now(), deleting: uids }),
    creationObserved(key, count = 1) {
      const found = records.get('expectations', row(key));
      if (found) records.put('expectations', row(key), { ...found, add: found.add - count });
    },
    deletionObserved: lowerDeletions,
    forget: (key) => records.put('expectations', row(key), undefined),
  };
}
