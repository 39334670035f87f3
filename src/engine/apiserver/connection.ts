/** One client's connection: whether its drafts are decoded, and a Step of its own when none is open. */
import type { Draft, Kind, Obj, Ref } from '../model/kinds.ts';
import type { Cause } from '../store/records.ts';
import type { Api, DeleteOptions, ListOptions, Patch, Scale, WatchEvent, WriteOptions } from './api.ts';
import { checkBodySize } from './body-limit.ts';
import { evictPod } from './eviction.ts';
import { getScale, setScale } from './scale.ts';
import type { ApiServer, Inspect } from './server.ts';
import { watchFrom } from './watch.ts';

export interface ConnectionOptions {
  readonly actor: string;
  /** The engine's own actors: typed drafts, no decoding. */
  readonly trusted: boolean;
  /** Has a last look at what users write. */
  readonly inspect?: Inspect;
  /** Runs a write as a Step of its own; absent for actors, who write inside the Step that wakes them. */
  readonly act?: (cause: Cause, what: () => void) => void;
}

export function connect(server: ApiServer, { actor, trusted, inspect, act }: ConnectionOptions): Api {
  function inStep<T>(verb: string, kind: Kind, name: string | undefined, what: () => T): T {
    if (!act || server.store.inStep) return what();
    let result: { readonly value: T } | undefined;
    act({ actor, key: `${kind}/${name ?? ''}`, reason: `${actor}: ${verb} ${kind} ${name ?? ''}` }, () => {
      result = { value: what() };
    });
    if (!result) throw new Error('the Step did not run');
    return result.value;
  }

  /** The engine's own actors send nothing that large. */
  function sized<T>(body: T): T {
    if (!trusted) checkBodySize(body);
    return body;
  }

  return {
    get: <K extends Kind>(kind: K, ref: Ref): Obj<K> => server.get(kind, ref),
    list: <K extends Kind>(kind: K, options?: ListOptions) => server.list(kind, options),
    create: <K extends Kind>(kind: K, draft: Draft<K>, options?: WriteOptions): Obj<K> =>
      inStep('create', kind, draft.metadata?.name, () => server.create(kind, sized(draft), trusted, options, inspect)),
    update: <K extends Kind>(kind: K, object: Obj<K>, options?: WriteOptions): Obj<K> =>
      inStep('update', kind, object.metadata?.name, () =>
        server.update(kind, sized(object), trusted, options, inspect),
      ),
    patch: <K extends Kind>(kind: K, ref: Ref, patch: Patch, options?: WriteOptions): Obj<K> =>
      inStep('patch', kind, ref.name, () => {
        sized(patch.body);
        return server.patch(kind, ref, patch, trusted, options, inspect);
      }),
    delete: (kind: Kind, ref: Ref, options?: DeleteOptions): void =>
      inStep('delete', kind, ref.name, () => server.delete(kind, ref, options)),
    getScale: (kind: Kind, ref: Ref): Scale => getScale(server, kind, ref),
    setScale: (kind: Kind, ref: Ref, replicas: number, options?: WriteOptions): Scale =>
      inStep('scale', kind, ref.name, () => setScale(server, kind, ref, replicas, options, inspect)),
    evict: (ref: Ref, options?: DeleteOptions): void =>
      inStep('evict', 'Pod', ref.name, () => evictPod(server, ref, options)),
    watch: <K extends Kind>(kind: K, resourceVersion: string, on: (event: WatchEvent<K>) => void) =>
      watchFrom(server.store, kind, resourceVersion, on),
  };
}
