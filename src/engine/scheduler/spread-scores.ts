/**
 * PodTopologySpread, soft constraints: a Pod's own, or by default an even spread of each workload over hosts and
 * zones. Follows plugins/podtopologyspread/scoring.go and helper/spread.go.
 */
import type { Node, Pod } from '../model/core.ts';
import { labelSelectorAsSelector } from '../model/labels.ts';
import type { Labels } from '../model/meta.ts';
import { compileRequiredNodeAffinity } from '../model/node-affinity.ts';
import type { ParsedSelector } from '../model/parsed-selector.ts';
import type { ClusterView } from './cluster-view.ts';
import { countSelected } from './pod-terms.ts';
import { type Constraint, constraintsOf, countByDomain, hasAllKeys, topologyValue } from './topology-spread.ts';

/** What tells which Pods belong together: selectors of the Services and the owner of a Pod. */
export interface SpreadOwners {
  selectorOf(pod: Pod): ParsedSelector | undefined;
}

const MAX = 100;
const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

/** DefaultSelector: all that the Services before a Pod and its owner select by, together. */
export function defaultSelector(services: readonly Labels[], owner: ParsedSelector | undefined): ParsedSelector {
  const fromServices = labelSelectorAsSelector({ matchLabels: Object.assign({}, ...services) as Labels });
  return { selectable: true, requirements: [...fromServices.requirements, ...(owner?.requirements ?? [])] };
}

function defaultConstraints(pod: Pod, owners: SpreadOwners): readonly Constraint[] {
  const selector = owners.selectorOf(pod);
  if (!selector || selector.requirements.length === 0) return [];
  const includes = compileRequiredNodeAffinity(pod.spec.nodeSelector, pod.spec.affinity);
  const common = { selector, includes, minDomains: 1 };
  return [
    { ...common, topologyKey: HOSTNAME, maxSkew: 3 },
    { ...common, topologyKey: ZONE, maxSkew: 5 },
  ];
}

export function spreadScores(
  pod: Pod,
  nodes: readonly Node[],
  view: ClusterView,
  owners: SpreadOwners,
): readonly number[] | undefined {
  const own = Array.isArray(pod.spec.topologySpreadConstraints) && pod.spec.topologySpreadConstraints.length > 0;
  const constraints = own ? constraintsOf(pod, 'ScheduleAnyway') : defaultConstraints(pod, owners);
  if (constraints.length === 0) return undefined;
  // A node without the labels of a Pod's own constraints does not take part.
  const takesPart = (node: Node): boolean => !own || hasAllKeys(node, constraints);
  const taking = nodes.filter(takesPart);
  const wide = constraints.filter(({ topologyKey }) => topologyKey !== HOSTNAME);
  const present = wide.filter(({ topologyKey }) =>
    taking.some((node) => topologyValue(node, topologyKey) !== undefined),
  );
  const counted = countByDomain(pod, present, view, takesPart);

  const raw = nodes.map((node) => {
    if (!takesPart(node)) return undefined;
    let score = 0;
    for (const constraint of constraints) {
      const value = topologyValue(node, constraint.topologyKey);
      if (value === undefined) continue;
      const selected =
        constraint.topologyKey === HOSTNAME
          ? countSelected(view.podsOn(node.metadata.name), constraint.selector, pod.metadata.namespace)
          : (counted[present.indexOf(constraint)]?.get(value) ?? 0);
      score += selected * weightOf(constraint, taking) + constraint.maxSkew - 1;
    }
    return Math.round(score);
  });
  return normalized(raw);
}

/** Of many domains each counts more (topologyNormalizingWeight). */
function weightOf({ topologyKey }: Constraint, nodes: readonly Node[]): number {
  if (topologyKey === HOSTNAME) return Math.log(nodes.length + 2);
  return Math.log(new Set(nodes.map((node) => topologyValue(node, topologyKey)).filter(Boolean)).size + 2);
}

/** Fewer is better; undefined marks nodes that do not take part. */
function normalized(raw: readonly (number | undefined)[]): readonly number[] {
  const known = raw.filter((score) => score !== undefined);
  const most = Math.max(0, ...known);
  const least = Math.min(most, ...known);
  return raw.map((score) => {
    if (score === undefined) return 0;
    return most === 0 ? MAX : Math.floor((MAX * (most + least - score)) / most);
  });
}
