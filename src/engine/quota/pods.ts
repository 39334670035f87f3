/** How Pods use up quotas. Follows pkg/quota/v1/evaluator/core/pods.go. */
import { qosClass } from '../apiserver/strategies/pod-qos.ts';
import type { Container, PodSpec, PodStatus } from '../model/core.ts';
import type { Draft } from '../model/kinds.ts';
import type { ResourceList } from '../model/meta.ts';
import { podLevelResources, podLimitTotal, podRequestTotal } from '../model/pod-totals.ts';
import type { ScopedResourceSelectorRequirement } from '../model/policy.ts';
import { addLists } from '../model/resource-list.ts';
import { type Millis, millisOf } from '../time/millis.ts';
import type { Evaluator } from './evaluator.ts';

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'] as const;
const COUNT = 'count/pods';
const RESOURCES = new Set([COUNT, 'pods', ...COMPUTE.flatMap((name) => [name, `requests.${name}`, `limits.${name}`])]);
/** A quota on one of these makes it compulsory in every container: an old mistake that upstream keeps. */
const COMPULSORY = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']);

const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');

function isCounted(name: string): boolean {
  if (RESOURCES.has(name)) return true;
  if (name.startsWith('hugepages-') || name.startsWith('requests.hugepages-')) return true;
  return !isNative(name) && name.startsWith('requests.');
}

/** Terminal Pods use nothing, nor do those that are still there after their grace period. */
export function isCharged(pod: Draft<'Pod'>, now: Millis): boolean {
  const { phase } = (pod.status ?? {}) as PodStatus;
  if (phase === 'Failed' || phase === 'Succeeded') return false;
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true;
  return now <= millisOf(deletionTimestamp) + deletionGracePeriodSeconds * 1000;
}

function computeUsage(requests: ResourceList = {}, limits: ResourceList = {}): ResourceList {
  const usage: Record<string, string> = { pods: '1' };
  for (const name of COMPUTE) {
    const [request, limit] = [requests[name], limits[name]];
    if (request !== undefined) {
      usage[name] = String(request);
      usage[`requests.${name}`] = String(request);
    }
    if (limit !== undefined) usage[`limits.${name}`] = String(limit);
  }
  for (const [name, request] of Object.entries(requests)) {
    if (name.startsWith('hugepages-')) usage[name] = String(request);
    if (name.startsWith('hugepages-') || !isNative(name)) usage[`requests.${name}`] = String(request);
  }
  return usage;
}

function missing(required: readonly string[], { spec }: Draft<'Pod'>): string | undefined {
  if (podLevelResources(spec)) return undefined;
  const compulsory = required.filter((name) => COMPULSORY.has(name)).sort();
  const texts: string[] = [];
  const containers: readonly Container[] = [...spec.containers, ...(spec.initContainers ?? [])];
  for (const name of compulsory) {
    const without = containers.filter(
      ({ resources }) => !Object.hasOwn(computeUsage(resources?.requests, resources?.limits), name),
    );
    const names = [...new Set(without.map((container) => container.name))].sort();
    if (names.length > 0) texts.push(`${name} for: ${names.join(',')}`);
  }
  return texts.length === 0 ? undefined : `must specify ${texts.join('; ')}`;
}

function matchesScope(selector: ScopedResourceSelectorRequirement, { spec }: Draft<'Pod'>): boolean {
  switch (selector.scopeName) {
    case 'Terminating':
      return hasDeadline(spec);
    case 'NotTerminating':
      return !hasDeadline(spec);
    case 'BestEffort':
      return qosClass(spec) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(spec) !== 'BestEffort';
    case 'PriorityClass':
      return matchesClass(selector, spec.priorityClassName ?? '');
    case 'CrossNamespacePodAffinity':
      return looksIntoOtherNamespaces(spec);
    default:
      return false;
  }
}

function hasDeadline(spec: PodSpec): boolean {
  const { activeDeadlineSeconds } = spec as { readonly activeDeadlineSeconds?: number };
  return activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;
}

function matchesClass({ operator, values = [] }: ScopedResourceSelectorRequirement, name: string): boolean {
  if (operator === 'Exists') return name !== '';
  if (operator === 'DoesNotExist') return name === '';
  if (operator === 'In') return name !== '' && values.includes(name);
  return name === '' || !values.includes(name);
}

interface AffinityTerm {
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: unknown;
}
interface AffinityTerms {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly AffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly podAffinityTerm: AffinityTerm }[];
}

function looksIntoOtherNamespaces({ affinity }: PodSpec): boolean {
  const sides = [affinity?.podAffinity, affinity?.podAntiAffinity] as readonly (AffinityTerms | undefined)[];
  return sides.some((side) => {
    const preferred = side?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    const terms = [
      ...(side?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...preferred.map(({ podAffinityTerm }) => podAffinityTerm),
    ];
    return terms.some(({ namespaces = [], namespaceSelector }) => namespaces.length > 0 || namespaceSelector);
  });
}

/** `count/pods` counts what is stored, all the rest what has not ended. */
function usage(pod: Draft<'Pod'>, now: Millis): ResourceList {
  const stored = { [COUNT]: '1' };
  if (!isCharged(pod, now)) return stored;
  return addLists(stored, computeUsage(podRequestTotal(pod.spec), podLimitTotal(pod.spec)));
}

export const podEvaluator: Evaluator<'Pod'> = {
  matchingResources: (names) => names.filter(isCounted),
  matchesScope,
  missing,
  usage,
  countsUpdates: false,
  givesBack: (old, next, now) => isCharged(old, now) && !isCharged(next, now),
};
