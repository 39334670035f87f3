/** Which victims of preemption a PodDisruptionBudget would protect (§16). Follows filterPodsWithPDBViolation. */
import type { Pod } from '../model/core.ts';
import { matchesSelector } from '../model/labels.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';

/** Pods in order of importance, split into those whose eviction breaks a budget and the others; the order is kept. */
export function splitByBudget(
  pods: readonly Pod[],
  budgets: readonly PodDisruptionBudget[],
): { readonly violating: readonly Pod[]; readonly others: readonly Pod[] } {
  const allowed = budgets.map(({ status }) => status?.disruptionsAllowed ?? 0);
  const violating: Pod[] = [];
  const others: Pod[] = [];
  for (const pod of pods) {
    let violates = false;
    for (const [i, budget] of budgets.entries()) {
      // A Pod whose eviction the API server has granted already is not counted twice.
      if (!covers(budget, pod) || Object.hasOwn(budget.status?.disruptedPods ?? {}, pod.metadata.name)) continue;
      const left = (allowed[i] ?? 0) - 1;
      allowed[i] = left;
      if (left < 0) violates = true;
    }
    (violates ? violating : others).push(pod);
  }
  return { violating, others };
}

/** An empty selector, which selects all elsewhere, selects nothing here. */
function covers({ metadata, spec: { selector } }: PodDisruptionBudget, pod: Pod): boolean {
  if (metadata.namespace !== pod.metadata.namespace || Object.keys(pod.metadata.labels ?? {}).length === 0)
    return false;
  const empty = Object.keys(selector?.matchLabels ?? {}).length === 0 && !selector?.matchExpressions?.length;
  return !empty && matchesSelector(selector, pod.metadata.labels);
}
