/** What wakes a DaemonSet up (§2.1), as data. Node changes go by a queue of node names first (§2.2). */

import { deepEqual } from '../../../lib/deep-equal.ts';
import type { EventTable, HandlerContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Pod } from '../../model/core.ts';
import { objectKey } from '../../model/kinds.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { Labels, ObjectMeta } from '../../model/meta.ts';
import { isPodReady } from '../../model/pods.ts';

/** Keys of the node update queue stand in the same work queue; a DaemonSet's key has a slash, a node's has none. */
export const isNodeKey = (key: string): boolean => !key.includes('/');

/** The live DaemonSet that controls an object: same name and same UID. */
function ownerOf(metadata: ObjectMeta, ctx: HandlerContext): DaemonSet | undefined {
  const owner = controllerOf(metadata);
  if (owner?.kind !== 'DaemonSet') return undefined;
  const ds = ctx.caches.get('DaemonSet', objectKey({ namespace: metadata.namespace, name: owner.name }));
  return ds?.metadata.uid === owner.uid ? ds : undefined;
}

function enqueueMatching(namespace: string | undefined, labels: Labels | undefined, ctx: HandlerContext): void {
  for (const [key, ds] of ctx.caches.all('DaemonSet')) {
    if (ds.metadata.namespace === namespace && matchesSelector(ds.spec.selector, labels)) ctx.queue.add(key);
  }
}

function podAdded(pod: Pod, ctx: HandlerContext): void {
  if (pod.metadata.deletionTimestamp) return podDeleted(pod, ctx);
  if (!controllerOf(pod.metadata)) return enqueueMatching(pod.metadata.namespace, pod.metadata.labels, ctx);
  const ds = ownerOf(pod.metadata, ctx);
  if (!ds) return;
  const key = objectKey(ds.metadata);
  ctx.expectations.creationObserved(key);
  ctx.queue.add(key);
}

function podUpdated(old: Pod, next: Pod, ctx: HandlerContext): void {
  // Do not wait for the kubelet: the Pod is as good as gone.
  if (next.metadata.deletionTimestamp) return podDeleted(next, ctx);
  const ownerChanged = controllerOf(old.metadata)?.uid !== controllerOf(next.metadata)?.uid;
  if (ownerChanged) {
    const former = ownerOf(old.metadata, ctx);
    if (former) ctx.queue.add(objectKey(former.metadata));
  }
  if (controllerOf(next.metadata)) {
    const ds = ownerOf(next.metadata, ctx);
    if (!ds) return;
    const key = objectKey(ds.metadata);
    ctx.queue.add(key);
    const { minReadySeconds = 0 } = ds.spec;
    if (minReadySeconds > 0 && !isPodReady(old) && isPodReady(next))
      ctx.queue.addAfter(key, (minReadySeconds + 1) * 1000);
    return;
  }
  if (ownerChanged || !deepEqual(old.metadata.labels, next.metadata.labels)) {
    enqueueMatching(next.metadata.namespace, next.metadata.labels, ctx);
  }
}

function podDeleted(pod: Pod, ctx: HandlerContext): void {
  const ds = ownerOf(pod.metadata, ctx);
  if (!ds) return;
  const key = objectKey(ds.metadata);
  ctx.expectations.deletionObserved(key);
  ctx.queue.add(key);
}

export const daemonSetEvents: EventTable = {
  DaemonSet: {
    added: (ds, ctx) => ctx.queue.add(objectKey(ds.metadata)),
    updated(old, ds, ctx) {
      const key = objectKey(ds.metadata);
      if (old.metadata.uid !== ds.metadata.uid) ctx.expectations.forget(key);
      ctx.queue.add(key);
    },
    deleted(ds, ctx) {
      const key = objectKey(ds.metadata);
      ctx.expectations.forget(key);
      ctx.records.put('slots', ds.metadata.uid, undefined);
      ctx.queue.add(key);
    },
  },
  Pod: { added: podAdded, updated: podUpdated, deleted: podDeleted },
  ControllerRevision: {
    added(revision, ctx) {
      if (!controllerOf(revision.metadata)) enqueueMatching(revision.metadata.namespace, revision.metadata.labels, ctx);
    },
    updated(_old, revision, ctx) {
      const ds = ownerOf(revision.metadata, ctx);
      if (ds) ctx.queue.add(objectKey(ds.metadata));
    },
    deleted(revision, ctx) {
      const ds = ownerOf(revision.metadata, ctx);
      if (ds) ctx.queue.add(objectKey(ds.metadata));
    },
  },
  Node: {
    added: (node, ctx) => ctx.queue.add(node.metadata.name),
    updated(old, node, ctx) {
      const same =
        deepEqual(old.metadata.labels, node.metadata.labels) &&
        deepEqual(old.spec.taints ?? [], node.spec.taints ?? []);
      if (!same) ctx.queue.add(node.metadata.name);
    },
    // No `deleted`: the Pods of a removed node are pod GC's, and their deletion wakes the DaemonSet (§11).
  },
};
