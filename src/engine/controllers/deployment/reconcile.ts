/** The Deployment controller. Follows syncDeployment in pkg/controller/deployment/deployment_controller.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Controller } from '../../client/controller.ts';
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../model/apps.ts';
import { objectKey } from '../../model/kinds.ts';
import type { LabelSelector } from '../../model/meta.ts';
import { isTerminal } from '../../model/pods.ts';
import { claim } from '../workload/claim.ts';
import { desiredReplicasOf, revisionOf } from './annotations.ts';
import { conditionOf, hasProgressDeadline, isComplete, newCondition, timeLeft, withCondition } from './conditions.ts';
import { deploymentEvents } from './events.ts';
import { newReplicas, planOldSizes, planScaling } from './plan-scale.ts';
import { actualOf, byAge, isActive, replicasOf, sumOf } from './replica-counts.ts';
import {
  allOf,
  type ReplicaSets,
  type Sync,
  scaleAll,
  sizesChanged,
  storeStatus,
  syncRevision,
} from './replica-sets.ts';
import { countedStatus, rolloutStatus } from './status.ts';

const NO_LIMIT = 2_147_483_647;

export const deploymentController: Controller = {
  name: 'deployment-controller',
  events: deploymentEvents,
  reconcile(key, ctx) {
    const deployment = ctx.caches.get('Deployment', key);
    if (!deployment) return;
    if (selectsAll(deployment.spec.selector)) {
      const message = 'This deployment is selecting all pods. A non-empty selector is required.';
      return ctx.recorder.event(deployment, 'Warning', 'SelectingAll', message);
    }
    const sets = claim(deployment, 'ReplicaSet', ctx);
    const sync: Sync = { ctx, deployment };
    if (deployment.metadata.deletionTimestamp) return writeCounts(sync, syncRevision(sync, sets, false));
    notePause(sync);
    if (deployment.spec.paused || isScaled(deployment, sets)) return scale(sync, sets);
    if (deployment.spec.strategy.type === 'Recreate') recreate(sync, sets);
    else rollOut(sync, sets);
  },
};

function selectsAll(selector: LabelSelector | undefined): boolean {
  if (!selector) return false;
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

/** The size was changed: then sizes are set right before any rollout goes on. */
function isScaled(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  return sets.filter(isActive).some((rs) => {
    const desired = desiredReplicasOf(rs);
    return desired !== undefined && desired !== replicasOf(deployment);
  });
}

/** Pausing and resuming are conditions too, so that the time of a pause does not count as being stuck. */
function notePause(sync: Sync): void {
  const { deployment, ctx } = sync;
  const current = conditionOf(deployment.status, 'Progressing');
  if (!hasProgressDeadline(deployment) || current?.reason === 'ProgressDeadlineExceeded') return;
  const known = current?.reason === 'DeploymentPaused';
  if (Boolean(deployment.spec.paused) === known) return;
  const [reason, message] = known
    ? (['DeploymentResumed', 'Deployment is resumed'] as const)
    : (['DeploymentPaused', 'Deployment is paused'] as const);
  const condition = newCondition('Progressing', 'Unknown', reason, message, ctx.now);
  sync.deployment = { ...deployment, status: withCondition(deployment.status, condition) };
  storeStatus(sync);
}

function scale(sync: Sync, known: readonly ReplicaSet[]): void {
  const sets = syncRevision(sync, known, false);
  scaleAll(sync, allOf(sets), planScaling(sync.deployment, sets.fresh, sets.old));
  if (sync.deployment.spec.paused) cleanUp(sync, sets.old);
  writeCounts(sync, sets);
}

/** Scales up as far as the surge goes or else, in another round, down as far as the budget goes. */
function rollOut(sync: Sync, known: readonly ReplicaSet[]): void {
  const sets = syncRevision(sync, known, true);
  const { fresh, old } = sets;
  if (!fresh) return;
  const wanted = replicasOf(sync.deployment);
  const size = replicasOf(fresh) >= wanted ? wanted : newReplicas(sync.deployment, allOf(sets), fresh);
  if (size !== replicasOf(fresh)) {
    scaleAll(sync, [fresh], new Map([[fresh.metadata.name, size]]));
    return writeProgress(sync, sets);
  }
  const active = old.filter(isActive);
  const [cleanup, down] = planOldSizes(sync.deployment, active, fresh);
  const shrunk = scaleAll(sync, scaleAll(sync, active, cleanup), down);
  if (sizesChanged(active, shrunk)) return writeProgress(sync, sets);
  if (isComplete(sync.deployment, sync.deployment.status)) cleanUp(sync, old);
  writeProgress(sync, sets);
}

/** All old Pods go before the first new one is made. */
function recreate(sync: Sync, known: readonly ReplicaSet[]): void {
  let sets = syncRevision(sync, known, false);
  const active = sets.old.filter(isActive);
  if (active.length > 0) {
    scaleAll(sync, active, new Map(active.map(({ metadata }) => [metadata.name, 0])));
    return writeProgress(sync, sets);
  }
  if (oldPodsRun(sync, sets)) return writeProgress(sync, sets);
  if (!sets.fresh) sets = syncRevision(sync, known, true);
  const { fresh } = sets;
  if (fresh) scaleAll(sync, [fresh], new Map([[fresh.metadata.name, replicasOf(sync.deployment)]]));
  if (isComplete(sync.deployment, sync.deployment.status)) cleanUp(sync, sets.old);
  writeProgress(sync, sets);
}

function oldPodsRun({ ctx }: Sync, { old }: ReplicaSets): boolean {
  if (sumOf(old, actualOf) > 0) return true;
  return old.some(({ metadata }) =>
    [...ctx.caches.byIndex('Pod', 'controller', metadata.uid).values()].some((pod) => !isTerminal(pod)),
  );
}

/** Old ReplicaSets beyond the history limit go, lowest revision first; those that still have Pods stay. */
function cleanUp({ ctx, deployment }: Sync, old: readonly ReplicaSet[]): void {
  const { revisionHistoryLimit = NO_LIMIT } = deployment.spec;
  if (revisionHistoryLimit === NO_LIMIT) return;
  const alive = old.filter(({ metadata }) => !metadata.deletionTimestamp);
  const excess = Math.max(0, alive.length - revisionHistoryLimit);
  for (const rs of [...alive].sort((a, b) => revisionOf(a) - revisionOf(b) || byAge(a, b)).slice(0, excess)) {
    const seen = (rs.status.observedGeneration ?? 0) >= (rs.metadata.generation ?? 0);
    if (rs.status.replicas === 0 && replicasOf(rs) === 0 && seen) ctx.api.delete('ReplicaSet', rs.metadata);
  }
}

function writeCounts(sync: Sync, sets: ReplicaSets): void {
  write(sync, countedStatus(sync.deployment, allOf(sets), sets.fresh, sync.ctx.now));
}

/** Looks again when the rollout would count as stuck, if nothing wakes it before. */
function writeProgress(sync: Sync, sets: ReplicaSets): void {
  const { deployment, ctx } = sync;
  const status = rolloutStatus(deployment, allOf(sets), sets.fresh, ctx.now);
  if (write(sync, status)) return;
  const left = timeLeft(deployment, status, ctx.now);
  const reason = conditionOf(deployment.status, 'Progressing')?.reason;
  if (left === undefined || isComplete(deployment, status) || reason === 'ProgressDeadlineExceeded') return;
  // In its last second upstream asks again and again; the first moment that counts is the one after the deadline.
  ctx.queue.addAfter(objectKey(deployment.metadata), left < 1000 ? Math.max(left, 0) + 1 : left + 1000);
}

function write(sync: Sync, status: DeploymentStatus): boolean {
  if (deepEqual(sync.deployment.status, status)) return false;
  sync.deployment = { ...sync.deployment, status };
  storeStatus(sync);
  return true;
}
