/**
 * The default scheduler (§12): binds each waiting Pod to a node, or says why it cannot, makes room for it where its
 * priority allows, and tries again when something that could help has changed. Follows pkg/scheduler/schedule_one.go.
 */
import { deepEqual } from '../../lib/deep-equal.ts';
import type { Controller, ReconcileContext } from '../client/controller.ts';
import type { Pod, PodStatus } from '../model/core.ts';
import type { ObjectKey } from '../model/kinds.ts';
import type { Condition } from '../model/meta.ts';
import { podCondition, withCondition } from '../model/pods.ts';
import { timestamp } from '../time/millis.ts';
import { viewOf } from './cluster-view.ts';
import { evictVictims } from './evict-victims.ts';
import { type Failure, findNode } from './find-node.ts';
import { forget, isWaiting, park, queueEvents, SCHEDULER_NAME } from './scheduling-queue.ts';
import { spreadOwnersOf } from './spread-owners.ts';

export const scheduler: Controller = {
  name: SCHEDULER_NAME,
  events: queueEvents,
  reconcile(key, ctx) {
    const pod = ctx.live.get('Pod', key);
    if (!pod || !isWaiting(pod) || ctx.caches.get('Pod', key)?.metadata.uid !== pod.metadata.uid) {
      return forget(key, ctx);
    }
    const attempt = findNode(pod, {
      view: viewOf(ctx.caches.all('Node'), ctx.live),
      owners: spreadOwnersOf(ctx.live),
      // Only preemption asks for them.
      get budgets() {
        return [...ctx.caches.all('PodDisruptionBudget').values()];
      },
      seed: ctx.seed,
      attempt: ctx.records.get('unschedulable', key)?.attempts ?? 0,
    });
    if ('message' in attempt) return refuse(key, pod, attempt, ctx);
    forget(key, ctx);
    bind(pod, attempt.node, ctx);
  },
};

function scheduled(pod: Pod, ctx: ReconcileContext, condition: Pick<Condition, 'status' | 'reason' | 'message'>) {
  return withCondition(pod.status.conditions, {
    type: 'PodScheduled',
    ...condition,
    lastProbeTime: null,
    lastTransitionTime: timestamp(ctx.now),
    observedGeneration: pod.metadata.generation,
  });
}

/** The list last made for a Pod that had no condition before: Pods bound at the same time share it. A cache only. */
let firstScheduled: readonly Condition[] = [];

function bound(pod: Pod, ctx: ReconcileContext): readonly Condition[] {
  const conditions = scheduled(pod, ctx, { status: 'True' });
  if (pod.status.conditions) return conditions;
  if (!deepEqual(conditions, firstScheduled)) firstScheduled = conditions;
  return firstScheduled;
}

function withoutNomination(status: PodStatus): PodStatus {
  if (!('nominatedNodeName' in status)) return status;
  const { nominatedNodeName: _, ...rest } = status;
  return rest;
}

/** POST pods/binding: sets the node and the condition, and ends a nomination, in one write (pkg/registry/core/pod/storage). */
function bind(pod: Pod, node: string, ctx: ReconcileContext): void {
  const { name, namespace } = pod.metadata;
  const conditions = bound(pod, ctx);
  ctx.because(`The scheduler bound ${name} to ${node}`);
  const next: Pod = {
    ...pod,
    spec: { ...pod.spec, nodeName: node },
    status: { ...withoutNomination(pod.status), conditions },
  };
  ctx.api.update('Pod', next, { subresource: 'binding' });
  ctx.recorder.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node}`);
}

function refuse(key: ObjectKey, pod: Pod, { message, plugins, preemption }: Failure, ctx: ReconcileContext): void {
  const attempts = (ctx.records.get('unschedulable', key)?.attempts ?? 0) + 1;
  park(key, { attempts, at: ctx.now, plugins }, ctx);
  const { name } = pod.metadata;
  const makesRoom = preemption?.nominate && preemption.victims.length > 0;
  ctx.because(
    makesRoom
      ? `The scheduler makes room for ${name} on ${preemption.nominate}`
      : `The scheduler cannot place ${name}: ${inShort(message)}`,
  );
  ctx.recorder.event(pod, 'Warning', 'FailedScheduling', message);
  sayUnschedulable(pod, message, preemption?.nominate, ctx);
  if (makesRoom && preemption.nominate) evictVictims(pod, preemption.nominate, preemption.victims, ctx);
}

/** What the filters said, without what preemption adds. */
function inShort(message: string): string {
  const end = message.search(/\.? (preemption|no new claims)/i);
  return (end < 0 ? message : message.slice(0, end)).replace(/\.$/, '');
}

/** `nominate` undefined keeps the Pod's nominated node, '' takes it away. */
function sayUnschedulable(pod: Pod, message: string, nominate: string | undefined, ctx: ReconcileContext): void {
  const { nominatedNodeName, ...status } = pod.status;
  const nominated = (nominate ?? nominatedNodeName) || undefined;
  const known = podCondition(pod, 'PodScheduled');
  const said = known?.status === 'False' && known.reason === 'Unschedulable' && known.message === message;
  if (said && nominated === (nominatedNodeName || undefined)) return;
  const conditions = scheduled(pod, ctx, { status: 'False', reason: 'Unschedulable', message });
  const next = { ...status, conditions, ...(nominated ? { nominatedNodeName: nominated } : {}) };
  ctx.api.update('Pod', { ...pod, status: next }, { subresource: 'status' });
}
