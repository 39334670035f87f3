/** A budget's status from its Pods. Follows buildDisruptedPodMap, countHealthyPods and updatePdbStatus in disruption.go. */
import type { Pod } from '../../model/core.ts';
import { isConditionUpToDate, withDisruptionAllowed } from '../../model/disruption-budget.ts';
import { isPodReady, isTerminating } from '../../model/pods.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '../../model/policy.ts';
import { type Millis, millisOf, timestamp } from '../../time/millis.ts';
import type { ExpectedPods } from './expected-pods.ts';

/** A granted eviction whose Pod is still there after this long has not happened. */
export const DELETION_TIMEOUT: Millis = 120_000;

export interface StatusPlan {
  /** Absent: nothing changes. */
  readonly status?: PodDisruptionBudgetStatus;
  /** Pods whose granted eviction never came. */
  readonly notDeleted: readonly Pod[];
  readonly recheckAt?: Millis;
}

export function planStatus(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  { expected, desiredHealthy }: ExpectedPods,
  now: Millis,
): StatusPlan {
  const before = budget.status.disruptedPods ?? {};
  const disruptedPods: Record<string, string> = {};
  const notDeleted: Pod[] = [];
  let recheckAt: Millis | undefined;
  let currentHealthy = 0;
  for (const pod of pods) {
    if (isTerminating(pod)) continue;
    const since = Object.hasOwn(before, pod.metadata.name) ? before[pod.metadata.name] : undefined;
    const until = since === undefined ? undefined : millisOf(since) + DELETION_TIMEOUT;
    if (since !== undefined && until !== undefined) {
      if (until < now) notDeleted.push(pod);
      else {
        disruptedPods[pod.metadata.name] = since;
        recheckAt = Math.min(recheckAt ?? until, until);
      }
    }
    if ((until === undefined || until <= now) && isPodReady(pod)) currentHealthy += 1;
  }
  const disruptionsAllowed = expected <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  const status: PodDisruptionBudgetStatus = {
    observedGeneration: budget.metadata.generation,
    ...(Object.keys(disruptedPods).length === 0 ? {} : { disruptedPods }),
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods: expected,
    conditions: budget.status.conditions,
  };
  const changed = !sameCounts(status, budget.status) || !isConditionUpToDate(budget);
  return { status: changed ? withDisruptionAllowed(status, timestamp(now)) : undefined, notDeleted, recheckAt };
}

function sameCounts(next: PodDisruptionBudgetStatus, old: PodDisruptionBudgetStatus): boolean {
  const [a, b] = [next.disruptedPods ?? {}, old.disruptedPods ?? {}];
  return (
    next.observedGeneration === old.observedGeneration &&
    next.disruptionsAllowed === old.disruptionsAllowed &&
    next.currentHealthy === old.currentHealthy &&
    next.desiredHealthy === old.desiredHealthy &&
    next.expectedPods === old.expectedPods &&
    Object.keys(a).length === Object.keys(b).length &&
    Object.entries(a).every(([name, at]) => b[name] === at)
  );
}
