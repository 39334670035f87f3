/** Which kinds exist, and how an object is named across the engine. */
import type { ControllerRevision, DaemonSet } from './apps.ts';
import type { Event, Namespace, Node, Pod } from './core.ts';
import type { DraftMeta } from './meta.ts';

export interface KindMap {
  Namespace: Namespace;
  Node: Node;
  Pod: Pod;
  Event: Event;
  DaemonSet: DaemonSet;
  ControllerRevision: ControllerRevision;
}
export type Kind = keyof KindMap;
export type Obj<K extends Kind = Kind> = KindMap[K];

/** What a client submits for creation: the API server adds identity, defaults and status. */
export type Draft<K extends Kind> = Omit<Obj<K>, 'metadata' | 'status'> & { readonly metadata: DraftMeta } & {
  readonly status?: unknown;
};

/** `namespace` is absent for cluster-scoped kinds. */
export interface Ref {
  readonly namespace?: string;
  readonly name: string;
}

/** `namespace/name`, or `name` alone for cluster-scoped kinds: client-go's cache key. */
export type ObjectKey = string;

export function objectKey(ref: Ref): ObjectKey {
  return ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
}

export function refOf(key: ObjectKey): Ref {
  const slash = key.indexOf('/');
  return slash < 0 ? { name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
