/** What one sync works on: a slot per node, with the claimed Pods that map to it (§3.4). */
import type { ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { isPodAvailable, isTerminal } from '../../model/pods.ts';
import { claim } from '../workload/claim.ts';
import type { NodeSlot } from './node-slot.ts';
import { placementFor } from './placement.ts';
import { targetNodeName } from './pod-template.ts';

export interface Observed {
  /** By node name: all nodes, and names of Pods whose node is gone. */
  readonly slots: ReadonlyMap<string, NodeSlot>;
  readonly pods: readonly Pod[];
  readonly desired: number;
  readonly isAvailable: (pod: Pod) => boolean;
}

const NO_PODS: readonly Pod[] = [];

export function observe(ds: DaemonSet, ctx: ReconcileContext): Observed {
  const pods = claim(ds, 'Pod', ctx);
  const byNode = new Map<string, Pod[]>();
  for (const pod of pods) {
    // A Pod that has ended and is being deleted does not stand in the way of its successor.
    if (isTerminal(pod) && pod.metadata.deletionTimestamp) continue;
    const node = pod.spec.nodeName || targetNodeName(pod);
    if (!node) continue;
    const there = byNode.get(node);
    if (there) there.push(pod);
    else byNode.set(node, [pod]);
  }
  const slots = new Map<string, NodeSlot>();
  const placementOn = placementFor(ds);
  let desired = 0;
  for (const [name, node] of ctx.caches.all('Node')) {
    const placement = placementOn(node);
    if (placement.shouldRun) desired += 1;
    slots.set(name, { node: name, placement, pods: byNode.get(name) ?? NO_PODS });
  }
  for (const [name, there] of byNode) {
    if (!slots.has(name)) slots.set(name, { node: name, placement: undefined, pods: there });
  }
  const { minReadySeconds = 0 } = ds.spec;
  return { slots, pods, desired, isAvailable: (pod) => isPodAvailable(pod, minReadySeconds, ctx.now) };
}
