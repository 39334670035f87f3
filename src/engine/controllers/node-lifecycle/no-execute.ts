/**
 * NoExecute taints of nodes that are not ready: set zone by zone, at the rate that the zone's state allows; taken away
 * at once when their reason has gone, or when no node of the cluster is ready. Follows processTaintBaseEviction,
 * doNoExecuteTaintingPass and handleDisruption in node_lifecycle_controller.go.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { Node } from '../../model/core.ts';
import { type Millis, timestamp } from '../../time/millis.ts';
import { noExecuteKey, withNoExecuteTaint } from './taints.ts';
import { taintInterval, type Zones, zoneKey, zonesOf } from './zones.ts';

/** Queue keys of nodes whose taint is due. */
export const EVICT = 'evict/';
/** When a zone had, or will have, its latest taint. */
const slot = (zone: string): string => `no-execute|${zone}`;
/** Nodes that wait for theirs. */
const queued = (node: string): string => `no-execute-queued|${node}`;

/** The taints that a node should have for its readiness alone; themselves when they are right. */
export function noExecuteTaints(node: Node, allDown: boolean, now: Millis): Node['spec']['taints'] {
  return withNoExecuteTaint(node, allDown ? undefined : noExecuteKey(node), timestamp(now));
}

/**
 * Gives every node that needs a change its turn. A zone where nothing may be tainted waits for its state to change,
 * which wakes the monitor.
 */
export function planNoExecute(ctx: ReconcileContext): void {
  const nodes = ctx.caches.all('Node');
  const troubled = [...nodes.values()].filter((node) => noExecuteKey(node) !== undefined || node.spec.taints);
  if (troubled.length === 0) return;
  const zones = zonesOf(nodes.values());
  for (const node of troubled) enqueue(node, zones, ctx);
}

function enqueue(node: Node, { byKey, allDown }: Zones, ctx: ReconcileContext): void {
  const { name } = node.metadata;
  const taints = node.spec.taints ?? [];
  const wanted = withNoExecuteTaint(node, allDown ? undefined : noExecuteKey(node), '');
  if (wanted === taints || wanted.length + taints.length === 0) return;
  // A taint that goes, or that takes the other's place, need not wait.
  if (wanted.length <= taints.length) return ctx.queue.add(EVICT + name);
  if (ctx.records.get('mark', queued(name))) return;
  const key = zoneKey(node);
  const zone = byKey.get(key);
  const interval = zone && taintInterval(zone);
  if (interval === undefined) return;
  const last = ctx.records.get('mark', slot(key))?.at;
  const at = last === undefined ? ctx.now : Math.max(ctx.now, last + interval);
  ctx.records.put('mark', slot(key), { at });
  ctx.records.put('mark', queued(name), { at });
  ctx.queue.addAfter(EVICT + name, at - ctx.now);
}

/** Whether the turn of a node may be used now: meanwhile its zone may have fallen silent as a whole. */
export function takeTurn(name: string, ctx: ReconcileContext): { readonly allDown: boolean; readonly go: boolean } {
  ctx.records.put('mark', queued(name), undefined);
  const node = ctx.caches.get('Node', name);
  if (!node) return { allDown: false, go: false };
  const { byKey, allDown } = zonesOf(ctx.caches.all('Node').values());
  const zone = byKey.get(zoneKey(node));
  const allowed = zone !== undefined && taintInterval(zone) !== undefined;
  return { allDown, go: allDown || noExecuteKey(node) === undefined || allowed };
}
