/**
 * The garbage collector (§13): what is left behind by deleted owners goes, by the policy of the deletion.
 * Follows pkg/controller/garbagecollector; what upstream's graph remembers is read from the index of owners.
 */
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from '../../apiserver/deletion.ts';
import type {
  Controller,
  EventTable,
  HandlerContext,
  ObjectEvents,
  ReconcileContext,
} from '../../client/controller.ts';
import { isKind, KINDS, type Kind, type Obj, objectKey } from '../../model/kinds.ts';
import type { ObjectMeta } from '../../model/meta.ts';
import { attemptToDelete, ignoringLoss, setOwners } from './attempt.ts';
import { dependentsOf, findOwner, isDeletingDependents } from './graph.ts';

/** Queue keys: all dependents of a UID, one object, or an owner that waits for its dependents or lets them go. */
const DEPENDENTS = 'dependents/';
const ITEM = 'item/';
const OWNER = 'owner/';

const keyOf = ({ kind, metadata }: Obj): string => `${kind}/${objectKey(metadata)}`;

function isWaitingOwner(metadata: ObjectMeta): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  return isDeletingDependents(metadata) || Boolean(metadata.finalizers?.includes(ORPHAN_FINALIZER));
}

/** An owner that the cache does not know may be gone, or not have been seen yet: the sync looks for it itself. */
function wakeWithoutOwner(object: Obj, ctx: HandlerContext): void {
  const { ownerReferences, namespace } = object.metadata;
  const isLost = ownerReferences?.some((reference) => {
    const owner = findOwner(reference, namespace, ctx.caches);
    return !owner || isDeletingDependents(owner.metadata);
  });
  if (isLost) ctx.queue.add(ITEM + keyOf(object));
}

/** Owners in their foreground deletion may have one dependent fewer now. */
function wakeWaitingOwners({ metadata }: Obj, ctx: HandlerContext): void {
  for (const reference of metadata.ownerReferences ?? []) {
    const owner = findOwner(reference, metadata.namespace, ctx.caches);
    if (owner && isDeletingDependents(owner.metadata)) ctx.queue.add(OWNER + keyOf(owner));
  }
}

const anyObject: ObjectEvents<Kind> = {
  added(object, ctx) {
    wakeWithoutOwner(object, ctx);
    if (isWaitingOwner(object.metadata)) ctx.queue.add(OWNER + keyOf(object));
  },
  updated(old, object, ctx) {
    if (old.metadata.ownerReferences !== object.metadata.ownerReferences) {
      wakeWithoutOwner(object, ctx);
      wakeWaitingOwners(old, ctx);
    }
    if (old.metadata !== object.metadata && isWaitingOwner(object.metadata)) ctx.queue.add(OWNER + keyOf(object));
  },
  deleted(object, ctx) {
    const { uid } = object.metadata;
    if (KINDS.some((kind) => ctx.caches.byIndex(kind, 'owner', uid).size > 0)) ctx.queue.add(DEPENDENTS + uid);
    wakeWaitingOwners(object, ctx);
  },
};

export const garbageCollector: Controller = {
  name: 'garbage-collector-controller',
  // Events own nothing and are owned by nobody: upstream does not watch them either.
  events: Object.fromEntries(KINDS.filter((kind) => kind !== 'Event').map((kind) => [kind, anyObject])) as EventTable,
  reconcile(key, ctx) {
    if (key.startsWith(DEPENDENTS)) return collect(key.slice(DEPENDENTS.length), ctx);
    const object = cachedObject(key.slice(key.indexOf('/') + 1), ctx);
    if (!object) return;
    if (key.startsWith(ITEM)) {
      if (attemptToDelete(object, ctx))
        ctx.because(`The garbage collector removes ${object.metadata.name}: its owners are gone`);
    } else if (object.metadata.finalizers?.includes(ORPHAN_FINALIZER)) orphan(object, ctx);
    else if (isDeletingDependents(object.metadata)) foreground(object, ctx);
  },
};

function cachedObject(key: string, ctx: HandlerContext): Obj | undefined {
  const slash = key.indexOf('/');
  const kind = key.slice(0, slash);
  return isKind(kind) ? (ctx.caches.get(kind, key.slice(slash + 1)) as Obj | undefined) : undefined;
}

/** The owner is gone: what it alone owned follows, Pods gracefully. */
function collect(uid: string, ctx: ReconcileContext): void {
  let count = 0;
  for (const object of dependentsOf(uid, ctx.caches)) if (attemptToDelete(object, ctx)) count += 1;
  if (count > 0) ctx.because(`The garbage collector removes ${count} objects of a deleted owner`);
}

/** Dependents first; the owner once none is left that blocks it. Follows processDeletingDependentsItem. */
function foreground(owner: Obj, ctx: ReconcileContext): void {
  const { uid, name } = owner.metadata;
  const dependents = dependentsOf(uid, ctx.caches);
  let count = 0;
  for (const object of dependents) if (attemptToDelete(object, ctx)) count += 1;
  if (count > 0) ctx.because(`The garbage collector removes what ${name} owns before ${name} itself`);
  const blocked = dependents.some(({ metadata }) =>
    metadata.ownerReferences?.some((reference) => reference.uid === uid && reference.blockOwnerDeletion),
  );
  if (!blocked) dropFinalizer(owner, FOREGROUND_FINALIZER, ctx);
}

/** Dependents lose their owner reference and stay. Follows attemptToOrphanWorker. */
function orphan(owner: Obj, ctx: ReconcileContext): void {
  const { uid, name } = owner.metadata;
  ctx.because(`The garbage collector leaves what ${name} owned as orphans`);
  for (const { kind, metadata } of dependentsOf(uid, ctx.caches)) {
    const live = ctx.live.get(kind, objectKey(metadata)) as Obj | undefined;
    if (!live || live.metadata.uid !== metadata.uid) continue;
    const kept = live.metadata.ownerReferences?.filter((reference) => reference.uid !== uid) ?? [];
    setOwners(live, kept, ctx);
  }
  dropFinalizer(owner, ORPHAN_FINALIZER, ctx);
}

function dropFinalizer({ kind, metadata }: Obj, finalizer: string, ctx: ReconcileContext): void {
  const live = ctx.live.get(kind, objectKey(metadata)) as Obj | undefined;
  if (!live || live.metadata.uid !== metadata.uid) return;
  const finalizers = live.metadata.finalizers?.filter((one) => one !== finalizer);
  ignoringLoss(() => {
    ctx.api.update(kind, {
      ...live,
      metadata: { ...live.metadata, finalizers: finalizers?.length ? finalizers : undefined },
    } as Obj);
  });
}
