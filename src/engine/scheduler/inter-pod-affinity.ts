/** InterPodAffinity, required terms: plugins/interpodaffinity/filtering.go. */
import type { Node, Pod } from '../model/core.ts';
import type { ClusterView } from './cluster-view.ts';
import { type PodTerm, requiredTerms } from './pod-terms.ts';
import { helpless, inTheWay, type Refusal } from './refusal.ts';
import { topologyValue } from './topology-spread.ts';

/** Counts of Pods by topology key and value. */
export class TopologyCounts {
  readonly #counts = new Map<string, number>();

  add(node: Node, topologyKey: string, by: number): void {
    const value = topologyValue(node, topologyKey);
    if (value === undefined) return;
    const pair = `${topologyKey}=${value}`;
    this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + by);
  }

  /** Of the node's domain; undefined when the node has no such label. */
  at(node: Node, topologyKey: string): number | undefined {
    const value = topologyValue(node, topologyKey);
    return value === undefined ? undefined : (this.#counts.get(`${topologyKey}=${value}`) ?? 0);
  }

  anyAt({ metadata: { labels = {} } }: Node): boolean {
    if (this.#counts.size === 0) return false;
    return Object.entries(labels).some(([key, value]) => (this.#counts.get(`${key}=${value}`) ?? 0) > 0);
  }

  sumAt({ metadata: { labels = {} } }: Node): number {
    if (this.#counts.size === 0) return 0;
    return Object.entries(labels).reduce((sum, [key, value]) => sum + (this.#counts.get(`${key}=${value}`) ?? 0), 0);
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }
}

const matchesAll = (terms: readonly PodTerm[], pod: Pod): boolean =>
  terms.length > 0 && terms.every((term) => term.matches(pod));

/** The filter for one state of the cluster; undefined when no term, the Pod's or another's, concerns it. */
export function interPodFilter(pod: Pod, view: ClusterView): ((node: Node) => Refusal | undefined) | undefined {
  const affinity = requiredTerms(pod, 'podAffinity', view);
  const antiAffinity = requiredTerms(pod, 'podAntiAffinity', view);
  const repelled = repelledFrom(pod, view);
  if (affinity.length === 0 && antiAffinity.length === 0 && repelled.isEmpty) return undefined;

  const attracting = new TopologyCounts();
  const avoided = new TopologyCounts();
  if (affinity.length > 0 || antiAffinity.length > 0) {
    for (const other of view.pods()) {
      const node = view.nodes.get(other.spec.nodeName ?? '');
      if (!node) continue;
      if (matchesAll(affinity, other)) for (const { topologyKey } of affinity) attracting.add(node, topologyKey, 1);
      for (const term of antiAffinity) if (term.matches(other)) avoided.add(node, term.topologyKey, 1);
    }
  }
  const attracted = (node: Node): boolean => {
    const counts = affinity.map(({ topologyKey }) => attracting.at(node, topologyKey));
    if (counts.includes(undefined)) return false;
    if (counts.every((count) => (count ?? 0) > 0)) return true;
    // The first of a group that wants to be near itself may go anywhere.
    return attracting.isEmpty && matchesAll(affinity, pod);
  };
  return (node) => {
    if (!attracted(node)) return helpless('InterPodAffinity', "node(s) didn't match pod affinity rules");
    if (antiAffinity.some(({ topologyKey }) => (avoided.at(node, topologyKey) ?? 0) > 0)) {
      return inTheWay('InterPodAffinity', "node(s) didn't match pod anti-affinity rules");
    }
    if (!repelled.anyAt(node)) return undefined;
    return inTheWay('InterPodAffinity', "node(s) didn't satisfy existing pods anti-affinity rules");
  };
}

const NOWHERE = new TopologyCounts();

/** Where Pods already are that will not have this one near. */
function repelledFrom(pod: Pod, view: ClusterView): TopologyCounts {
  let counts = NOWHERE;
  for (const other of view.affinePods()) {
    const node = view.nodes.get(other.spec.nodeName ?? '');
    if (!node) continue;
    for (const term of requiredTerms(other, 'podAntiAffinity', view)) {
      if (!term.matches(pod)) continue;
      if (counts === NOWHERE) counts = new TopologyCounts();
      counts.add(node, term.topologyKey, 1);
    }
  }
  return counts;
}
