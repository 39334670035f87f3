/** One object that may have lost its owners. Follows attemptToDeleteItem in garbagecollector.go. */
import type { DeleteOptions } from '../../apiserver/api.ts';
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from '../../apiserver/deletion.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import { type Obj, objectKey } from '../../model/kinds.ts';
import type { OwnerReference } from '../../model/meta.ts';
import { classify } from './classify.ts';
import { dependentsOf, isDeletingDependents, ownerResource } from './graph.ts';

/** Deletes the object unless somebody still owns it; true when it is on its way out by that. */
export function attemptToDelete(cached: Obj, ctx: ReconcileContext): boolean {
  if (cached.metadata.deletionTimestamp !== undefined) return false;
  const live = ctx.live.get(cached.kind, objectKey(cached.metadata)) as Obj | undefined;
  if (!live || live.metadata.uid !== cached.metadata.uid || !live.metadata.ownerReferences?.length) return false;
  const owners = classify(live, ctx.live);
  if (!owners) return false;
  const { solid, dangling, waitingForDependentsDeletion: waiting } = owners;
  for (const reference of dangling) tellInvalidNamespace(live, reference, ctx);
  if (solid.length > 0) {
    const lost = new Set([...dangling, ...waiting].map(({ uid }) => uid));
    if (lost.size > 0)
      setOwners(
        live,
        live.metadata.ownerReferences.filter(({ uid }) => !lost.has(uid)),
        ctx,
      );
    return false;
  }
  const dependents = waiting.length > 0 ? dependentsOf(live.metadata.uid, ctx.caches) : [];
  if (dependents.length === 0) return remove(live, policyOf(live), ctx);
  // A dependent that waits itself may close a circle: then nobody waits for this one any more.
  if (dependents.some(({ metadata }) => isDeletingDependents(metadata))) unblockOwners(live, waiting, ctx);
  return remove(live, 'Foreground', ctx);
}

/** What a user asked for when deleting counts more than the default. */
function policyOf({ metadata }: Obj): DeleteOptions['propagationPolicy'] {
  if (metadata.finalizers?.includes(ORPHAN_FINALIZER)) return 'Orphan';
  return metadata.finalizers?.includes(FOREGROUND_FINALIZER) ? 'Foreground' : 'Background';
}

function remove(object: Obj, propagationPolicy: DeleteOptions['propagationPolicy'], ctx: ReconcileContext): boolean {
  return ignoringLoss(() => {
    const preconditions = { uid: object.metadata.uid };
    ctx.api.delete(object.kind, object.metadata, { preconditions, propagationPolicy });
  });
}

function unblockOwners(object: Obj, waiting: readonly OwnerReference[], ctx: ReconcileContext): void {
  const uids = new Set(waiting.map(({ uid }) => uid));
  const references = (object.metadata.ownerReferences ?? []).map((reference) =>
    uids.has(reference.uid) ? { ...reference, blockOwnerDeletion: false } : reference,
  );
  setOwners(object, references, ctx);
}

export function setOwners(object: Obj, references: readonly OwnerReference[], ctx: ReconcileContext): void {
  const ownerReferences = references.length === 0 ? undefined : references;
  ignoringLoss(() => {
    ctx.api.update(object.kind, { ...object, metadata: { ...object.metadata, ownerReferences } } as Obj);
  });
}

/** False when the object went, or was changed, before the collector came to it. */
export function ignoringLoss(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.reason !== 'NotFound' && error.status.reason !== 'Conflict') throw error;
    return false;
  }
}

/** An owner in another namespace is no owner. Follows reportInvalidNamespaceOwnerRef in graph_builder.go. */
function tellInvalidNamespace(
  object: Obj,
  { apiVersion, kind, name, uid }: OwnerReference,
  ctx: ReconcileContext,
): void {
  const resource = ownerResource({ apiVersion, kind, name, uid });
  if (!resource?.namespaced) return;
  const { namespace } = object.metadata;
  for (const other of ctx.caches.all(resource.kind).values()) {
    if (other.metadata.uid !== uid || other.metadata.namespace === namespace) continue;
    const reference = `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}]`;
    const message = `ownerRef ${reference} does not exist in namespace "${namespace}"`;
    return ctx.recorder.event(object, 'Warning', 'OwnerRefInvalidNamespace', message);
  }
}
