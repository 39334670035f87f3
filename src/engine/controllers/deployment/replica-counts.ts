/** Counting over ReplicaSets, and a Deployment's two budgets. Follows pkg/controller/deployment/util/deployment_util.go. */
import type { Deployment, ReplicaSet } from '../../model/apps.ts';
import { scaledValue } from '../../model/int-or-percent.ts';

export const replicasOf = ({ spec }: Deployment | ReplicaSet): number => spec.replicas ?? 1;

export function isRollingUpdate({ spec }: Deployment): boolean {
  return spec.strategy.type === 'RollingUpdate';
}

export function isActive(rs: ReplicaSet): boolean {
  return replicasOf(rs) > 0;
}

type Count = (rs: ReplicaSet) => number;

export function sumOf(sets: readonly (ReplicaSet | undefined)[], count: Count): number {
  return sets.reduce((sum, rs) => sum + (rs ? count(rs) : 0), 0);
}

export const actualOf: Count = ({ status }) => status.replicas;
export const availableOf: Count = ({ status }) => status.availableReplicas ?? 0;

/** The surge is rounded up and the shortage down; with both at 0 nothing could move, so one may be missing. */
function budgets(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy.rollingUpdate ?? {};
  const replicas = replicasOf(deployment);
  const surge = scaledValue(maxSurge, replicas, true);
  const unavailable = scaledValue(maxUnavailable, replicas, false);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export function maxSurgeOf(deployment: Deployment): number {
  return isRollingUpdate(deployment) ? budgets(deployment).surge : 0;
}

export function maxUnavailableOf(deployment: Deployment): number {
  const replicas = replicasOf(deployment);
  if (!isRollingUpdate(deployment) || replicas === 0) return 0;
  return Math.min(budgets(deployment).unavailable, replicas);
}

/** Older first; of the same second by name. */
export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  const [born, other] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (born !== other) return born < other ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
