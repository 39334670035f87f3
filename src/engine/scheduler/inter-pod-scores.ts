/** InterPodAffinity, preferred terms: plugins/interpodaffinity/scoring.go. */
import type { Node, Pod } from '../model/core.ts';
import type { ClusterView } from './cluster-view.ts';
import { TopologyCounts } from './inter-pod-affinity.ts';
import { hasPreferredTerms, preferredTerms, requiredTerms, type WeightedPodTerm } from './pod-terms.ts';

/** How much a Pod's required affinity draws the Pods it names to itself (hardPodAffinityWeight). */
const HARD_AFFINITY_WEIGHT = 1;
const MAX = 100;

const allPreferred = (pod: Pod, view: ClusterView): readonly WeightedPodTerm[] => [
  ...preferredTerms(pod, 'podAffinity', view),
  ...preferredTerms(pod, 'podAntiAffinity', view),
];

export function interPodScores(pod: Pod, nodes: readonly Node[], view: ClusterView): readonly number[] | undefined {
  const counts = new TopologyCounts();
  const own = allPreferred(pod, view);
  for (const other of hasPreferredTerms(pod) ? view.pods() : view.affinePods()) {
    const node = view.nodes.get(other.spec.nodeName ?? '');
    if (!node) continue;
    for (const term of own) if (term.matches(other)) counts.add(node, term.topologyKey, term.weight);
    for (const term of requiredTerms(other, 'podAffinity', view)) {
      if (term.matches(pod)) counts.add(node, term.topologyKey, HARD_AFFINITY_WEIGHT);
    }
    for (const term of allPreferred(other, view)) {
      if (term.matches(pod)) counts.add(node, term.topologyKey, term.weight);
    }
  }
  if (counts.isEmpty) return undefined;
  const sums = nodes.map((node) => counts.sumAt(node));
  const [least, most] = [Math.min(...sums), Math.max(...sums)];
  return most === least ? undefined : sums.map((sum) => Math.floor((MAX * (sum - least)) / (most - least)));
}
