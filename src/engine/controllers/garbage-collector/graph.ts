/** Who owns whom, read from the caches' index of owners. Follows pkg/controller/garbagecollector/{graph,graph_builder}.go. */
import { FOREGROUND_FINALIZER } from '../../apiserver/deletion.ts';
import { strategies } from '../../apiserver/strategies.ts';
import type { ResourceInfo } from '../../apiserver/strategy.ts';
import { isKind, KINDS, type Obj, objectKey } from '../../model/kinds.ts';
import type { ObjectMeta, OwnerReference } from '../../model/meta.ts';
import type { Reader } from '../../store/plane.ts';

/** Being deleted, and waiting for its dependents to go first. */
export function isDeletingDependents({ deletionTimestamp, finalizers }: ObjectMeta): boolean {
  return deletionTimestamp !== undefined && Boolean(finalizers?.includes(FOREGROUND_FINALIZER));
}

export function dependentsOf(uid: string, read: Reader): readonly Obj[] {
  return KINDS.flatMap((kind) => [...read.byIndex(kind, 'owner', uid).values()] as readonly Obj[]);
}

/** The kind that a reference names; undefined for one that the server does not serve. */
export function ownerResource({ kind, apiVersion }: OwnerReference): ResourceInfo | undefined {
  const resource = isKind(kind) ? strategies[kind].resource : undefined;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return resource?.group === group ? resource : undefined;
}

/** The object behind a reference of an object in `namespace`: same place, same name and same UID. */
export function findOwner(reference: OwnerReference, namespace: string | undefined, read: Reader): Obj | undefined {
  const resource = ownerResource(reference);
  if (!resource) return undefined;
  const place = resource.namespaced ? namespace : undefined;
  const found = read.get(resource.kind, objectKey({ namespace: place, name: reference.name }));
  return found?.metadata.uid === reference.uid ? found : undefined;
}
