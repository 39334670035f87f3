/**
 * The object that is stored: what was asked for, under its version. Copying an object by its members costs several times
 * as much where the copying code sees objects of many shapes; Pods, of which most writes are, have code of their own.
 */
import type { Pod, PodStatus } from '../model/core.ts';
import type { Draft, Kind, Obj } from '../model/kinds.ts';
import type { ObjectMeta, Timestamp } from '../model/meta.ts';

/** A valid draft with its identity, as the first version of an object. */
export function created<K extends Kind>(
  draft: Draft<K>,
  uid: string,
  creationTimestamp: Timestamp,
  resourceVersion: string,
): Obj<K> {
  const object = draft as unknown as Obj;
  const metadata: ObjectMeta = { ...object.metadata, uid, creationTimestamp, resourceVersion };
  const stored: Obj = object.kind === 'Pod' ? podWith(object, metadata, object.status) : { ...object, metadata };
  return stored as Obj<K>;
}

export function versioned<K extends Kind>(object: Obj<K>, metadata: ObjectMeta, resourceVersion: string): Obj<K> {
  if (object.kind === 'Pod') return podWith(object, podMeta(metadata, resourceVersion), object.status) as Obj<K>;
  return { ...object, metadata: { ...metadata, resourceVersion } };
}

/** The next version of an object of which only the status has changed. */
export function withStatus<K extends Kind>(old: Obj<K>, status: unknown, resourceVersion: string): Obj<K> {
  if (old.kind === 'Pod') {
    return podWith(old, podMeta(old.metadata, resourceVersion), status as PodStatus) as Obj<K>;
  }
  return { ...old, status, metadata: { ...old.metadata, resourceVersion } };
}

function podWith({ apiVersion, kind, spec }: Pod, metadata: ObjectMeta, status: PodStatus): Pod {
  return { apiVersion, kind, metadata, spec, status };
}

function podMeta(metadata: ObjectMeta, resourceVersion: string): ObjectMeta {
  return { ...metadata, resourceVersion };
}
