/**
 * How Pods wake those that own them (§2.1), as data. The same in pkg/controller/daemon/daemon_controller.go and
 * pkg/controller/replicaset/replica_set.go.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { HandlerContext, ObjectEvents } from '../../client/controller.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Pod } from '../../model/core.ts';
import { objectKey } from '../../model/kinds.ts';
import { isPodReady } from '../../model/pods.ts';
import { enqueueMatching, ownerOf } from './owner.ts';

export function podEvents(kind: 'DaemonSet' | 'ReplicaSet'): ObjectEvents<'Pod'> {
  function added(pod: Pod, ctx: HandlerContext): void {
    if (pod.metadata.deletionTimestamp) return deleted(pod, ctx);
    if (!controllerOf(pod.metadata)) return enqueueMatching(kind, pod.metadata.namespace, pod.metadata.labels, ctx);
    const owner = ownerOf(kind, pod.metadata, ctx);
    if (!owner) return;
    const key = objectKey(owner.metadata);
    ctx.expectations.creationObserved(key);
    ctx.queue.add(key);
  }

  function updated(old: Pod, next: Pod, ctx: HandlerContext): void {
    // Do not wait for the kubelet: the Pod is as good as gone.
    if (next.metadata.deletionTimestamp) return deleted(next, ctx);
    const ownerChanged = controllerOf(old.metadata)?.uid !== controllerOf(next.metadata)?.uid;
    if (ownerChanged) {
      const former = ownerOf(kind, old.metadata, ctx);
      if (former) ctx.queue.add(objectKey(former.metadata));
    }
    if (controllerOf(next.metadata)) {
      const owner = ownerOf(kind, next.metadata, ctx);
      if (!owner) return;
      const key = objectKey(owner.metadata);
      ctx.queue.add(key);
      const { minReadySeconds = 0 } = owner.spec;
      if (minReadySeconds > 0 && !isPodReady(old) && isPodReady(next))
        ctx.queue.addAfter(key, (minReadySeconds + 1) * 1000);
      return;
    }
    if (ownerChanged || !deepEqual(old.metadata.labels, next.metadata.labels)) {
      enqueueMatching(kind, next.metadata.namespace, next.metadata.labels, ctx);
    }
  }

  function deleted(pod: Pod, ctx: HandlerContext): void {
    const owner = ownerOf(kind, pod.metadata, ctx);
    if (!owner) return;
    const key = objectKey(owner.metadata);
    ctx.expectations.deletionObserved(key, pod.metadata.uid);
    ctx.queue.add(key);
  }

  return { added, updated, deleted };
}
