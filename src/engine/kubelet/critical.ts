/** Which Pods a kubelet spares. Follows IsCriticalPod and Preemptable in pkg/kubelet/types/pod_update.go. */
import type { Pod } from '../model/core.ts';

/** scheduling.SystemCriticalPriority, that of system-cluster-critical. */
const SYSTEM_CRITICAL = 2_000_000_000;

export const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0;

export function isCritical(pod: Pod): boolean {
  return priorityOf(pod) >= SYSTEM_CRITICAL;
}

export function isPreemptable(preemptor: Pod, pod: Pod): boolean {
  return (isCritical(preemptor) && !isCritical(pod)) || priorityOf(preemptor) > priorityOf(pod);
}
