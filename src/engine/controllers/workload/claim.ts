/**
 * Whose dependents are whose (§9.2): by controller UID; orphans that match are adopted, own ones that
 * no longer match are released. Follows pkg/controller/controller_ref_manager.go.
 */
import { ApiError } from '../../apiserver/status.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import type { Obj } from '../../model/kinds.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { Labels, ObjectMeta, OwnerReference } from '../../model/meta.ts';
import { orphanOf } from '../../store/indices.ts';
import { ownerReference, type Workload } from './owner.ts';

export type DependentKind = 'Pod' | 'ControllerRevision' | 'ReplicaSet';

/**
 * The owner's dependents of one kind after adoption and release; only those that `isCandidate` are looked at.
 * Throws ApiError when the API server refuses one of the changes, or the owner is no longer there to adopt.
 */
export function claim<K extends DependentKind>(
  owner: Workload,
  kind: K,
  ctx: ReconcileContext,
  isCandidate: (object: Obj<K>) => boolean = () => true,
): readonly Obj<K>[] {
  const matches = matcher(owner);
  const { uid, namespace, deletionTimestamp } = owner.metadata;
  const claimed: Obj<K>[] = [];
  for (const object of ctx.caches.byIndex(kind, 'controller', uid).values()) {
    if (!isCandidate(object)) continue;
    if (matches(object.metadata.labels)) claimed.push(object);
    else if (!deletionTimestamp) setOwners(kind, object, withoutOwner(object.metadata, uid), ctx);
  }
  if (deletionTimestamp) return claimed;
  let mayAdopt: boolean | undefined;
  for (const object of ctx.caches.byIndex(kind, 'controller', orphanOf(namespace)).values()) {
    if (object.metadata.deletionTimestamp || !isCandidate(object) || !matches(object.metadata.labels)) continue;
    mayAdopt ??= isStillThere(owner, ctx);
    if (!mayAdopt) break;
    const adopted = setOwners(kind, object, [...(object.metadata.ownerReferences ?? []), ownerReference(owner)], ctx);
    if (adopted) claimed.push(adopted);
  }
  return claimed;
}

/** Dependents of one template share their labels: each distinct labels object is tested once. */
function matcher({ spec: { selector } }: Workload): (labels: Labels | undefined) => boolean {
  const known = new Map<Labels, boolean>();
  return (labels) => {
    if (!labels) return matchesSelector(selector, labels);
    const answer = known.get(labels) ?? matchesSelector(selector, labels);
    known.set(labels, answer);
    return answer;
  };
}

/** One live look before the first adoption: the cache may not know yet that the owner is going. */
function isStillThere(owner: Workload, ctx: ReconcileContext): boolean {
  const live = ctx.api.get(owner.kind, owner.metadata);
  return live.metadata.uid === owner.metadata.uid && !live.metadata.deletionTimestamp;
}

function withoutOwner(metadata: ObjectMeta, uid: string): readonly OwnerReference[] {
  return (metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
}

/** Undefined when the object is gone meanwhile: then there is nothing to adopt or release. */
function setOwners<K extends DependentKind>(
  kind: K,
  object: Obj<K>,
  owners: readonly OwnerReference[],
  ctx: ReconcileContext,
): Obj<K> | undefined {
  const ownerReferences = owners.length > 0 ? owners : undefined;
  try {
    // As a patch would: whatever else has changed since the cache saw the object stays as it is.
    const live = ctx.api.get(kind, object.metadata);
    return ctx.api.update(kind, { ...live, metadata: { ...live.metadata, ownerReferences } });
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') return undefined;
    throw error;
  }
}
