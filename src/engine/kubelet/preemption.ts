/**
 * Which Pods must go so that a critical one can be admitted (§16): as few as possible, best-effort ones before
 * burstable before guaranteed ones. Follows getPodsToPreempt in pkg/kubelet/preemption/preemption.go.
 */
import type { Pod } from '../model/core.ts';
import { podRequests } from '../model/pod-requests.ts';
import type { Verdict } from '../store/records.ts';
import type { Shortage } from './admission.ts';
import { isPreemptable } from './critical.ts';

export const PREEMPTED: Verdict = {
  reason: 'Preempting',
  message: 'Preempted in order to admit critical pod',
  disruption: 'Pod was preempted by Kubelet to accommodate a critical pod.',
};

interface Need {
  readonly resource: string;
  readonly amount: number;
}

const requestOf = ({ spec }: Pod, resource: string): number =>
  resource === 'pods' ? 1 : (podRequests(spec).get(resource) ?? 0);

/** The victims among `pods`, or what no set of them could free. */
export function podsToPreempt(
  preemptor: Pod,
  pods: readonly Pod[],
  shortages: readonly Shortage[],
): { readonly victims: readonly Pod[] } | { readonly error: string } {
  const needs = shortages.map(
    ({ resource, requested, used, capacity }): Need => ({ resource, amount: requested - (capacity - used) }),
  );
  const candidates = pods.filter((pod) => isPreemptable(preemptor, pod));
  const lacking = without(needs, candidates);
  if (lacking.length > 0) {
    const list = lacking.map(({ resource, amount }) => `(res: ${resource}, q: ${amount}), `).join('');
    const why = `no set of running pods found to reclaim resources: [${list}]`;
    return { error: `preemption: error finding a set of pods to preempt: ${why}` };
  }
  const [bestEffort = [], burstable = [], guaranteed = []] = ['BestEffort', 'Burstable', 'Guaranteed'].map((qos) =>
    candidates.filter(({ status }) => status.qosClass === qos),
  );
  const last = nearest(guaranteed, without(needs, [...bestEffort, ...burstable]));
  const middle = nearest(burstable, without(needs, [...bestEffort, ...last]));
  const first = nearest(bestEffort, without(needs, [...middle, ...last]));
  return { victims: [...first, ...middle, ...last] };
}

/** What is still needed once these Pods are gone. */
function without(needs: readonly Need[], pods: readonly Pod[]): readonly Need[] {
  const left: Need[] = [];
  for (const { resource, amount } of needs) {
    let rest = amount;
    for (const pod of pods) rest -= requestOf(pod, resource);
    if (rest > 0) left.push({ resource, amount: rest });
  }
  return left;
}

/** Again and again the Pod that comes nearest to what is needed; of equals the one that asks for less. */
function nearest(pods: readonly Pod[], wanted: readonly Need[]): readonly Pod[] {
  const rest = [...pods];
  const chosen: Pod[] = [];
  let needs = wanted;
  while (needs.length > 0 && rest.length > 0) {
    let best = 0;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const [i, pod] of rest.entries()) {
      const distance = distanceOf(pod, needs);
      const tie = distance === bestDistance && asksLess(pod, rest[best] ?? pod);
      if (distance < bestDistance || tie) [best, bestDistance] = [i, distance];
    }
    const [pod] = rest.splice(best, 1);
    if (!pod) break;
    chosen.push(pod);
    needs = without(needs, [pod]);
  }
  return chosen;
}

/** Each need counts alike, whatever its unit. */
function distanceOf(pod: Pod, needs: readonly Need[]): number {
  let distance = 0;
  for (const { resource, amount } of needs) {
    const left = amount - requestOf(pod, resource);
    if (left > 0) distance += (left / amount) ** 2;
  }
  return distance;
}

function asksLess(pod: Pod, than: Pod): boolean {
  for (const resource of ['memory', 'cpu']) {
    const difference = requestOf(pod, resource) - requestOf(than, resource);
    if (difference !== 0) return difference < 0;
  }
  return true;
}
