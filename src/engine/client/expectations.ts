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
  /** One creation was seen or will never be. */
  creationObserved(key: string, count?: number): void;
  deletionObserved(key: string): void;
  forget(key: string): void;
}

export function expectationsOf(records: Records, actor: string, now: () => Millis): Expectations {
  const row = (key: string): string => `${actor}|${key}`;

  function lower(key: string, add: number, del: number): void {
    const found = records.get('expectations', row(key));
    // A graceful deletion is seen twice, so counts may go below zero: `<= 0` is fulfilled.
    if (found) records.put('expectations', row(key), { ...found, add: found.add - add, del: found.del - del });
  }

  return {
    areSatisfied(key) {
      const found = records.get('expectations', row(key));
      return !found || (found.add <= 0 && found.del <= 0) || now() - found.at > TIMEOUT;
    },
    set: (key, add, del) => records.put('expectations', row(key), { add, del, at: now() }),
    creationObserved: (key, count = 1) => lower(key, count, 0),
    deletionObserved: (key) => lower(key, 0, 1),
    forget: (key) => records.put('expectations', row(key), undefined),
  };
}
