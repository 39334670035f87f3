/**
 * The eviction subresource of Pods: a deletion that a PodDisruptionBudget must grant.
 * Follows pkg/registry/core/pod/storage/eviction.go.
 */
import type { Pod } from '../model/core.ts';
import { DISRUPTION_ALLOWED, guards, withDisruptionAllowed } from '../model/disruption-budget.ts';
import type { Ref } from '../model/kinds.ts';
import { isPodReady, isTerminal, isTerminating, withCondition } from '../model/pods.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';
import { timestamp } from '../time/millis.ts';
import type { DeleteOptions } from './api.ts';
import { forbidden, tooManyRequests, unanswerable } from './errors.ts';
import type { ApiServer } from './server.ts';
import { strategies } from './strategies.ts';

/** So many granted evictions may wait for the disruption controller to see them. */
const MAX_DISRUPTED_PODS = 2000;
const REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";

export function evictPod(server: ApiServer, ref: Ref, options: DeleteOptions = {}): void {
  const pod = server.get('Pod', ref);
  if (!canIgnoreBudgets(pod)) askBudget(server, pod, options);
  if (!options.dryRun) markEvicted(server, pod);
  server.delete('Pod', ref, options);
}

/** A Pod that is over, has not begun or is on its way out disrupts nobody any more. */
function canIgnoreBudgets(pod: Pod): boolean {
  return isTerminal(pod) || pod.status.phase === 'Pending' || isTerminating(pod);
}

/** Counts the disruption; throws an ApiError when it is not allowed. */
function askBudget(server: ApiServer, pod: Pod, options: DeleteOptions): void {
  const { namespace, name, labels } = pod.metadata;
  const budgets = server.list('PodDisruptionBudget', { namespace }).items.filter((budget) => guards(budget, labels));
  if (budgets.length > 1) {
    throw unanswerable(
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = budgets;
  if (!budget || isFreeToGo(pod, budget)) return;
  const { status, metadata } = budget;
  checkBudget(budget);
  if (options.dryRun) return;
  const now = timestamp(server.now);
  const counted = {
    ...status,
    disruptionsAllowed: status.disruptionsAllowed - 1,
    disruptedPods: { ...status.disruptedPods, [name]: now },
  };
  const next = counted.disruptionsAllowed === 0 ? withDisruptionAllowed(counted, now) : counted;
  server.update('PodDisruptionBudget', { ...budget, metadata, status: next }, true, { subresource: 'status' });
}

/** A Pod that is not ready is no loss while the application has what it needs, or whenever the budget says so. */
function isFreeToGo(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (isPodReady(pod)) return false;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
}

function checkBudget({ metadata, status }: PodDisruptionBudget): void {
  const { name } = metadata;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    throw refusal(`The disruption budget ${name} is still being processed by the server.`);
  }
  const { resource } = strategies.PodDisruptionBudget;
  const names = { ...resource, plural: 'poddisruptionbudget' };
  if (status.disruptionsAllowed < 0) throw forbidden(names, name, 'pdb disruptions allowed is negative');
  if (Object.keys(status.disruptedPods ?? {}).length > MAX_DISRUPTED_PODS) {
    throw forbidden(names, name, 'DisruptedPods map too big - too many evictions not confirmed by PDB controller');
  }
  if (status.disruptionsAllowed === 0) {
    throw refusal(exhaustedText(name, status));
  }
}

/** Counts of a failed sync are not to be trusted, so its message comes first. */
function exhaustedText(name: string, status: PodDisruptionBudget['status']): string {
  const condition = status.conditions?.find(({ type }) => type === DISRUPTION_ALLOWED);
  const told = condition?.status === 'False' && condition.message ? condition : undefined;
  const refused = `The disruption budget ${name} does not allow evicting pods currently`;
  if (told?.reason === 'SyncFailed') return `${refused} because it failed sync: ${told.message}`;
  const { desiredHealthy, currentHealthy } = status;
  if (currentHealthy <= desiredHealthy) {
    return `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  }
  return told ? `${refused} (${told.reason}): ${told.message}` : refused;
}

function refusal(message: string) {
  return tooManyRequests(REFUSED, [{ field: '', reason: 'DisruptionBudget', message }]);
}

function markEvicted(server: ApiServer, pod: Pod): void {
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastProbeTime: null,
    lastTransitionTime: timestamp(server.now),
    observedGeneration: pod.metadata.generation,
  });
  server.update('Pod', { ...pod, status: { ...pod.status, conditions } }, true, { subresource: 'status' });
}
