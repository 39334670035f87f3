/**
 * A Pod that was about to be disrupted and still lives two minutes later is not about to be disrupted any more.
 * Follows nonTerminatingPodHasStaleDisruptionCondition and syncStalePodDisruption in disruption.go.
 */
import type { HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import { objectKey } from '../../model/kinds.ts';
import { isTerminal, isTerminating, podCondition } from '../../model/pods.ts';
import { type Millis, millisOf, timestamp } from '../../time/millis.ts';

/** Keys of the controller's queue that are about a Pod. */
export const STALE = 'stale-disruption|';
const TIMEOUT: Millis = 120_000;

/** How long until the condition is stale; undefined where it never will be. */
function untilStale(pod: Pod, now: Millis): Millis | undefined {
  if (isTerminating(pod) || isTerminal(pod)) return undefined;
  const condition = podCondition(pod, 'DisruptionTarget');
  if (condition?.status !== 'True' || condition.reason === 'TerminationByKubelet') return undefined;
  return Math.max(0, millisOf(condition.lastTransitionTime ?? timestamp(now)) + TIMEOUT - now);
}

export function wakeForStaleDisruption(pod: Pod, ctx: HandlerContext): void {
  const delay = untilStale(pod, ctx.now);
  if (delay !== undefined) ctx.queue.addAfter(STALE + objectKey(pod.metadata), delay);
}

export function clearStaleDisruption(key: string, ctx: ReconcileContext): void {
  const pod = ctx.caches.get('Pod', key);
  if (!pod) return;
  const delay = untilStale(pod, ctx.now);
  if (delay === undefined) return;
  if (delay > 0) return ctx.queue.addAfter(STALE + key, delay);
  const conditions = pod.status.conditions?.map((condition) =>
    condition.type === 'DisruptionTarget'
      ? { type: condition.type, status: 'False', lastProbeTime: null, lastTransitionTime: timestamp(ctx.now) }
      : condition,
  );
  ctx.because(`${pod.metadata.name} was not disrupted after all`);
  ctx.api.update('Pod', { ...pod, status: { ...pod.status, conditions } }, { subresource: 'status' });
}
