/** One scheduling attempt: the node that a Pod can go to, or why there is none. Pure. */
import { targetNodeName } from '../controllers/daemonset/pod-template.ts';
import type { Node, Pod } from '../model/core.ts';
import { podRequests } from '../model/pod-requests.ts';
import type { Reader } from '../store/tables.ts';
import { draw } from '../time/draw.ts';
import { count, EXCLUDED_BY_AFFINITY, NO_VICTIMS, NOT_HELPFUL, unavailableText } from './failure-message.ts';
import { allocatableOf, type NodeInfo, type Refusal, refusalOf } from './filters.ts';

export type Attempt = { readonly node: string } | { readonly message: string };

/**
 * `nodes` is the scheduler's cache; `live` knows the Pods that were bound a moment ago, as the scheduler's
 * assumed Pods do. Of several fitting nodes the emptiest is taken, ties are drawn from the seed.
 */
export function findNode(pod: Pod, nodes: ReadonlyMap<string, Node>, live: Reader, seed: string): Attempt {
  if (nodes.size === 0) return { message: 'no nodes available to schedule pods' };
  const target = targetNodeName(pod);
  const candidates = target === undefined ? nodes.values() : [nodes.get(target)].filter((node) => node !== undefined);
  const refusals: { node: Node; refusal: Refusal }[] = [];
  let best: { node: Node; score: number } | undefined;
  let looked = 0;
  for (const node of candidates) {
    looked += 1;
    const info = { node, pods: live.byIndex('Pod', 'node', node.metadata.name).values() };
    const refusal = refusalOf(pod, { node, pods: [...info.pods] });
    if (refusal) refusals.push({ node, refusal });
    else {
      const score = target === undefined ? scoreOf(pod, node, live, seed) : 0;
      if (!best || score > best.score) best = { node, score };
    }
  }
  if (best) return { node: best.node.metadata.name };
  return { message: failureMessage(pod, nodes.size, nodes.size - looked, refusals, live) };
}

/** Least allocated first; a hair of randomness decides between equals. */
function scoreOf(pod: Pod, node: Node, live: Reader, seed: string): number {
  const allocatable = allocatableOf(node);
  let free = 0;
  for (const resource of ['cpu', 'memory']) {
    const total = allocatable.get(resource) ?? 0;
    if (total === 0) continue;
    let used = podRequests(pod.spec).get(resource) ?? 0;
    for (const other of live.byIndex('Pod', 'node', node.metadata.name).values()) {
      used += podRequests(other.spec).get(resource) ?? 0;
    }
    free += (total - used) / total;
  }
  return free + draw(seed, 'score', `${pod.metadata.uid}/${node.metadata.name}`) * 1e-6;
}

function failureMessage(
  pod: Pod,
  total: number,
  excluded: number,
  refusals: readonly { readonly node: Node; readonly refusal: Refusal }[],
  live: Reader,
): string {
  const reasons = new Map<string, number>();
  const preemption = new Map<string, number>();
  count(reasons, EXCLUDED_BY_AFFINITY, excluded);
  count(preemption, NOT_HELPFUL, excluded);
  for (const { node, refusal } of refusals) {
    for (const reason of refusal.reasons) count(reasons, reason);
    count(
      preemption,
      preemptionReason(pod, { node, pods: live.byIndex('Pod', 'node', node.metadata.name).values() }, refusal),
    );
  }
  const text = unavailableText(total, reasons);
  if (pod.spec.preemptionPolicy === 'Never') return `${text} preemption: not eligible due to preemptionPolicy=Never.`;
  return `${text} preemption: ${unavailableText(total, preemption)}`;
}

function preemptionReason(pod: Pod, info: NodeInfo, refusal: Refusal): string {
  if (refusal.helpless) return NOT_HELPFUL;
  const rest: Pod[] = [];
  let victims = 0;
  for (const other of info.pods) {
    if ((other.spec.priority ?? 0) < (pod.spec.priority ?? 0)) victims += 1;
    else rest.push(other);
  }
  if (victims === 0) return NO_VICTIMS;
  return refusalOf(pod, { node: info.node, pods: rest })?.reasons[0] ?? NO_VICTIMS;
}
