/** The five counts and the rest of .status (§8). Follows updateDaemonSetStatus in pkg/controller/daemon/daemon_controller.go. */
import type { DaemonSetStatus } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { isPodReady } from '../../model/pods.ts';
import { hasHash, type NodeSlot, oldestFirst } from './node-slot.ts';

export interface StatusRules {
  readonly hash: string;
  readonly isAvailable: (pod: Pod) => boolean;
}

export interface SlotCounts {
  readonly desired: number;
  readonly current: number;
  readonly misscheduled: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
}

/** Recounts; `observedGeneration` and `collisionCount` are kept from `previous`. */
export function countStatus(slots: Iterable<NodeSlot>, rules: StatusRules, previous: DaemonSetStatus): DaemonSetStatus {
  let [desired, current, misscheduled, ready, updated, available] = [0, 0, 0, 0, 0, 0];
  for (const { placement, pods } of slots) {
    if (!placement) continue;
    if (!placement.shouldRun) {
      if (pods.length > 0) misscheduled += 1;
      continue;
    }
    desired += 1;
    const oldest = pods.length > 1 ? [...pods].sort(oldestFirst)[0] : pods[0];
    if (!oldest) continue;
    current += 1; // a Pod object is enough: it may still be Pending
    if (isPodReady(oldest)) {
      ready += 1;
      if (rules.isAvailable(oldest)) available += 1;
    }
    if (hasHash(oldest, rules.hash)) updated += 1;
  }
  return statusOf({ desired, current, misscheduled, ready, updated, available }, previous);
}

/** Zero counts are left out as in JSON. */
export function statusOf(counts: SlotCounts, previous: DaemonSetStatus): DaemonSetStatus {
  const { desired, current, misscheduled, ready, updated, available } = counts;
  return {
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    observedGeneration: previous.observedGeneration,
    updatedNumberScheduled: updated || undefined,
    numberAvailable: available || undefined,
    numberUnavailable: desired - available || undefined,
    collisionCount: previous.collisionCount,
  };
}

/** Whether the counts of two statuses are the same; generations are compared elsewhere. */
export function sameCounts(a: DaemonSetStatus, b: DaemonSetStatus): boolean {
  return (
    a.desiredNumberScheduled === b.desiredNumberScheduled &&
    a.currentNumberScheduled === b.currentNumberScheduled &&
    a.numberMisscheduled === b.numberMisscheduled &&
    a.numberReady === b.numberReady &&
    (a.updatedNumberScheduled ?? 0) === (b.updatedNumberScheduled ?? 0) &&
    (a.numberAvailable ?? 0) === (b.numberAvailable ?? 0) &&
    (a.numberUnavailable ?? 0) === (b.numberUnavailable ?? 0) &&
    a.collisionCount === b.collisionCount
  );
}
