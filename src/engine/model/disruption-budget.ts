/**
 * What a PodDisruptionBudget's status says. Follows k8s.io/component-helpers/apps/poddisruptionbudget/helpers.go and
 * meta.SetStatusCondition of apimachinery/pkg/api/meta/conditions.go.
 */
import { matchesSelector } from './labels.ts';
import type { Condition, Labels, Timestamp } from './meta.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from './policy.ts';

export const DISRUPTION_ALLOWED = 'DisruptionAllowed';

/** A budget without a selector, or with an empty one, guards nothing on the eviction path. */
export function guards({ spec }: PodDisruptionBudget, labels: Labels | undefined): boolean {
  const { matchLabels = {}, matchExpressions = [] } = spec.selector ?? {};
  if (Object.keys(matchLabels).length + matchExpressions.length === 0) return false;
  return matchesSelector(spec.selector, labels);
}

/** The status with the condition that its `disruptionsAllowed` asks for. */
export function withDisruptionAllowed(status: PodDisruptionBudgetStatus, now: Timestamp): PodDisruptionBudgetStatus {
  const allowed = status.disruptionsAllowed > 0;
  const reason = allowed ? 'SufficientPods' : 'InsufficientPods';
  return withBudgetCondition(status, { status: allowed ? 'True' : 'False', reason, message: '' }, now);
}

/** The status of a budget whose Pods could not be counted: nothing may be disrupted. */
export function failedSync(status: PodDisruptionBudgetStatus, why: string, now: Timestamp): PodDisruptionBudgetStatus {
  const closed = { ...status, disruptionsAllowed: 0 };
  return withBudgetCondition(closed, { status: 'False', reason: 'SyncFailed', message: why }, now);
}

export function isConditionUpToDate({ status }: PodDisruptionBudget): boolean {
  const found = status.conditions?.find(({ type }) => type === DISRUPTION_ALLOWED);
  if (!found || found.observedGeneration !== status.observedGeneration) return false;
  return (found.status === 'True') === status.disruptionsAllowed > 0;
}

function withBudgetCondition(
  status: PodDisruptionBudgetStatus,
  set: { readonly status: string; readonly reason: string; readonly message: string },
  now: Timestamp,
): PodDisruptionBudgetStatus {
  const conditions = status.conditions ?? [];
  const old = conditions.find(({ type }) => type === DISRUPTION_ALLOWED);
  const condition: Condition = {
    type: DISRUPTION_ALLOWED,
    ...set,
    observedGeneration: status.observedGeneration,
    lastTransitionTime: old && old.status === set.status ? old.lastTransitionTime : now,
  };
  return {
    ...status,
    conditions: old ? conditions.map((one) => (one === old ? condition : one)) : [...conditions, condition],
  };
}
