/**
 * The nodes that a rollout looks at, in the order in which upstream's loop over nodeToDaemonPods walks them
 * (rollingUpdate in pkg/controller/daemon/update.go). Always taking them by name would teach something false.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import { GROUP_SLOTS, walkMap, walkRankOf } from '../../time/map-order.ts';
import type { NodeSlot } from './node-slot.ts';

/** Where a node stands in the walk over more nodes than a group of slots holds. */
export function walkRank(ds: DaemonSet, node: string, seed: string): number {
  const { uid, generation = 0 } = ds.metadata;
  return walkRankOf(node, seed, `rollout/${uid}`, generation);
}

export function rolloutSlots(ds: DaemonSet, taking: readonly NodeSlot[], ctx: ReconcileContext): readonly NodeSlot[] {
  const entries = taking.length > GROUP_SLOTS ? taking : inSlotOrder(ds, taking, ctx);
  const { uid, generation = 0 } = ds.metadata;
  const nameOf = ({ node }: NodeSlot): string => node;
  // The list of Pods comes out of an index, which is a map as well.
  const listed = walkMap(entries, nameOf, ctx.seed, `list/${uid}`, generation);
  return walkMap(listed, nameOf, ctx.seed, `rollout/${uid}`, generation);
}

/** A Pod that replaces another takes the slot that this one left, so nodes keep the order in which they came. */
function inSlotOrder(ds: DaemonSet, taking: readonly NodeSlot[], ctx: ReconcileContext): readonly NodeSlot[] {
  const known = ctx.records.get('slots', ds.metadata.uid)?.names ?? [];
  const byName = new Map(taking.map((slot) => [slot.node, slot]));
  const kept = known.flatMap((name) => byName.get(name) ?? []);
  if (kept.length === taking.length && kept.length === known.length) return kept;
  const entries = [...kept, ...taking.filter(({ node }) => !known.includes(node))];
  ctx.records.put('slots', ds.metadata.uid, { names: entries.map(({ node }) => node) });
  return entries;
}
