/** What wakes a Deployment up, as data. Follows the handlers in pkg/controller/deployment/deployment_controller.go. */

import { deepEqual } from '../../../lib/deep-equal.ts';
import type { EventTable, HandlerContext } from '../../client/controller.ts';
import type { ReplicaSet } from '../../model/apps.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import { objectKey } from '../../model/kinds.ts';
import { enqueueMatching, ownerOf } from '../workload/owner.ts';

function enqueueOwner({ metadata }: ReplicaSet, ctx: HandlerContext): void {
  const owner = ownerOf('Deployment', metadata, ctx);
  if (owner) ctx.queue.add(objectKey(owner.metadata));
}

export const deploymentEvents: EventTable = {
  Deployment: {
    added: (deployment, ctx) => ctx.queue.add(objectKey(deployment.metadata)),
    updated: (_old, deployment, ctx) => ctx.queue.add(objectKey(deployment.metadata)),
    deleted: (deployment, ctx) => ctx.queue.add(objectKey(deployment.metadata)),
  },
  ReplicaSet: {
    added(rs, ctx) {
      if (rs.metadata.deletionTimestamp || controllerOf(rs.metadata)) return enqueueOwner(rs, ctx);
      enqueueMatching('Deployment', rs.metadata.namespace, rs.metadata.labels, ctx);
    },
    updated(old, rs, ctx) {
      const ownerChanged = controllerOf(old.metadata)?.uid !== controllerOf(rs.metadata)?.uid;
      if (ownerChanged) enqueueOwner(old, ctx);
      if (controllerOf(rs.metadata)) return enqueueOwner(rs, ctx);
      if (ownerChanged || !deepEqual(old.metadata.labels, rs.metadata.labels)) {
        enqueueMatching('Deployment', rs.metadata.namespace, rs.metadata.labels, ctx);
      }
    },
    deleted: enqueueOwner,
  },
  Pod: {
    // Only Recreate waits for Pods themselves: the last old one makes room for the new ones.
    deleted(pod, ctx) {
      const rs = ownerOf('ReplicaSet', pod.metadata, ctx);
      const deployment = rs && ownerOf('Deployment', rs.metadata, ctx);
      if (deployment?.spec.strategy.type !== 'Recreate') return;
      for (const { metadata } of ctx.caches.byIndex('ReplicaSet', 'controller', deployment.metadata.uid).values()) {
        if (ctx.caches.byIndex('Pod', 'controller', metadata.uid).size > 0) return;
      }
      ctx.queue.add(objectKey(deployment.metadata));
    },
  },
};
