/** Scores from what is free on a node: plugins/noderesources/least_allocated.go and balanced_allocation.go. */
import type { Node, Pod } from '../model/core.ts';
import { nonZeroPodRequests, podRequests } from '../model/pod-requests.ts';
import type { ClusterView } from './cluster-view.ts';
import { allocatableOf, requestedBy } from './node-resources.ts';

const MAX = 100;
const SCORED = ['cpu', 'memory'] as const;

/** [what would be requested, what there is] of each scored resource that the node has. */
function usage(pod: Pod, node: Node, view: ClusterView, requestsOf: typeof podRequests) {
  const allocatable = allocatableOf(node);
  const used = requestedBy([...view.podsOn(node.metadata.name), pod], requestsOf);
  return SCORED.map((resource) => [used.get(resource) ?? 0, allocatable.get(resource) ?? 0] as const).filter(
    ([, total]) => total > 0,
  );
}

/** The mean share that stays free, where containers that ask for nothing count as asking for a little. */
export function leastAllocated(pod: Pod, nodes: readonly Node[], view: ClusterView): readonly number[] {
  return nodes.map((node) => {
    const parts = usage(pod, node, view, nonZeroPodRequests);
    if (parts.length === 0) return 0;
    const free = parts.map(([used, total]) => (used > total ? 0 : Math.floor(((total - used) * MAX) / total)));
    return Math.floor(free.reduce((sum, share) => sum + share, 0) / parts.length);
  });
}

/** The closer the used shares of cpu and memory are to each other, the better. Says nothing of best-effort Pods. */
export function balancedAllocation(pod: Pod, nodes: readonly Node[], view: ClusterView): readonly number[] | undefined {
  const requests = podRequests(pod.spec);
  if (SCORED.every((resource) => !requests.get(resource))) return undefined;
  return nodes.map((node) => {
    const [first, second] = usage(pod, node, view, podRequests).map(([used, total]) => Math.min(1, used / total));
    const deviation = first === undefined || second === undefined ? 0 : Math.abs(first - second) / 2;
    return Math.floor((1 - deviation) * MAX);
  });
}
