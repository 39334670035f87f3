/** Makes room for a Pod (§16). Follows PreemptPod and prepareCandidateAsync in framework/preemption. */
import { ApiError } from '../apiserver/status.ts';
import type { ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import { withCondition } from '../model/pods.ts';
import { timestamp } from '../time/millis.ts';
import { priorityOf } from './cluster-view.ts';

export function evictVictims(preemptor: Pod, node: string, victims: readonly Pod[], ctx: ReconcileContext): void {
  for (const other of ctx.live.byIndex('Pod', 'nominated', node).values()) {
    if (priorityOf(other) < priorityOf(preemptor)) clearNomination(other, ctx);
  }
  for (const victim of victims) {
    // One that is going already is only waited for.
    if (!victim.metadata.deletionTimestamp) evict(preemptor, node, victim, ctx);
  }
}

/** It may not fit there any more: let it look for another node now rather than wait. */
function clearNomination(pod: Pod, ctx: ReconcileContext): void {
  const { nominatedNodeName: _, ...status } = pod.status;
  ctx.api.update('Pod', { ...pod, status }, { subresource: 'status' });
}

function evict(preemptor: Pod, node: string, victim: Pod, ctx: ReconcileContext): void {
  const conditions = withCondition(victim.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: `${preemptor.spec.schedulerName ?? 'default-scheduler'}: preempting to accommodate a higher priority pod`,
    lastProbeTime: null,
    lastTransitionTime: timestamp(ctx.now),
    observedGeneration: victim.metadata.generation,
  });
  try {
    ctx.api.update('Pod', { ...victim, status: { ...victim.status, conditions } }, { subresource: 'status' });
    ctx.api.delete('Pod', victim.metadata);
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') return;
    throw error;
  }
  ctx.recorder.event(victim, 'Normal', 'Preempted', `Preempted by pod ${preemptor.metadata.uid} on node ${node}`);
}
