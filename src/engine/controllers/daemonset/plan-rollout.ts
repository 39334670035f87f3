/**
 * One round of a rolling update (§5). Follows rollingUpdate in pkg/controller/daemon/update.go.
 * Slots come in the order in which nodes are taken; upstream that is a map's, so any order is a real one.
 */
import type { Pod } from '../../model/core.ts';
import { type NodeSlot, newAndOld } from './node-slot.ts';

export interface RolloutRules {
  readonly hash: string;
  readonly isAvailable: (pod: Pod) => boolean;
}

/** Chooses the Pods that one round without surge deletes (§5.3). */
export function planRollout(slots: Iterable<NodeSlot>, maxUnavailable: number, rules: RolloutRules): readonly Pod[] {
  const replace: Pod[] = [];
  const candidates: Pod[] = [];
  let unavailable = 0;
  for (const { pods } of slots) {
    const sole = newAndOld(pods, rules.hash);
    if (!sole || Boolean(sole.fresh) === Boolean(sole.old)) {
      unavailable += 1; // two of a kind, none at all, or both
      continue;
    }
    if (sole.fresh) {
      if (!rules.isAvailable(sole.fresh)) unavailable += 1;
    } else if (sole.old && !rules.isAvailable(sole.old)) {
      replace.push(sole.old);
      unavailable += 1;
    } else if (sole.old && unavailable < maxUnavailable) candidates.push(sole.old);
  }
  // Broken old Pods go whatever the budget: a rollout that repairs them must not wait for them.
  return [...replace, ...candidates.slice(0, Math.max(0, maxUnavailable - unavailable))];
}

export interface SurgePlan {
  readonly create: readonly string[];
  readonly remove: readonly Pod[];
}

/** Chooses what one round with surge creates and deletes (§5.4); `desired` counts the nodes that should run the Pod. */
export function planSurgeRollout(
  slots: Iterable<NodeSlot>,
  maxSurge: number,
  desired: number,
  rules: RolloutRules,
): SurgePlan {
  const remove: Pod[] = [];
  const sunset: Pod[] = [];
  const force: string[] = [];
  const candidates: string[] = [];
  let surging = 0;
  let available = 0;
  for (const { node, pods, placement } of slots) {
    const sole = newAndOld(pods, rules.hash);
    if (!sole) {
      surging += 1;
      continue;
    }
    const { fresh, old } = sole;
    const oldAvailable = old !== undefined && rules.isAvailable(old);
    const freshAvailable = fresh !== undefined && rules.isAvailable(fresh);
    if (old ? oldAvailable : freshAvailable) available += 1;
    if (!old) continue;
    const wanted = placement?.shouldRun === true;
    if (!fresh) {
      if (!oldAvailable) wanted ? force.push(node) : remove.push(old);
      else if (!wanted) sunset.push(old);
      else if (surging < maxSurge) candidates.push(node);
    } else if (freshAvailable) remove.push(old);
    else surging += 1;
  }
  // A Pod on a node that is no longer eligible leaves only while enough others are available.
  remove.push(...sunset.slice(0, Math.max(0, available - desired)));
  return { create: [...force, ...candidates.slice(0, Math.max(0, maxSurge - surging))], remove };
}
