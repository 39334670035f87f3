/** The ReplicaSet controller. Follows syncReplicaSet in pkg/controller/replicaset/replica_set.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Controller, ReconcileContext } from '../../client/controller.ts';
import type { ReplicaSet, ReplicaSetStatus } from '../../model/apps.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Pod } from '../../model/core.ts';
import { matchesSelector } from '../../model/labels.ts';
import { isTerminal } from '../../model/pods.ts';
import { claim } from '../workload/claim.ts';
import { createPods, deletePods } from '../workload/pod-control.ts';
import { podFromTemplate } from '../workload/pod-from-template.ts';
import { podsToDelete } from './deletion-order.ts';
import { replicaSetEvents } from './events.ts';
import { isPodActive, planManage } from './plan-manage.ts';
import { nextAvailability, replicaSetStatus } from './status.ts';

export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  events: replicaSetEvents,
  reconcile(key, ctx) {
    const rs = ctx.caches.get('ReplicaSet', key);
    if (!rs) return ctx.expectations.forget(key);
    const mayManage = ctx.expectations.areSatisfied(key) && !rs.metadata.deletionTimestamp;
    const active = claim(rs, 'Pod', ctx, isPodActive);
    const failure = mayManage ? manage(key, rs, active, ctx) : undefined;
    const observed = { active, terminating: countTerminating(rs, ctx), failure: failure?.message };
    // Also after a failure: the status tells what is, not what should have been.
    writeStatus(rs, replicaSetStatus(rs, observed, ctx.now), ctx);
    if (failure) throw failure.error;
    const wait = nextAvailability(rs, active, ctx.now);
    if (wait !== undefined) ctx.queue.addAfter(key, wait);
  },
};

function countTerminating(rs: ReplicaSet, ctx: ReconcileContext): number {
  let count = 0;
  for (const pod of ctx.caches.byIndex('Pod', 'controller', rs.metadata.uid).values()) {
    const ends = pod.metadata.deletionTimestamp !== undefined && !isTerminal(pod);
    if (ends && matchesSelector(rs.spec.selector, pod.metadata.labels)) count += 1;
  }
  return count;
}

interface Failure {
  readonly error: ApiError;
  readonly message: string;
}

/** Creates or deletes what is missing or too much; answers the first refusal. */
function manage(key: string, rs: ReplicaSet, active: readonly Pod[], ctx: ReconcileContext): Failure | undefined {
  const { create, remove } = planManage(active.length, rs.spec.replicas ?? 1);
  const of = { key, owner: rs };
  if (create > 0) {
    say(ctx, rs, 'creates', create);
    ctx.expectations.set(key, create, 0);
    const draft = podFromTemplate(rs, rs.spec.template);
    const [error] = createPods(of, Array(create).fill(draft), ctx);
    return error && { error, message: error.message };
  }
  if (remove === 0) return undefined;
  say(ctx, rs, 'deletes', remove);
  const pods = podsToDelete(active, relatedPods(rs, ctx), remove, ctx.now);
  ctx.expectations.expectDeletions(
    key,
    pods.map(({ metadata }) => metadata.uid),
  );
  const [error] = deletePods(of, pods, ctx);
  return error && { error, message: `unable to delete pods: ${error.message}` };
}

/** The active Pods of all ReplicaSets of the same Deployment: old and new ones crowd a node together. */
function* relatedPods(rs: ReplicaSet, ctx: ReconcileContext): Iterable<Pod> {
  const owner = controllerOf(rs.metadata);
  if (!owner) return;
  for (const sibling of ctx.caches.byIndex('ReplicaSet', 'controller', owner.uid).values()) {
    for (const pod of ctx.caches.byIndex('Pod', 'controller', sibling.metadata.uid).values()) {
      if (isPodActive(pod)) yield pod;
    }
  }
}

function say(ctx: ReconcileContext, rs: ReplicaSet, does: string, count: number): void {
  ctx.because(`The controller ${does} ${count} ${count === 1 ? 'Pod' : 'Pods'} of ${rs.metadata.name}`);
}

/** A conflict is retried once with a fresh copy; a second one fails the sync. */
function writeStatus(rs: ReplicaSet, status: ReplicaSetStatus, ctx: ReconcileContext): void {
  if (deepEqual(rs.status, status)) return;
  try {
    ctx.api.update('ReplicaSet', { ...rs, status }, { subresource: 'status' });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const fresh = ctx.api.get('ReplicaSet', rs.metadata);
    ctx.api.update('ReplicaSet', { ...fresh, status }, { subresource: 'status' });
  }
}
