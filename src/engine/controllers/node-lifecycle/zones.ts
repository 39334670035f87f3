/**
 * How many nodes of a zone are in trouble, and how fast the others may still lose their Pods (§10.1).
 * Follows ComputeZoneState, ReducedQPSFunc and setLimiterInZone in node_lifecycle_controller.go, and
 * component-helpers/node/topology/helpers.go.
 */
import type { Node } from '../../model/core.ts';
import type { Millis } from '../../time/millis.ts';
import { readiness } from './taints.ts';

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';

/** One node in ten seconds, so that a wrong diagnosis does not empty a cluster. */
const USUAL: Millis = 10_000;
/** In a large zone of which most is in trouble. */
const REDUCED: Millis = 100_000;
const LARGE_ZONE = 50;
const UNHEALTHY_SHARE = 0.55;

export type ZoneState = 'Normal' | 'PartialDisruption' | 'FullDisruption';

export interface ZoneHealth {
  readonly ready: number;
  readonly notReady: number;
}

export interface Zones {
  readonly byKey: ReadonlyMap<string, ZoneHealth>;
  /** No node of any zone is ready: the fault is more likely here, and nothing is evicted. */
  readonly allDown: boolean;
}

export function zoneKey({ metadata }: Node): string {
  const [region = '', zone = ''] = [metadata.labels?.[REGION], metadata.labels?.[ZONE]];
  return region === '' && zone === '' ? '' : `${region}:\0:${zone}`;
}

export function zonesOf(nodes: Iterable<Node>): Zones {
  const byKey = new Map<string, { ready: number; notReady: number }>();
  for (const node of nodes) {
    const key = zoneKey(node);
    const zone = byKey.get(key) ?? { ready: 0, notReady: 0 };
    if (readiness(node) === 'True') zone.ready += 1;
    else zone.notReady += 1;
    byKey.set(key, zone);
  }
  const allDown = byKey.size > 0 && [...byKey.values()].every((zone) => zoneState(zone) === 'FullDisruption');
  return { byKey, allDown };
}

export function zoneState({ ready, notReady }: ZoneHealth): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption';
  return notReady > 2 && notReady / (ready + notReady) >= UNHEALTHY_SHARE ? 'PartialDisruption' : 'Normal';
}

/** The time between two NoExecute taints of a zone; undefined: none is set at all. A dead zone is emptied as usual. */
export function taintInterval(zone: ZoneHealth): Millis | undefined {
  if (zoneState(zone) !== 'PartialDisruption') return USUAL;
  return zone.ready + zone.notReady > LARGE_ZONE ? REDUCED : undefined;
}
