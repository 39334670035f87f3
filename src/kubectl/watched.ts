/** What a watch has seen since a look before: how commands that follow go on after a pause. */
import type { Api, Kind, WatchEvent } from '../engine/index.ts';

export interface Watched<K extends Kind> {
  readonly events: readonly WatchEvent<K>[];
  /** Where the next look begins. */
  readonly resourceVersion: string;
}

/** In every namespace when `namespace` is undefined. Throws ApiError 410 when `since` is compacted. */
export function watchedSince<K extends Kind>(
  api: Api,
  kind: K,
  namespace: string | undefined,
  since: string,
): Watched<K> {
  const where = namespace === undefined ? {} : { namespace };
  const seen: WatchEvent<K>[] = [];
  api.watch(kind, since, (event) => seen.push(event))();
  const events = namespace === undefined ? seen : seen.filter(({ object }) => object.metadata.namespace === namespace);
  // What was deleted carries its last version, not that of its deletion: only a list knows how far the server is.
  return { events, resourceVersion: seen.length === 0 ? since : api.list(kind, where).resourceVersion };
}
