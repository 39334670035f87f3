/** The plan of one rollout round, from what is kept of the nodes instead of a walk over all of them (§5). */
import type { ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { surgeCount, unavailableCount } from '../../model/int-or-percent.ts';
import { GROUP_SLOTS } from '../../time/map-order.ts';
import { type NodeSlot, newAndOld } from './node-slot.ts';
import type { NodeSlots } from './node-slots.ts';
import type { Observed } from './observe.ts';
import { planRollout, planSurgeRollout, type SurgePlan } from './plan-rollout.ts';
import { rolloutSlots } from './rollout-slots.ts';

/** Without surge nothing is created. */
export function planRolloutOf(ds: DaemonSet, hash: string, observed: Observed, ctx: ReconcileContext): SurgePlan {
  const { slots, desired, isAvailable } = observed;
  const strategy = ds.spec.updateStrategy;
  const rules = { hash, isAvailable };
  const maxSurge = surgeCount(strategy, desired);
  if (maxSurge > 0) return planSurgeRollout(rolloutSlots(ds, [...slots.walked()], ctx), maxSurge, desired, rules);
  const maxUnavailable = unavailableCount(strategy, desired);
  if (slots.walkedCount > GROUP_SLOTS) return { create: [], remove: planLargeRollout(slots, hash, maxUnavailable) };
  return { create: [], remove: planRollout(rolloutSlots(ds, [...slots.walked()], ctx), maxUnavailable, rules) };
}

/** As planRollout answers: its budget counts all unavailable nodes, so only those that it takes need an order. */
export function planLargeRollout(slots: NodeSlots, hash: string, maxUnavailable: number): readonly Pod[] {
  const remove: Pod[] = [];
  for (const slot of slots.broken()) take(slot, hash, remove);
  const end = remove.length + Math.max(0, maxUnavailable - slots.unavailable);
  if (remove.length === end) return remove;
  for (const slot of slots.candidates()) {
    take(slot, hash, remove);
    if (remove.length === end) break;
  }
  return remove;
}

function take({ pods }: NodeSlot, hash: string, remove: Pod[]): void {
  const old = newAndOld(pods, hash)?.old;
  if (old) remove.push(old);
}
