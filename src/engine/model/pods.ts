/** Pure readings of a Pod, as pkg/api/v1/pod/util.go. */
import { type Millis, millisOf } from '../time/millis.ts';
import type { Pod, PodSpec } from './core.ts';
import type { Condition } from './meta.ts';

export function podCondition(pod: Pod, type: string): Condition | undefined {
  const { conditions } = pod.status;
  if (!conditions) return undefined;
  for (const condition of conditions) if (condition.type === type) return condition;
  return undefined;
}

export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True';
}

/** Phase Succeeded or Failed: no container will run any more. */
export function isTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** Not to be scheduled yet: someone has put up scheduling gates. */
export function isGated({ schedulingGates }: PodSpec): boolean {
  return Array.isArray(schedulingGates) && schedulingGates.length > 0;
}

/** Ready, and for longer than `minReadySeconds` (§8.2: strictly before now). */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: Millis): boolean {
  const ready = podCondition(pod, 'Ready');
  if (ready?.status !== 'True') return false;
  if (minReadySeconds === 0) return true;
  return ready.lastTransitionTime !== undefined && millisOf(ready.lastTransitionTime) + minReadySeconds * 1000 < now;
}

/** Conditions with one of them set; its transition time moves only when its status does. */
export function withCondition(conditions: readonly Condition[] | undefined, set: Condition): readonly Condition[] {
  const list = conditions ?? [];
  const at = list.findIndex((condition) => condition.type === set.type);
  const old = list[at];
  if (!old) return [...list, set];
  const next = old.status === set.status ? { ...set, lastTransitionTime: old.lastTransitionTime } : set;
  return list.map((condition, i) => (i === at ? next : condition));
}
