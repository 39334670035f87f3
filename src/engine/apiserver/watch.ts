/** Watches: the journal, read as a stream of one kind's events. */
import type { Kind, Obj } from '../model/kinds.ts';
import type { Change } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { WatchEvent } from './api.ts';
import { expired } from './errors.ts';

/**
 * Tells `on` everything of a kind that came after `resourceVersion`, then follows what comes.
 * Throws 410 Expired when the journal no longer reaches back to that version. Returns how to stop.
 */
export function watchFrom<K extends Kind>(
  store: Store,
  kind: K,
  resourceVersion: string,
  on: (event: WatchEvent<K>) => void,
): () => void {
  const { journal } = store;
  const since = Number(resourceVersion || 0);
  let from = journal.position;
  let reached = Number.POSITIVE_INFINITY; // the version to which `from` goes back
  while (from > journal.oldest && reached >= since) {
    reached = versionBefore(store, from) ?? reached;
    if (reached >= since) from -= 1;
  }
  if (from === journal.oldest && from > 0 && reached !== Number.POSITIVE_INFINITY && reached > since) {
    throw expired(String(since), String(reached));
  }
  const tell = (changes: readonly Change[]): void => {
    for (const change of changes) {
      const event = eventOf<K>(kind, change);
      if (event) on(event);
    }
  };
  for (let seq = from + 1; seq <= journal.position; seq += 1) tell(journal.step(seq)?.changes ?? []);
  return journal.subscribe(tell);
}

/** The cluster's version when Step `seq` began; undefined for a Step that wrote no API object. */
function versionBefore({ journal }: Store, seq: number): number | undefined {
  const before = journal.counters(seq - 1).resourceVersion;
  return before === journal.counters(seq).resourceVersion ? undefined : before;
}

function eventOf<K extends Kind>(kind: K, change: Change): WatchEvent<K> | undefined {
  if (change.table !== kind) return undefined;
  if (change.next === undefined) return { type: 'DELETED', object: change.prev as Obj<K> };
  return { type: change.prev === undefined ? 'ADDED' : 'MODIFIED', object: change.next as Obj<K> };
}
