/**
 * Pod affinity terms and label selectors, parsed for matching. Follows AffinityTerm in pkg/scheduler/framework/types.go
 * and the merging of matchLabelKeys in pkg/registry/core/pod/strategy.go.
 */
import type { Pod } from '../model/core.ts';
import { labelSelectorAsSelector } from '../model/labels.ts';
import type { LabelSelector, Labels } from '../model/meta.ts';
import { NOTHING, type ParsedSelector, SelectorError, selectorMatches } from '../model/parsed-selector.ts';
import type { PodAffinity, PodAffinityTerm } from '../model/pod-affinity.ts';
import type { ClusterView } from './cluster-view.ts';

export interface PodTerm {
  readonly topologyKey: string;
  /** Whether a Pod is one that the term speaks of. */
  matches(pod: Pod): boolean;
}

export interface WeightedPodTerm extends PodTerm {
  /** Negative for anti-affinity. */
  readonly weight: number;
}

const NO_TERMS: readonly PodTerm[] = [];

type Which = 'podAffinity' | 'podAntiAffinity';

function affinityOf(pod: Pod, which: Which): PodAffinity | undefined {
  return (pod.spec.affinity?.[which] as PodAffinity | null | undefined) ?? undefined;
}

export function hasPreferredTerms(pod: Pod): boolean {
  const which: readonly Which[] = ['podAffinity', 'podAntiAffinity'];
  return which.some((one) => affinityOf(pod, one)?.preferredDuringSchedulingIgnoredDuringExecution?.length);
}

export function requiredTerms(pod: Pod, which: Which, view: ClusterView): readonly PodTerm[] {
  const terms = affinityOf(pod, which)?.requiredDuringSchedulingIgnoredDuringExecution;
  return terms?.length ? terms.map((term) => compileTerm(term, pod, view)) : NO_TERMS;
}

export function preferredTerms(pod: Pod, which: Which, view: ClusterView): readonly WeightedPodTerm[] {
  const terms = affinityOf(pod, which)?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const sign = which === 'podAffinity' ? 1 : -1;
  return terms.map(({ weight, podAffinityTerm }) => ({
    ...compileTerm(podAffinityTerm, pod, view),
    weight: sign * weight,
  }));
}

function compileTerm(term: PodAffinityTerm, owner: Pod, view: ClusterView): PodTerm {
  const { topologyKey, namespaces = [], namespaceSelector } = term;
  const selector = selectorWithKeys(term.labelSelector, owner, term.matchLabelKeys, term.mismatchLabelKeys);
  const anyNamespace = namespaceSelector ? parsed(namespaceSelector) : NOTHING;
  // Neither a list nor a selector: the Pod's own namespace.
  const named = namespaces.length === 0 && !namespaceSelector ? [owner.metadata.namespace ?? ''] : namespaces;
  return {
    topologyKey,
    matches: ({ metadata: { namespace = '', labels } }) =>
      (named.includes(namespace) || selectorMatches(anyNamespace, view.namespaceLabels(namespace))) &&
      selectorMatches(selector, labels),
  };
}

/** A label selector narrowed to Pods with the same (or another) value as `owner` under some keys. */
export function selectorWithKeys(
  selector: LabelSelector | null | undefined,
  { metadata: { labels = {} } }: Pod,
  matchKeys: readonly string[] = [],
  mismatchKeys: readonly string[] = [],
): ParsedSelector {
  if (!selector) return NOTHING;
  const same = matchKeys.filter((key) => Object.hasOwn(labels, key)).map((key) => requirement(key, 'In', labels));
  const other = mismatchKeys
    .filter((key) => Object.hasOwn(labels, key))
    .map((key) => requirement(key, 'NotIn', labels));
  if (same.length + other.length === 0) return parsed(selector);
  return parsed({ ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...same, ...other] });
}

function requirement(key: string, operator: string, labels: Labels) {
  return { key, operator, values: [labels[key] ?? ''] };
}

function parsed(selector: LabelSelector): ParsedSelector {
  try {
    return labelSelectorAsSelector(selector);
  } catch (error) {
    if (error instanceof SelectorError) return NOTHING;
    throw error;
  }
}

/** How many of the Pods a spread constraint counts: in the namespace, selected, and not ending. */
export function countSelected(pods: Iterable<Pod>, selector: ParsedSelector, namespace: string | undefined): number {
  // Upstream's empty selector, which would select all, counts none here.
  if (selector.requirements.length === 0) return 0;
  let count = 0;
  for (const { metadata } of pods) {
    if (metadata.deletionTimestamp || metadata.namespace !== namespace) continue;
    if (selectorMatches(selector, metadata.labels)) count += 1;
  }
  return count;
}
