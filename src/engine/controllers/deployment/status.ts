/** The status of a Deployment. Follows calculateStatus in pkg/controller/deployment/sync.go and syncRolloutStatus in progress.go. */
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../model/apps.ts';
import type { Millis } from '../../time/millis.ts';
import {
  conditionOf,
  hasProgressDeadline,
  isComplete,
  isProgressing,
  isTimedOut,
  newCondition,
  withCondition,
  withoutCondition,
} from './conditions.ts';
import { actualOf, availableOf, maxUnavailableOf, replicasOf, sumOf } from './replica-counts.ts';

/** Zero counts are left out, as in JSON; absent keys as well, so that two statuses compare by what they say. */
export function countedStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  fresh: ReplicaSet | undefined,
  now: Millis,
): DeploymentStatus {
  const available = sumOf(all, availableOf);
  const counts = {
    observedGeneration: deployment.metadata.generation,
    replicas: sumOf(all, actualOf),
    updatedReplicas: sumOf([fresh], actualOf),
    readyReplicas: sumOf(all, ({ status }) => status.readyReplicas ?? 0),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, sumOf(all, replicasOf) - available),
  };
  const { collisionCount, conditions } = deployment.status;
  const status: DeploymentStatus = {
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count)),
    terminatingReplicas: sumOf(all, ({ status: { terminatingReplicas = 0 } }) => terminatingReplicas),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions ? { conditions } : {}),
  };
  const enough = available >= replicasOf(deployment) - maxUnavailableOf(deployment);
  return withCondition(
    status,
    enough
      ? newCondition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
      : newCondition(
          'Available',
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
          now,
        ),
  );
}

/** The counted status, with what it says of the rollout's progress. */
export function rolloutStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  fresh: ReplicaSet | undefined,
  now: Millis,
): DeploymentStatus {
  let status = countedStatus(deployment, all, fresh, now);
  if (!hasProgressDeadline(deployment)) status = withoutCondition(status, 'Progressing');
  const current = conditionOf(deployment.status, 'Progressing');
  const done = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === 'NewReplicaSetAvailable';
  if (hasProgressDeadline(deployment) && !done) status = withProgress(deployment, status, fresh, now);
  const failure = failureOf(all, fresh);
  return failure ? withCondition(status, failure) : withoutCondition(status, 'ReplicaFailure');
}

function withProgress(
  deployment: Deployment,
  status: DeploymentStatus,
  fresh: ReplicaSet | undefined,
  now: Millis,
): DeploymentStatus {
  const subject = fresh ? `ReplicaSet "${fresh.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const progressing = (value: string, reason: string, how: string) =>
    newCondition('Progressing', value, reason, `${subject} ${how}.`, now);
  if (isComplete(deployment, status)) {
    return withCondition(status, progressing('True', 'NewReplicaSetAvailable', 'has successfully progressed'));
  }
  if (isProgressing(deployment, status)) {
    // With the same reason only the update time moves, by which a stuck rollout is told: so it is set anew.
    const current = conditionOf(deployment.status, 'Progressing');
    const condition = progressing('True', 'ReplicaSetUpdated', 'is progressing');
    const { lastTransitionTime } = current?.status === 'True' ? current : condition;
    return withCondition(withoutCondition(status, 'Progressing'), { ...condition, lastTransitionTime });
  }
  if (isTimedOut(deployment, status, now)) {
    return withCondition(status, progressing('False', 'ProgressDeadlineExceeded', 'has timed out progressing'));
  }
  return status;
}

/** The first failure of a ReplicaSet, the new one's before all others. */
function failureOf(all: readonly ReplicaSet[], fresh: ReplicaSet | undefined) {
  for (const rs of fresh ? [fresh, ...all] : all) {
    const failure = rs.status.conditions?.find(({ type }) => type === 'ReplicaFailure');
    if (failure) return { ...failure, lastUpdateTime: failure.lastTransitionTime };
  }
  return undefined;
}
