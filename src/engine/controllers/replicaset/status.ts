/** The status of a ReplicaSet. Follows calculateStatus in pkg/controller/replicaset/replica_set_utils.go. */
import type { ReplicaSet, ReplicaSetStatus } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import type { Condition } from '../../model/meta.ts';
import { isPodAvailable, isPodReady, podCondition } from '../../model/pods.ts';
import { type Millis, millisOf, timestamp } from '../../time/millis.ts';

const REPLICA_FAILURE = 'ReplicaFailure';

export interface ObservedPods {
  readonly active: readonly Pod[];
  readonly terminating: number;
  /** Why creating or deleting Pods has just failed. */
  readonly failure: string | undefined;
}

/** `observedGeneration` is the generation of the ReplicaSet as seen here. */
export function replicaSetStatus(rs: ReplicaSet, observed: ObservedPods, now: Millis): ReplicaSetStatus {
  const { active, terminating, failure } = observed;
  const wanted = Object.entries(rs.spec.template.metadata?.labels ?? {});
  const { minReadySeconds = 0 } = rs.spec;
  let [labeled, ready, available] = [0, 0, 0];
  for (const pod of active) {
    if (wanted.every(([key, value]) => pod.metadata.labels?.[key] === value)) labeled += 1;
    if (!isPodReady(pod)) continue;
    ready += 1;
    if (isPodAvailable(pod, minReadySeconds, now)) available += 1;
  }
  return {
    replicas: active.length,
    fullyLabeledReplicas: labeled || undefined,
    readyReplicas: ready || undefined,
    availableReplicas: available || undefined,
    terminatingReplicas: terminating,
    observedGeneration: rs.metadata.generation,
    conditions: conditionsOf(rs, active.length, failure, now),
  };
}

/** A failure is told once; it stays as it was told until a sync succeeds. */
function conditionsOf(
  { spec, status }: ReplicaSet,
  active: number,
  failure: string | undefined,
  now: Millis,
): readonly Condition[] | undefined {
  const { conditions = [] } = status;
  const known = conditions.some(({ type }) => type === REPLICA_FAILURE);
  if (known === (failure !== undefined)) return status.conditions;
  if (failure === undefined) {
    const left = conditions.filter(({ type }) => type !== REPLICA_FAILURE);
    return left.length > 0 ? left : undefined;
  }
  const reason = active < (spec.replicas ?? 1) ? 'FailedCreate' : 'FailedDelete';
  const lastTransitionTime = timestamp(now);
  return [...conditions, { type: REPLICA_FAILURE, status: 'True', reason, message: failure, lastTransitionTime }];
}

/** Milliseconds until the next Pod will have been ready long enough; undefined when none is on its way. */
export function nextAvailability(rs: ReplicaSet, active: readonly Pod[], now: Millis): Millis | undefined {
  const { minReadySeconds = 0 } = rs.spec;
  if (minReadySeconds === 0) return undefined;
  let next: Millis | undefined;
  for (const pod of active) {
    const since = podCondition(pod, 'Ready')?.lastTransitionTime;
    if (since === undefined || !isPodReady(pod) || isPodAvailable(pod, minReadySeconds, now)) continue;
    // Available only after that moment, not in it.
    const wait = millisOf(since) + minReadySeconds * 1000 - now + 1;
    next = next === undefined ? wait : Math.min(next, wait);
  }
  return next;
}
