/** A Deployment's conditions and what they say of its progress. Follows pkg/controller/deployment/util and progress.go. */
import type { Deployment, DeploymentStatus } from '../../model/apps.ts';
import type { Condition } from '../../model/meta.ts';
import { type Millis, millisOf, timestamp } from '../../time/millis.ts';
import { replicasOf } from './replica-counts.ts';

const NO_DEADLINE = 2_147_483_647;

export function hasProgressDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;
}

export function conditionOf({ conditions }: DeploymentStatus, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

export function newCondition(type: string, status: string, reason: string, message: string, now: Millis): Condition {
  const at = timestamp(now);
  return { type, status, reason, message, lastUpdateTime: at, lastTransitionTime: at };
}

/** A condition of the same status and reason stays as it was; one of the same status keeps its transition time. */
export function withCondition(status: DeploymentStatus, condition: Condition): DeploymentStatus {
  const current = conditionOf(status, condition.type);
  if (current?.status === condition.status && current.reason === condition.reason) return status;
  const { lastTransitionTime } = current?.status === condition.status ? current : condition;
  const others = (status.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...status, conditions: [...others, { ...condition, lastTransitionTime }] };
}

export function withoutCondition(status: DeploymentStatus, type: string): DeploymentStatus {
  if (!conditionOf(status, type)) return status;
  const conditions = status.conditions?.filter((condition) => condition.type !== type);
  return { ...status, conditions: conditions?.length ? conditions : undefined };
}

/** All replicas are of the newest template and available, and the controller has seen the newest spec. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const replicas = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

export function isProgressing({ status: old }: Deployment, next: DeploymentStatus): boolean {
  const outdated = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    (next.updatedReplicas ?? 0) > (old.updatedReplicas ?? 0) ||
    outdated(next) < outdated(old) ||
    (next.readyReplicas ?? 0) > (old.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (old.availableReplicas ?? 0)
  );
}

/** Milliseconds left until the rollout counts as stuck; undefined without a deadline or a condition to count from. */
export function timeLeft(deployment: Deployment, status: DeploymentStatus, now: Millis): Millis | undefined {
  const condition = conditionOf(status, 'Progressing');
  const { progressDeadlineSeconds = 0 } = deployment.spec;
  if (!hasProgressDeadline(deployment) || !condition?.lastUpdateTime) return undefined;
  return millisOf(condition.lastUpdateTime) + progressDeadlineSeconds * 1000 - now;
}

export function isTimedOut(deployment: Deployment, status: DeploymentStatus, now: Millis): boolean {
  const condition = conditionOf(status, 'Progressing');
  if (condition?.reason === 'NewReplicaSetAvailable') return false;
  if (condition?.reason === 'ProgressDeadlineExceeded') return true;
  const left = timeLeft(deployment, status, now);
  return left !== undefined && left < 0;
}
