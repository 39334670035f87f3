/**
 * The disruption controller: keeps the count of each PodDisruptionBudget, by which the API server grants evictions.
 * Follows pkg/controller/disruption/disruption.go.
 */
import { quoted } from '../../apiserver/errors.ts';
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import { failedSync } from '../../model/disruption-budget.ts';
import { objectKey } from '../../model/kinds.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { PodDisruptionBudget } from '../../model/policy.ts';
import { timestamp } from '../../time/millis.ts';
import { ExpectedPodsError, expectedPods } from './expected-pods.ts';
import { planStatus } from './plan-status.ts';
import { clearStaleDisruption, STALE, wakeForStaleDisruption } from './stale-disruption.ts';

/** Keys about a Pod that several budgets select. */
const SEVERAL = 'several|';

/**
 * Of several budgets that select a Pod one is woken, arbitrarily; the eviction API refuses such Pods anyway. Unlike
 * there, an empty selector takes every Pod here (GetPodPodDisruptionBudgets of policy/v1).
 */
function wakeBudgetOf({ metadata }: Pod, ctx: HandlerContext): void {
  const budgets = ctx.caches.all('PodDisruptionBudget');
  if (budgets.size === 0) return;
  const names: string[] = [];
  for (const { metadata: own, spec } of budgets.values()) {
    if (own.namespace === metadata.namespace && matchesSelector(spec.selector, metadata.labels)) names.push(own.name);
  }
  const [name, ...more] = names.sort();
  if (name === undefined) return;
  if (more.length > 0) ctx.queue.add(`${SEVERAL}${name}|${objectKey(metadata)}`);
  ctx.queue.add(objectKey({ ...metadata, name }));
}

function tellSeveral(rest: string, ctx: ReconcileContext): void {
  const [chosen = '', key = ''] = rest.split('|');
  const pod = ctx.caches.get('Pod', key);
  if (!pod) return;
  const { namespace = '', name } = pod.metadata;
  const message = `Pod ${quoted(namespace)}/${quoted(name)} matches multiple PodDisruptionBudgets.  Chose ${quoted(chosen)} arbitrarily.`;
  ctx.recorder.event(pod, 'Warning', 'MultiplePodDisruptionBudgets', message);
}

export const disruptionController: Controller = {
  // Upstream's events name this source, not the controller.
  name: 'controllermanager',
  events: {
    PodDisruptionBudget: {
      added: (budget, ctx) => ctx.queue.add(objectKey(budget.metadata)),
      updated: (_old, budget, ctx) => ctx.queue.add(objectKey(budget.metadata)),
    },
    Pod: {
      added(pod, ctx) {
        wakeBudgetOf(pod, ctx);
        wakeForStaleDisruption(pod, ctx);
      },
      updated(_old, pod, ctx) {
        wakeBudgetOf(pod, ctx);
        wakeForStaleDisruption(pod, ctx);
      },
      deleted: wakeBudgetOf,
    },
  },
  reconcile(key, ctx) {
    if (key.startsWith(STALE)) return clearStaleDisruption(key.slice(STALE.length), ctx);
    if (key.startsWith(SEVERAL)) return tellSeveral(key.slice(SEVERAL.length), ctx);
    const budget = ctx.caches.get('PodDisruptionBudget', key);
    if (budget) sync(budget, key, ctx);
  },
};

function sync(budget: PodDisruptionBudget, key: string, ctx: ReconcileContext): void {
  const pods = podsOf(budget, ctx);
  if (pods.length === 0) ctx.recorder.event(budget, 'Normal', 'NoPods', 'No matching pods found');
  try {
    const expected = expectedPods(budget, pods, ctx.caches);
    if (expected.unmanaged.length > 0) tellUnmanaged(budget, ctx);
    const { status, notDeleted, recheckAt } = planStatus(budget, pods, expected, ctx.now);
    for (const pod of notDeleted) {
      const { namespace } = budget.metadata;
      const message = `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`;
      ctx.recorder.event(pod, 'Warning', 'NotDeleted', message);
    }
    if (status) ctx.api.update('PodDisruptionBudget', { ...budget, status }, { subresource: 'status' });
    if (recheckAt !== undefined) ctx.queue.addAfter(key, Math.max(1, recheckAt + 1 - ctx.now));
  } catch (error) {
    if (!(error instanceof ExpectedPodsError)) throw error;
    const message = `Failed to calculate the number of expected pods: ${error.message}`;
    ctx.recorder.event(budget, 'Warning', 'CalculateExpectedPodCountFailed', message);
    const status = failedSync(budget.status, error.message, timestamp(ctx.now));
    ctx.api.update('PodDisruptionBudget', { ...budget, status }, { subresource: 'status' });
  }
}

function podsOf({ metadata, spec }: PodDisruptionBudget, ctx: ReconcileContext): readonly Pod[] {
  const pods: Pod[] = [];
  for (const pod of ctx.caches.all('Pod').values()) {
    if (pod.metadata.namespace === metadata.namespace && matchesSelector(spec.selector, pod.metadata.labels)) {
      pods.push(pod);
    }
  }
  return pods;
}

function tellUnmanaged(budget: PodDisruptionBudget, ctx: ReconcileContext): void {
  const { matchLabels = {}, matchExpressions = [] } = budget.spec.selector ?? {};
  const labels = Object.entries(matchLabels).sort(([a], [b]) => (a < b ? -1 : 1));
  const shownLabels = labels.map(([key, value]) => `${key}: ${value},`).join('');
  const requirements = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  );
  // Go's String method of the selector's generated type.
  const selector = `&LabelSelector{MatchLabels:map[string]string{${shownLabels}},MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},}`;
  ctx.recorder.event(
    budget,
    'Warning',
    'UnmanagedPods',
    `Pods selected by this PodDisruptionBudget (selector: ${selector}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`,
  );
}
