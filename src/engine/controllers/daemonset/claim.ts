/**
 * Whose Pods and revisions are whose (§9.2): by controller UID; orphans that match are adopted, own ones that
 * no longer match are released. Follows pkg/controller/controller_ref_manager.go.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { ControllerRevision, DaemonSet } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { Labels, ObjectMeta, OwnerReference } from '../../model/meta.ts';
import { orphanOf } from '../../store/indices.ts';

type Claimable = Pod | ControllerRevision;

export function claimPods(ds: DaemonSet, ctx: ReconcileContext): readonly Pod[] {
  const { own, orphans } = candidates(ds, ctx, 'Pod');
  return claim(ds, ctx, own, orphans);
}

export function claimRevisions(ds: DaemonSet, ctx: ReconcileContext): readonly ControllerRevision[] {
  const { own, orphans } = candidates(ds, ctx, 'ControllerRevision');
  return claim(ds, ctx, own, orphans);
}

function candidates<K extends 'Pod' | 'ControllerRevision'>(ds: DaemonSet, ctx: ReconcileContext, kind: K) {
  return {
    own: ctx.caches.byIndex(kind, 'controller', ds.metadata.uid).values(),
    orphans: ctx.caches.byIndex(kind, 'controller', orphanOf(ds.metadata.namespace)).values(),
  };
}

function claim<T extends Claimable>(
  ds: DaemonSet,
  ctx: ReconcileContext,
  own: Iterable<T>,
  orphans: Iterable<T>,
): readonly T[] {
  const matches = matcher(ds);
  const claimed: T[] = [];
  for (const object of own) {
    if (matches(object.metadata.labels)) claimed.push(object);
    else if (!ds.metadata.deletionTimestamp) setOwners(object, withoutOwner(object.metadata, ds.metadata.uid), ctx);
  }
  let mayAdopt: boolean | undefined;
  for (const object of orphans) {
    if (object.metadata.deletionTimestamp || ds.metadata.deletionTimestamp || !matches(object.metadata.labels))
      continue;
    mayAdopt ??= isStillThere(ds, ctx);
    if (!mayAdopt) break;
    claimed.push(setOwners(object, [...(object.metadata.ownerReferences ?? []), ownerReference(ds)], ctx));
  }
  return claimed;
}

/** Pods of one template share their labels: each distinct labels object is tested once. */
function matcher(ds: DaemonSet): (labels: Labels | undefined) => boolean {
  const { selector } = ds.spec;
  const known = new Map<Labels, boolean>();
  return (labels) => {
    if (!labels) return matchesSelector(selector, labels);
    const answer = known.get(labels) ?? matchesSelector(selector, labels);
    known.set(labels, answer);
    return answer;
  };
}

/** One live look before the first adoption: the cache may not know yet that the DaemonSet is going. */
function isStillThere(ds: DaemonSet, ctx: ReconcileContext): boolean {
  const live = ctx.api.get('DaemonSet', ds.metadata);
  return live.metadata.uid === ds.metadata.uid && !live.metadata.deletionTimestamp;
}

export function ownerReference(ds: DaemonSet): OwnerReference {
  const { name, uid } = ds.metadata;
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid, controller: true, blockOwnerDeletion: true };
}

function withoutOwner(metadata: ObjectMeta, uid: string): readonly OwnerReference[] {
  return (metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
}

function setOwners<T extends Claimable>(object: T, owners: readonly OwnerReference[], ctx: ReconcileContext): T {
  const ownerReferences = owners.length > 0 ? owners : undefined;
  // As a patch would: whatever else has changed since the cache saw the object stays as it is.
  const live = ctx.api.get(object.kind, object.metadata);
  return ctx.api.update(object.kind, { ...live, metadata: { ...live.metadata, ownerReferences } }) as T;
}
