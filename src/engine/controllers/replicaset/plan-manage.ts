/** How many Pods a ReplicaSet makes or gives up in one sync. Follows manageReplicas in pkg/controller/replicaset/replica_set.go. */
import type { Pod } from '../../model/core.ts';
import { isTerminal } from '../../model/pods.ts';

const BURST = 500;

export interface ManagePlan {
  readonly create: number;
  readonly remove: number;
}

/** At most one of the two is above 0. */
export function planManage(active: number, replicas: number): ManagePlan {
  return {
    create: Math.min(BURST, Math.max(0, replicas - active)),
    remove: Math.min(BURST, Math.max(0, active - replicas)),
  };
}

/** Pods that count as replicas. As controller.IsPodActive. */
export function isPodActive(pod: Pod): boolean {
  return !isTerminal(pod) && pod.metadata.deletionTimestamp === undefined;
}
