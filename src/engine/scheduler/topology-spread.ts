/** PodTopologySpread, hard constraints: plugins/podtopologyspread/filtering.go and common.go. */
import type { Node, Pod } from '../model/core.ts';
import { compileRequiredNodeAffinity, type NodeMatcher } from '../model/node-affinity.ts';
import { type ParsedSelector, selectorMatches } from '../model/parsed-selector.ts';
import type { SpreadConstraint } from '../model/pod-affinity.ts';
import { findUntoleratedTaint, repelsPods } from '../model/taints.ts';
import type { ClusterView } from './cluster-view.ts';
import { countSelected, selectorWithKeys } from './pod-terms.ts';
import { helpless, inTheWay, type Refusal } from './refusal.ts';

export interface Constraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly selector: ParsedSelector;
  /** Whether a node's Pods count (nodeAffinityPolicy, nodeTaintsPolicy). */
  readonly includes: NodeMatcher;
}

const MISMATCH = "node(s) didn't match pod topology spread constraints";
const MISSING_LABEL = `${MISMATCH} (missing required label)`;

/** A Pod's own constraints of one kind; none when it has none. */
export function constraintsOf(pod: Pod, whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'): readonly Constraint[] {
  const all = (pod.spec.topologySpreadConstraints as readonly SpreadConstraint[] | null | undefined) ?? [];
  const matching = all.filter((constraint) => constraint.whenUnsatisfiable === whenUnsatisfiable);
  if (matching.length === 0) return [];
  const wanted = compileRequiredNodeAffinity(pod.spec.nodeSelector, pod.spec.affinity);
  const tolerated: NodeMatcher = ({ spec: { taints } }) =>
    !findUntoleratedTaint(pod.spec.tolerations ?? [], taints ?? [], repelsPods);
  return matching.map((constraint) => ({
    topologyKey: constraint.topologyKey,
    maxSkew: constraint.maxSkew,
    minDomains: constraint.minDomains ?? 1,
    selector: selectorWithKeys(constraint.labelSelector, pod, constraint.matchLabelKeys),
    includes: (node) =>
      (constraint.nodeAffinityPolicy === 'Ignore' || wanted(node)) &&
      (constraint.nodeTaintsPolicy !== 'Honor' || tolerated(node)),
  }));
}

export function topologyValue({ metadata: { labels } }: Node, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

export function hasAllKeys(node: Node, constraints: readonly Constraint[]): boolean {
  return constraints.every(({ topologyKey }) => topologyValue(node, topologyKey) !== undefined);
}

/** How many selected Pods each domain of a constraint has. */
export function countByDomain(
  pod: Pod,
  constraints: readonly Constraint[],
  view: ClusterView,
  counts: (node: Node) => boolean,
): readonly ReadonlyMap<string, number>[] {
  const domains = constraints.map(() => new Map<string, number>());
  for (const node of view.nodes.values()) {
    if (!counts(node)) continue;
    for (const [i, { topologyKey, selector, includes }] of constraints.entries()) {
      const value = topologyValue(node, topologyKey);
      if (value === undefined || !includes(node)) continue;
      const selected = countSelected(view.podsOn(node.metadata.name), selector, pod.metadata.namespace);
      domains[i]?.set(value, (domains[i]?.get(value) ?? 0) + selected);
    }
  }
  return domains;
}

/** The filter for one state of the cluster; undefined when the Pod has no hard constraint. */
export function spreadFilter(pod: Pod, view: ClusterView): ((node: Node) => Refusal | undefined) | undefined {
  const constraints = constraintsOf(pod, 'DoNotSchedule');
  if (constraints.length === 0) return undefined;
  const domains = countByDomain(pod, constraints, view, (node) => hasAllKeys(node, constraints));
  const fewest = constraints.map(({ minDomains }, i) => {
    const counts = [...(domains[i]?.values() ?? [])];
    if (counts.length < minDomains) return 0;
    return counts.reduce((least, count) => Math.min(least, count), Number.MAX_SAFE_INTEGER);
  });
  return (node) => {
    for (const [i, { topologyKey, maxSkew, selector }] of constraints.entries()) {
      const value = topologyValue(node, topologyKey);
      if (value === undefined) return helpless('PodTopologySpread', MISSING_LABEL);
      const self = selectorMatches(selector, pod.metadata.labels) ? 1 : 0;
      const skew = (domains[i]?.get(value) ?? 0) + self - (fewest[i] ?? 0);
      if (skew > maxSkew) return inTheWay('PodTopologySpread', MISMATCH);
    }
    return undefined;
  };
}
