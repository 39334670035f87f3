/**
 * How much of a zone is out of order, and how fast its nodes may then be emptied (§10.1). Follows ComputeZoneState,
 * HealthyQPSFunc and ReducedQPSFunc in pkg/controller/nodelifecycle/node_lifecycle_controller.go.
 */
import type { Node } from '../../model/core.ts';
import type { ZoneState } from '../../store/records.ts';
import type { Millis } from '../../time/millis.ts';
import { readiness } from './taints.ts';

/** One node in ten seconds, so that a wrong diagnosis does not empty a cluster. */
export const EVICTION_INTERVAL: Millis = 10_000;
const SLOW_INTERVAL: Millis = 100_000;
const UNHEALTHY_SHARE = 0.55;
const LARGE_ZONE = 50;
const EXCLUDED = 'node.kubernetes.io/exclude-disruption';

/** Follows GetZoneKey of k8s.io/component-helpers/node/topology; '' for a node that says neither. */
export function zoneOf({ metadata: { labels = {} } }: Node): string {
  const region = labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}:${zone}`;
}

export interface ZoneCount {
  readonly ready: number;
  readonly notReady: number;
}

/** The nodes of each zone, without those that are not to be counted. */
export function countZones(nodes: Iterable<Node>): ReadonlyMap<string, ZoneCount> {
  const zones = new Map<string, { ready: number; notReady: number }>();
  for (const node of nodes) {
    if (node.metadata.labels?.[EXCLUDED] !== undefined) continue;
    const zone = zoneOf(node);
    const count = zones.get(zone) ?? { ready: 0, notReady: 0 };
    zones.set(zone, count);
    if (readiness(node) === 'True') count.ready += 1;
    else count.notReady += 1;
  }
  return zones;
}

export function zoneState({ ready, notReady }: ZoneCount): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption';
  return notReady > 2 && notReady / (ready + notReady) >= UNHEALTHY_SHARE ? 'PartialDisruption' : 'Normal';
}

/** The time between two taints; undefined: none at all. A zone without a ready node has the normal one. */
export function evictionInterval(state: ZoneState, { ready, notReady }: ZoneCount): Millis | undefined {
  if (state !== 'PartialDisruption') return EVICTION_INTERVAL;
  return ready + notReady > LARGE_ZONE ? SLOW_INTERVAL : undefined;
}
