/** Parts of objects that the storage side looks at or sets, whatever their kind. */
import type { Kind, Obj } from '../model/kinds.ts';
import type { DraftMeta } from '../model/meta.ts';

export function withMeta<T extends { readonly metadata: DraftMeta }>(object: T, fields: DraftMeta): T {
  return { ...object, metadata: { ...object.metadata, ...fields } };
}

export function inNamespace<T extends { readonly metadata: DraftMeta }>(object: T, namespaced: boolean): T {
  const { namespace } = object.metadata;
  if (namespaced) return namespace ? object : withMeta(object, { namespace: 'default' });
  return namespace === undefined ? object : withMeta(object, { namespace: undefined });
}

/** What the finalize request of a Namespace changes: its spec, which has nothing but finalizers. */
export function withSpecOf<K extends Kind>(next: Obj<K>, old: Obj<K>): Obj<K> {
  return 'spec' in next ? { ...old, spec: next.spec } : old;
}

/** Deleted, and the last finalizer has just gone: nothing keeps the object any longer. */
export function isFinished(object: Obj): boolean {
  const { deletionTimestamp, finalizers = [], deletionGracePeriodSeconds = 0 } = object.metadata;
  if (deletionTimestamp === undefined || finalizers.length > 0 || deletionGracePeriodSeconds > 0) return false;
  return object.kind !== 'Namespace' || (object.spec.finalizers ?? []).length === 0;
}
