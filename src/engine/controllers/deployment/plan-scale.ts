/**
 * How many replicas each ReplicaSet of a Deployment is to have. Pure. Follows pkg/controller/deployment/{rolling,sync}.go
 * and util/deployment_util.go.
 */
import type { Deployment, ReplicaSet } from '../../model/apps.ts';
import { desiredReplicasOf, maxReplicasOf } from './annotations.ts';
import {
  availableOf,
  byAge,
  isActive,
  isRollingUpdate,
  maxSurgeOf,
  maxUnavailableOf,
  replicasOf,
  sumOf,
} from './replica-counts.ts';

/** The sizes that are to change, by the ReplicaSet's name. */
export type Sizes = ReadonlyMap<string, number>;

/** The size of the newest ReplicaSet: as far as the surge goes. */
export function newReplicas(deployment: Deployment, all: readonly ReplicaSet[], fresh: ReplicaSet): number {
  const replicas = replicasOf(deployment);
  const size = replicasOf(fresh);
  if (!isRollingUpdate(deployment)) return replicas;
  const room = replicas + maxSurgeOf(deployment) - sumOf(all, replicasOf);
  return room <= 0 ? size : size + Math.min(room, replicas - size);
}

/**
 * What the old ReplicaSets give up in one round: Pods that are not available first, then as far as the budget goes.
 * Two plans, one after the other: upstream scales, and tells of it, for each of the two reasons.
 */
export function planOldSizes(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  fresh: ReplicaSet,
): readonly [cleanup: Sizes, down: Sizes] {
  const minAvailable = replicasOf(deployment) - maxUnavailableOf(deployment);
  const freshUnavailable = replicasOf(fresh) - availableOf(fresh);
  const room = sumOf(old, replicasOf) + replicasOf(fresh) - minAvailable - freshUnavailable;
  const oldest = [...old].sort(byAge);
  const cleanup = oldest.length === 0 || room <= 0 ? undefined : planCleanup(oldest, room);
  if (!cleanup) return [new Map(), new Map()];
  const spare = sumOf(old, availableOf) + availableOf(fresh) - minAvailable;
  return [cleanup, planDown(oldest, cleanup, spare)];
}

/**
 * Undefined when a ReplicaSet has more Pods available than it wants: its status is older than its size, and the
 * round is given up, since counting on that status would take down too much.
 */
function planCleanup(oldest: readonly ReplicaSet[], room: number): Sizes | undefined {
  const sizes = new Map<string, number>();
  let left = room;
  for (const rs of oldest) {
    if (left <= 0) break;
    const unavailable = replicasOf(rs) - availableOf(rs);
    if (unavailable < 0) return undefined;
    if (unavailable === 0) continue;
    const down = Math.min(left, unavailable);
    sizes.set(rs.metadata.name, replicasOf(rs) - down);
    left -= down;
  }
  return sizes;
}

function planDown(oldest: readonly ReplicaSet[], cleanup: Sizes, spare: number): Sizes {
  const sizes = new Map<string, number>();
  let left = spare;
  for (const rs of oldest) {
    const size = cleanup.get(rs.metadata.name) ?? replicasOf(rs);
    const down = Math.min(size, left);
    if (down <= 0) continue;
    sizes.set(rs.metadata.name, size - down);
    left -= down;
  }
  return sizes;
}

/** The size of a Deployment changed while it may be rolling out: each active ReplicaSet gets its share. */
export function planScaling(deployment: Deployment, fresh: ReplicaSet | undefined, old: readonly ReplicaSet[]): Sizes {
  const replicas = replicasOf(deployment);
  const sole = activeOrLatest(fresh, old);
  if (sole) return replicasOf(sole) === replicas ? new Map() : new Map([[sole.metadata.name, replicas]]);
  if (fresh && isSaturated(deployment, fresh)) {
    return new Map(old.filter(isActive).map(({ metadata }) => [metadata.name, 0]));
  }
  return isRollingUpdate(deployment) ? proportional(deployment, fresh ? [...old, fresh] : old) : new Map();
}

/** The only ReplicaSet with replicas or, when none has any, the newest; undefined while several have. */
function activeOrLatest(fresh: ReplicaSet | undefined, old: readonly ReplicaSet[]): ReplicaSet | undefined {
  const newestFirst = [...old].sort(byAge).reverse();
  const active = (fresh ? [...newestFirst, fresh] : newestFirst).filter(isActive);
  if (active.length === 0) return fresh ?? newestFirst[0];
  return active.length === 1 ? active[0] : undefined;
}

function isSaturated(deployment: Deployment, rs: ReplicaSet): boolean {
  const replicas = replicasOf(deployment);
  return replicasOf(rs) === replicas && desiredReplicasOf(rs) === replicas && availableOf(rs) === replicas;
}

function proportional(deployment: Deployment, sets: readonly ReplicaSet[]): Sizes {
  const active = sets.filter(isActive);
  const replicas = replicasOf(deployment);
  const allowed = replicas > 0 ? replicas + maxSurgeOf(deployment) : 0;
  const toAdd = allowed - sumOf(active, replicasOf);
  // The largest takes what rounding leaves; of equal ones the newer grows and the older shrinks.
  const sorted = [...active].sort((a, b) => replicasOf(b) - replicasOf(a) || (toAdd > 0 ? byAge(b, a) : byAge(a, b)));
  const sizes = new Map<string, number>();
  let added = 0;
  for (const rs of sorted) {
    const share = toAdd === 0 ? 0 : shareOf(rs, deployment, toAdd, added);
    sizes.set(rs.metadata.name, replicasOf(rs) + share);
    added += share;
  }
  const [largest] = sorted;
  if (largest && toAdd !== 0) {
    const { name } = largest.metadata;
    sizes.set(name, Math.max(0, (sizes.get(name) ?? 0) + toAdd - added));
  }
  return sizes;
}

function shareOf(rs: ReplicaSet, deployment: Deployment, toAdd: number, added: number): number {
  const allowed = toAdd - added;
  if (allowed === 0) return 0;
  const fraction = fractionOf(rs, deployment);
  return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
}

function fractionOf(rs: ReplicaSet, deployment: Deployment): number {
  const replicas = replicasOf(deployment);
  const size = replicasOf(rs);
  if (replicas === 0) return -size;
  const before = maxReplicasOf(rs) || (deployment.status.replicas ?? 0);
  if (before === 0) return 0;
  const exact = (size * (replicas + maxSurgeOf(deployment))) / before;
  return Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5) - size;
}
