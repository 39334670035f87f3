/**
 * Exactly one Pod per eligible node (§4): decides which nodes need a Pod and which Pods must go.
 * Follows podsShouldBeOnNode and getUnscheduledPodsWithoutNode in pkg/controller/daemon/daemon_controller.go.
 */
import type { Pod } from '../../model/core.ts';
import { isPodReady } from '../../model/pods.ts';
import { hasHash, type NodeSlot, oldestFirst } from './node-slot.ts';

export interface ManageRules {
  readonly hash: string;
  readonly surge: boolean;
  readonly isAvailable: (pod: Pod) => boolean;
  /** Milliseconds that a failed Pod of this node must still wait; 0 when it may go now (§4.1). */
  readonly failedBackoff: (node: string) => number;
}

export interface ManagePlan {
  readonly create: readonly string[];
  readonly remove: readonly Pod[];
  /** Failed and succeeded Pods among `remove`: each gets its event. */
  readonly ended: readonly { readonly pod: Pod; readonly node: string }[];
  /** Failed Pods that are left alone for now: look again after this time. */
  readonly retryAfter: readonly number[];
}

interface Draft {
  readonly create: string[];
  readonly remove: Pod[];
  readonly ended: { pod: Pod; node: string }[];
  readonly retryAfter: number[];
}

export function planManage(slots: Iterable<NodeSlot>, rules: ManageRules): ManagePlan {
  const plan: Draft = { create: [], remove: [], ended: [], retryAfter: [] };
  for (const slot of slots) planNode(slot, rules, plan);
  return plan;
}

function planNode(slot: NodeSlot, rules: ManageRules, plan: Draft): void {
  const { placement, pods, node } = slot;
  if (!placement) {
    // The node is gone. Bound Pods are pod GC's; those that were never bound would wait for ever.
    for (const pod of pods) if (!pod.spec.nodeName) plan.remove.push(pod);
    return;
  }
  if (placement.shouldRun && pods.length === 0) {
    plan.create.push(node);
    return;
  }
  if (!placement.shouldContinueRunning) {
    for (const pod of pods) if (!pod.metadata.deletionTimestamp) plan.remove.push(pod);
    return;
  }
  const running = runningPods(slot, rules, plan);
  if (rules.surge) planSurge(slot, running, rules, plan);
  else if (running.length > 1) plan.remove.push(...[...running].sort(oldestFirst).slice(1));
}

function runningPods({ pods, node }: NodeSlot, rules: ManageRules, plan: Draft): readonly Pod[] {
  const running: Pod[] = [];
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp) continue;
    if (pod.status.phase === 'Failed') {
      const wait = rules.failedBackoff(node);
      if (wait > 0) {
        plan.retryAfter.push(wait);
        continue;
      }
      plan.ended.push({ pod, node });
      plan.remove.push(pod);
    } else if (pod.status.phase === 'Succeeded') {
      plan.ended.push({ pod, node });
      plan.remove.push(pod);
    } else running.push(pod);
  }
  return running;
}

function planSurge(slot: NodeSlot, running: readonly Pod[], rules: ManageRules, plan: Draft): void {
  if (running.length === 0) {
    // The replacement does not wait for the Pod that is still terminating.
    if (slot.placement?.shouldRun) plan.create.push(slot.node);
    return;
  }
  if (running.length === 1) return;
  const sorted = [...running].sort(oldestFirst);
  const fresh = sorted.find((pod) => hasHash(pod, rules.hash));
  const old = sorted.find((pod) => !hasHash(pod, rules.hash));
  for (const pod of sorted) if (pod !== fresh && pod !== old) plan.remove.push(pod);
  if (old && fresh && (!isPodReady(old) || rules.isAvailable(fresh))) plan.remove.push(old);
}
