/**
 * Taints of effect NoExecute for nodes that are not ready: one node of a zone after the other, at the zone's rate. They
 * are taken back at once. Follows processTaintBaseEviction and doNoExecuteTaintingPass in pkg/controller/nodelifecycle.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { Node } from '../../model/core.ts';
import type { ZoneLimit } from '../../store/records.ts';
import { timestamp } from '../../time/millis.ts';
import { setTaints } from './set-taints.ts';
import { noExecuteKey, withNoExecuteTaint } from './taints.ts';
import { EVICTION_INTERVAL, zoneOf } from './zones.ts';

const QUEUED = 'to-taint|';
/** The key of a zone's tainting pass. */
export const PASS = 'pass/';

/** A zone that was never disturbed may taint one node at once. */
export function limiterOf(zone: string, ctx: ReconcileContext): ZoneLimit {
  return ctx.records.get('zone', zone) ?? { state: 'Initial', interval: EVICTION_INTERVAL, readyAt: ctx.now };
}

/** Swaps what is on the node, or queues it for its first such taint. */
export function judgeNode(node: Node, ctx: ReconcileContext): void {
  const key = noExecuteKey(node);
  if (key === undefined) return markReachable(node, ctx);
  const taints = node.spec.taints ?? [];
  if (taints.some((taint) => taint.effect === 'NoExecute' && taint.key === key)) return;
  if (withNoExecuteTaint(node, undefined, '') !== taints) return taint(node, ctx);
  const row = QUEUED + node.metadata.name;
  if (ctx.records.get('mark', row)) return;
  ctx.records.put('mark', row, { at: ctx.now });
  wakeTainting(zoneOf(node), ctx);
}

export function markReachable(node: Node, ctx: ReconcileContext): void {
  const row = QUEUED + node.metadata.name;
  if (ctx.records.get('mark', row)) ctx.records.put('mark', row, undefined);
  setTaints(node, (live) => withNoExecuteTaint(live, undefined, ''), ctx);
}

export function forgetQueued(node: string, ctx: ReconcileContext): void {
  if (ctx.records.get('mark', QUEUED + node)) ctx.records.put('mark', QUEUED + node, undefined);
}

export function wakeTainting(zone: string, ctx: ReconcileContext): void {
  const { interval, readyAt } = limiterOf(zone, ctx);
  if (interval !== undefined) ctx.queue.addAfter(PASS + zone, readyAt - ctx.now);
}

/** Taints the node of the zone that has waited longest, when it is time. */
export function taintingPass(zone: string, ctx: ReconcileContext): void {
  const limiter = limiterOf(zone, ctx);
  if (limiter.interval === undefined) return;
  if (limiter.readyAt > ctx.now) return wakeTainting(zone, ctx);
  const [first, ...more] = waitingIn(zone, ctx);
  if (!first) return;
  forgetQueued(first.metadata.name, ctx);
  taint(first, ctx);
  ctx.records.put('zone', zone, { ...limiter, readyAt: ctx.now + limiter.interval });
  if (more.length > 0) wakeTainting(zone, ctx);
}

/** The queued nodes of a zone, those that are ready again excepted. */
function waitingIn(zone: string, ctx: ReconcileContext): readonly Node[] {
  const waiting: { readonly node: Node; readonly at: number }[] = [];
  for (const [row, { at = 0 }] of ctx.records.all('mark')) {
    if (!row.startsWith(QUEUED)) continue;
    const node = ctx.caches.get('Node', row.slice(QUEUED.length));
    if (node && zoneOf(node) === zone && noExecuteKey(node) !== undefined) waiting.push({ node, at });
  }
  return waiting.sort((a, b) => a.at - b.at).map(({ node }) => node);
}

function taint(node: Node, ctx: ReconcileContext): void {
  setTaints(node, (live) => withNoExecuteTaint(live, noExecuteKey(live), timestamp(ctx.now)), ctx);
}
