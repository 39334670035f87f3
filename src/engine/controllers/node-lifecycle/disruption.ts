/**
 * Slows taints of effect NoExecute down, or stops them, when too much of a zone or all of the cluster is silent: then
 * the fault is more likely here. Follows handleDisruption in pkg/controller/nodelifecycle/node_lifecycle_controller.go.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { Node } from '../../model/core.ts';
import type { ZoneState } from '../../store/records.ts';
import type { Millis } from '../../time/millis.ts';
import { resetProbes } from './health.ts';
import { limiterOf, markReachable, wakeTainting } from './no-execute.ts';
import { countZones, evictionInterval, type ZoneCount, zoneState } from './zones.ts';

export function handleDisruption(nodes: readonly Node[], ctx: ReconcileContext): void {
  const counts = countZones(nodes);
  const states = [...counts].map(([zone, count]) => ({ zone, count, state: zoneState(count) }));
  forgetZones(counts, ctx);
  const all = states.every(({ state }) => state === 'FullDisruption');
  const were = states.every(({ zone }) => ctx.records.get('zone', zone)?.state === 'FullDisruption');
  if (all && were) return;
  if (all) {
    ctx.because('Not one node of the cluster is ready: nothing is evicted');
    for (const node of nodes) markReachable(node, ctx);
    for (const { zone } of states) setZone(zone, 'FullDisruption', undefined, ctx);
    return;
  }
  if (were) resetProbes(ctx);
  for (const { zone, count, state } of states) {
    if (were || ctx.records.get('zone', zone)?.state !== state) {
      setZone(zone, state, evictionInterval(state, count), ctx);
    }
  }
}

function forgetZones(counts: ReadonlyMap<string, ZoneCount>, ctx: ReconcileContext): void {
  for (const zone of [...ctx.records.all('zone').keys()]) {
    if (!counts.has(zone)) ctx.records.put('zone', zone, undefined);
  }
}

/** A limiter that somebody waits for is followed by one that has to be waited for as well (SwapLimiter). */
function setZone(zone: string, state: ZoneState, interval: Millis | undefined, ctx: ReconcileContext): void {
  const old = limiterOf(zone, ctx);
  const waits = old.interval === undefined || old.readyAt > ctx.now;
  const readyAt = old.interval === interval ? old.readyAt : ctx.now + (waits ? (interval ?? 0) : 0);
  ctx.records.put('zone', zone, { state, ...(interval === undefined ? {} : { interval }), readyAt });
  wakeTainting(zone, ctx);
}
