/** NodeResourcesFit: whether what a Pod asks for is free. Follows plugins/noderesources/fit.go. */
import type { Node, Pod } from '../model/core.ts';
import { type Amounts, amountsOf, podRequests } from '../model/pod-requests.ts';
import type { NodeInfo } from './cluster-view.ts';
import type { Refusal } from './refusal.ts';

const allocatables = new WeakMap<object, Amounts>();

export function allocatableOf(node: Node): Amounts {
  const list = node.status.allocatable;
  if (!list) return new Map();
  let amounts = allocatables.get(list);
  if (!amounts) {
    amounts = amountsOf(list);
    allocatables.set(list, amounts);
  }
  return amounts;
}

/** What Pods ask for together. */
export function requestedBy(pods: Iterable<Pod>, requestsOf = podRequests): Map<string, number> {
  const used = new Map<string, number>();
  for (const { spec } of pods) {
    for (const [resource, amount] of requestsOf(spec)) used.set(resource, (used.get(resource) ?? 0) + amount);
  }
  return used;
}

export function nodeResourcesFit(pod: Pod, { node, pods }: NodeInfo): Refusal | undefined {
  const allocatable = allocatableOf(node);
  const reasons: string[] = [];
  let helpless = false;
  if (pods.length + 1 > (allocatable.get('pods') ?? 0)) reasons.push('Too many pods');
  const wanted = podRequests(pod.spec);
  const used = wanted.size > 0 ? requestedBy(pods) : wanted;
  for (const [resource, amount] of wanted) {
    const total = allocatable.get(resource) ?? 0;
    if (amount === 0 || amount <= total - (used.get(resource) ?? 0)) continue;
    reasons.push(`Insufficient ${resource}`);
    if (amount > total) helpless = true; // it would not fit an empty node either
  }
  return reasons.length > 0 ? { plugin: 'NodeResourcesFit', reasons, helpless } : undefined;
}

/** Whether a Pod would fit the node if nothing else were there. */
export function fitsEmpty(pod: Pod, node: Node): boolean {
  return nodeResourcesFit(pod, { node, pods: [] }) === undefined;
}

/** Whether the node offers more of anything that the Pod asks for, or room for more Pods. */
export function offersMore(pod: Pod, old: Node, node: Node): boolean {
  const [before, after] = [allocatableOf(old), allocatableOf(node)];
  const grew = (resource: string): boolean => (after.get(resource) ?? 0) > (before.get(resource) ?? 0);
  if (grew('pods')) return true;
  for (const [resource, amount] of podRequests(pod.spec)) if (amount > 0 && grew(resource)) return true;
  return false;
}
