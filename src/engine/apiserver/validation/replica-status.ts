/**
 * The statuses of Deployments and ReplicaSets: counts are no less than 0, and no part exceeds the whole.
 * Follows ValidateDeploymentStatus and ValidateReplicaSetStatus in pkg/apis/apps/validation/validation.go.
 */
import type { DeploymentStatus, ReplicaSetStatus } from '../../model/apps.ts';
import type { StatusCause } from '../status.ts';
import { invalidValue, nonnegative } from './causes.ts';

const path = 'status';

export function validateDeploymentStatusUpdate(next: DeploymentStatus, old: DeploymentStatus): StatusCause[] {
  const { observedGeneration, replicas, updatedReplicas, readyReplicas, availableReplicas } = next;
  const { unavailableReplicas, collisionCount } = next;
  const causes = [
    ...counts({ observedGeneration, replicas, updatedReplicas, readyReplicas, availableReplicas }),
    ...counts({ unavailableReplicas, collisionCount }),
    ...parts({ updatedReplicas, readyReplicas, availableReplicas }, replicas),
    ...availableAreReady(next),
  ];
  if (old.collisionCount !== undefined && (collisionCount ?? -1) < old.collisionCount) {
    causes.push(invalidValue(`${path}.collisionCount`, collisionCount ?? 0, 'cannot be decremented'));
  }
  return causes;
}

export function validateReplicaSetStatus(status: ReplicaSetStatus): StatusCause[] {
  const { replicas, fullyLabeledReplicas, readyReplicas, availableReplicas, observedGeneration } = status;
  return [
    ...counts({ replicas, fullyLabeledReplicas, readyReplicas, availableReplicas, observedGeneration }),
    ...parts({ fullyLabeledReplicas, readyReplicas, availableReplicas }, replicas),
    ...availableAreReady(status),
  ];
}

type Counts = Readonly<Record<string, number | undefined>>;

function counts(named: Counts): StatusCause[] {
  return Object.entries(named).flatMap(([name, count = 0]) => nonnegative(`${path}.${name}`, count));
}

function parts(named: Counts, whole = 0): StatusCause[] {
  return Object.entries(named)
    .filter(([, count = 0]) => count > whole)
    .map(([name, count = 0]) => invalidValue(`${path}.${name}`, count, 'cannot be greater than status.replicas'));
}

function availableAreReady(status: DeploymentStatus | ReplicaSetStatus): StatusCause[] {
  const { availableReplicas = 0, readyReplicas = 0 } = status;
  if (availableReplicas <= readyReplicas) return [];
  return [invalidValue(`${path}.availableReplicas`, availableReplicas, 'cannot be greater than readyReplicas')];
}
