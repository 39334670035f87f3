/**
 * Which of several fitting nodes is taken: the default profile's scores with their weights; chance decides between
 * equals. Follows prioritizeNodes and selectHost in pkg/scheduler/schedule_one.go.
 */
import type { Node, Pod } from '../model/core.ts';
import { draw } from '../time/draw.ts';
import type { ClusterView } from './cluster-view.ts';
import { imageLocality } from './image-locality.ts';
import { interPodScores } from './inter-pod-scores.ts';
import { preferNoSchedule, preferredNodeAffinity } from './node-scores.ts';
import { balancedAllocation, leastAllocated } from './resource-scores.ts';
import { type SpreadOwners, spreadScores } from './spread-scores.ts';

export type { SpreadOwners } from './spread-scores.ts';

/** A number from 0 to 100 per node, in their order; undefined where a plugin has nothing to say. */
type Scores = readonly number[] | undefined;

export function bestNode(
  pod: Pod,
  nodes: readonly Node[],
  view: ClusterView,
  owners: SpreadOwners,
  seed: string,
): Node | undefined {
  if (nodes.length <= 1) return nodes[0];
  const totals = totalScores(pod, nodes, view, owners);
  const highest = totals.reduce((high, total) => Math.max(high, total), 0);
  const best = nodes.filter((_, i) => totals[i] === highest);
  return best[Math.floor(draw(seed, 'host', pod.metadata.uid) * best.length)];
}

/** The weighted sum per node (apis/config/v1/default_plugins.go). */
export function totalScores(
  pod: Pod,
  nodes: readonly Node[],
  view: ClusterView,
  owners: SpreadOwners,
): readonly number[] {
  const weighted: readonly (readonly [number, Scores])[] = [
    [3, preferNoSchedule(pod, nodes)],
    [2, preferredNodeAffinity(pod, nodes)],
    [2, spreadScores(pod, nodes, view, owners)],
    [2, interPodScores(pod, nodes, view)],
    [1, leastAllocated(pod, nodes, view)],
    [1, balancedAllocation(pod, nodes, view)],
    [1, imageLocality(pod, nodes, view)],
  ];
  return nodes.map((_, i) => weighted.reduce((sum, [weight, scores]) => sum + weight * (scores?.[i] ?? 0), 0));
}
