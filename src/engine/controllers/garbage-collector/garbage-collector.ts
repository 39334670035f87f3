/**
 * The garbage collector (§13): what is left behind by a deleted owner goes, by the policy of the deletion.
 * Follows pkg/controller/garbagecollector, for owners that are controllers.
 */
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from '../../apiserver/deletion.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Controller, EventTable, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Kind, Obj } from '../../model/kinds.ts';
import { objectKey } from '../../model/kinds.ts';

const OWNERS = ['DaemonSet', 'Deployment', 'ReplicaSet'] as const satisfies readonly Kind[];
const DEPENDENTS = ['Pod', 'ControllerRevision', 'ReplicaSet'] as const satisfies readonly Kind[];
type Owner = (typeof OWNERS)[number];
type Dependent = (typeof DEPENDENTS)[number];

const isOwner = (kind: string): kind is Owner => OWNERS.some((owner) => owner === kind);

/** The live object behind an owner reference: same name and same UID. */
function findOwner(object: Obj<Dependent>, ctx: HandlerContext): Obj<Owner> | undefined {
  const reference = controllerOf(object.metadata);
  if (!reference || !isOwner(reference.kind)) return undefined;
  const owner = ctx.caches.get(reference.kind, objectKey({ ...object.metadata, name: reference.name }));
  return owner?.metadata.uid === reference.uid ? owner : undefined;
}

const isDeletedOwner = (owner: Obj<Owner>): boolean => owner.metadata.deletionTimestamp !== undefined;

const dependentEvents = {
  added(object: Obj<Dependent>, ctx: HandlerContext): void {
    const reference = controllerOf(object.metadata);
    if (reference && isOwner(reference.kind) && !findOwner(object, ctx)) ctx.queue.add(`absent/${reference.uid}`);
  },
  deleted(object: Obj<Dependent>, ctx: HandlerContext): void {
    const owner = findOwner(object, ctx);
    if (owner && isDeletedOwner(owner)) ctx.queue.add(`owner/${owner.kind}/${objectKey(owner.metadata)}`);
  },
};

function ownerEvents(kind: Owner) {
  return {
    updated(_old: Obj<Owner>, owner: Obj<Owner>, ctx: HandlerContext): void {
      if (isDeletedOwner(owner)) ctx.queue.add(`owner/${kind}/${objectKey(owner.metadata)}`);
    },
    deleted: (owner: Obj<Owner>, ctx: HandlerContext): void => ctx.queue.add(`absent/${owner.metadata.uid}`),
  };
}

const replicaSetAsOwner = ownerEvents('ReplicaSet');

const events: EventTable = {
  DaemonSet: ownerEvents('DaemonSet'),
  Deployment: ownerEvents('Deployment'),
  ReplicaSet: {
    added: dependentEvents.added,
    updated: replicaSetAsOwner.updated,
    deleted(rs, ctx) {
      dependentEvents.deleted(rs, ctx);
      replicaSetAsOwner.deleted(rs, ctx);
    },
  },
  Pod: dependentEvents,
  ControllerRevision: dependentEvents,
};

export const garbageCollector: Controller = {
  name: 'garbage-collector',
  events,
  reconcile(key, ctx) {
    const slash = key.indexOf('/');
    const rest = key.slice(slash + 1);
    if (key.startsWith('absent/')) return collectAll(rest, ctx);
    const kindEnd = rest.indexOf('/');
    const kind = rest.slice(0, kindEnd);
    if (!isOwner(kind)) return;
    const owner = ctx.caches.get(kind, rest.slice(kindEnd + 1));
    if (!owner || !isDeletedOwner(owner)) return;
    if (owner.metadata.finalizers?.includes(ORPHAN_FINALIZER)) orphan(owner, ctx);
    else if (owner.metadata.finalizers?.includes(FOREGROUND_FINALIZER)) foreground(owner, ctx);
  },
};

function dependentsOf(uid: string, ctx: ReconcileContext): readonly Obj<Dependent>[] {
  return DEPENDENTS.flatMap((kind) => [...ctx.caches.byIndex(kind, 'controller', uid).values()] as Obj<Dependent>[]);
}

/** The owner is gone: its dependents follow, Pods gracefully. */
function collectAll(uid: string, ctx: ReconcileContext): void {
  const dependents = dependentsOf(uid, ctx).filter((object) => !object.metadata.deletionTimestamp);
  if (dependents.length === 0) return;
  ctx.because(`The garbage collector removes ${dependents.length} objects of a deleted owner`);
  for (const object of dependents) remove(object, ctx);
}

function remove(object: Obj<Dependent>, ctx: ReconcileContext): void {
  try {
    const preconditions = { uid: object.metadata.uid };
    ctx.api.delete(object.kind, object.metadata, { preconditions, propagationPolicy: 'Background' });
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status.reason !== 'NotFound' && error.status.reason !== 'Conflict'))
      throw error;
  }
}

/** Dependents first, the owner last. */
function foreground(owner: Obj<Owner>, ctx: ReconcileContext): void {
  const dependents = dependentsOf(owner.metadata.uid, ctx);
  const blocking = dependents.filter((object) => controllerOf(object.metadata)?.blockOwnerDeletion);
  if (blocking.length === 0) return dropFinalizer(owner, FOREGROUND_FINALIZER, ctx);
  ctx.because(`The garbage collector removes what ${owner.metadata.name} owns before ${owner.metadata.name} itself`);
  for (const object of dependents) if (!object.metadata.deletionTimestamp) remove(object, ctx);
}

/** Dependents lose their owner reference and stay. */
function orphan(owner: Obj<Owner>, ctx: ReconcileContext): void {
  ctx.because(`The garbage collector leaves what ${owner.metadata.name} owned as orphans`);
  for (const cached of dependentsOf(owner.metadata.uid, ctx)) {
    const live = ctx.live.get(cached.kind, objectKey(cached.metadata));
    if (!live || live.metadata.uid !== cached.metadata.uid) continue;
    const kept = live.metadata.ownerReferences?.filter((reference) => reference.uid !== owner.metadata.uid);
    ctx.api.update(live.kind, {
      ...live,
      metadata: { ...live.metadata, ownerReferences: kept?.length ? kept : undefined },
    });
  }
  dropFinalizer(owner, ORPHAN_FINALIZER, ctx);
}

function dropFinalizer(owner: Obj<Owner>, finalizer: string, ctx: ReconcileContext): void {
  const live = ctx.live.get(owner.kind, objectKey(owner.metadata));
  if (!live || live.metadata.uid !== owner.metadata.uid) return;
  const finalizers = live.metadata.finalizers?.filter((one) => one !== finalizer);
  ctx.api.update(owner.kind, {
    ...live,
    metadata: { ...live.metadata, finalizers: finalizers?.length ? finalizers : undefined },
  });
}
