/** What wakes a DaemonSet up (§2.1), as data. Node changes go by a queue of node names first (§2.2). */

import { deepEqual } from '../../../lib/deep-equal.ts';
import type { EventTable } from '../../client/controller.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import { objectKey } from '../../model/kinds.ts';
import { enqueueMatching, ownerOf } from '../workload/owner.ts';
import { podEvents } from '../workload/pod-events.ts';

/** Keys of the node update queue stand in the same work queue; a DaemonSet's key has a slash, a node's has none. */
export const isNodeKey = (key: string): boolean => !key.includes('/');

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
  Pod: podEvents('DaemonSet'),
  ControllerRevision: {
    added(revision, ctx) {
      if (controllerOf(revision.metadata)) return;
      enqueueMatching('DaemonSet', revision.metadata.namespace, revision.metadata.labels, ctx);
    },
    updated(_old, revision, ctx) {
      const ds = ownerOf('DaemonSet', revision.metadata, ctx);
      if (ds) ctx.queue.add(objectKey(ds.metadata));
    },
    deleted(revision, ctx) {
      const ds = ownerOf('DaemonSet', revision.metadata, ctx);
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
