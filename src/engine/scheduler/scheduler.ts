/**
 * The default scheduler (§12): binds each waiting Pod to a node, or says why it cannot and tries again when
 * something that could help has changed. Follows pkg/scheduler/schedule_one.go and its scheduling queue.
 */

import { deepEqual } from '../../lib/deep-equal.ts';
import type { Controller, EventTable, HandlerContext, ReconcileContext } from '../client/controller.ts';
import { targetNodeName } from '../controllers/daemonset/pod-template.ts';
import type { Node, Pod } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import { isTerminal, podCondition, withCondition } from '../model/pods.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import { findNode } from './find-node.ts';

const FIRST_BACKOFF: Millis = 1000;
const MAX_BACKOFF: Millis = 10_000;
/** An unschedulable Pod is tried again at the latest after this. */
const FLUSH: Millis = 5 * 60_000;

const isWaiting = (pod: Pod): boolean => !pod.spec.nodeName && !pod.metadata.deletionTimestamp && !isTerminal(pod);

/** Wakes the refused Pods that a change on `node` could help: those pinned to it, and those pinned nowhere. */
function wake(node: string, ctx: HandlerContext): void {
  for (const [key, entry] of ctx.records.all('unschedulable')) {
    const pod = ctx.caches.get('Pod', key);
    if (!pod) continue;
    const target = targetNodeName(pod);
    if (target !== undefined && target !== node) continue;
    const backoff = Math.min(FIRST_BACKOFF * 2 ** (entry.attempts - 1), MAX_BACKOFF);
    ctx.queue.addAfter(key, entry.at + backoff - ctx.now);
  }
}

const schedulerEvents: EventTable = {
  Pod: {
    added(pod, ctx) {
      if (isWaiting(pod)) ctx.queue.add(objectKey(pod.metadata));
    },
    updated(old, pod, ctx) {
      if (isWaiting(pod) && !deepEqual(old.spec, pod.spec)) ctx.queue.add(objectKey(pod.metadata));
      if (pod.spec.nodeName && isTerminal(pod) && !isTerminal(old)) wake(pod.spec.nodeName, ctx);
    },
    deleted(pod, ctx) {
      ctx.records.put('unschedulable', objectKey(pod.metadata), undefined);
      if (pod.spec.nodeName) wake(pod.spec.nodeName, ctx);
    },
  },
  Node: {
    added: (node, ctx) => wake(node.metadata.name, ctx),
    updated(old, node, ctx) {
      if (couldHelp(old, node)) wake(node.metadata.name, ctx);
    },
  },
};

function couldHelp(old: Node, node: Node): boolean {
  return !(
    deepEqual(old.metadata.labels, node.metadata.labels) &&
    deepEqual(old.spec, node.spec) &&
    deepEqual(old.status.allocatable, node.status.allocatable)
  );
}

export const scheduler: Controller = {
  name: 'default-scheduler',
  events: schedulerEvents,
  reconcile(key, ctx) {
    const pod = ctx.caches.get('Pod', key);
    const forget = (): void => ctx.records.put('unschedulable', key, undefined);
    if (!pod || !isWaiting(pod) || !ctx.live.get('Pod', key)) return forget();
    if ((pod.spec.schedulerName ?? 'default-scheduler') !== 'default-scheduler') return forget();
    const attempt = findNode(pod, ctx.caches.all('Node'), ctx.live, ctx.seed);
    if ('node' in attempt) {
      forget();
      return bind(pod, attempt.node, ctx);
    }
    refuse(key, pod, attempt.message, ctx);
  },
};

/** POST pods/binding: sets the node and the condition in one write (pkg/registry/core/pod/storage). */
function bind(pod: Pod, node: string, ctx: ReconcileContext): void {
  const { name, namespace } = pod.metadata;
  const live = ctx.api.get('Pod', pod.metadata);
  if (live.metadata.uid !== pod.metadata.uid || live.spec.nodeName || live.metadata.deletionTimestamp) return;
  const conditions = withCondition(live.status.conditions, {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timestamp(ctx.now),
    observedGeneration: live.metadata.generation,
  });
  ctx.because(`The scheduler bound ${name} to ${node}`);
  const bound: Pod = { ...live, spec: { ...live.spec, nodeName: node }, status: { ...live.status, conditions } };
  ctx.api.update('Pod', bound, { subresource: 'binding' });
  ctx.recorder.event(live, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node}`);
}

function refuse(key: string, pod: Pod, message: string, ctx: ReconcileContext): void {
  const attempts = (ctx.records.get('unschedulable', key)?.attempts ?? 0) + 1;
  ctx.records.put('unschedulable', key, { attempts, at: ctx.now });
  ctx.queue.addAfter(key, FLUSH);
  ctx.because(`The scheduler cannot place ${pod.metadata.name}`);
  ctx.recorder.event(pod, 'Warning', 'FailedScheduling', message);
  const known = podCondition(pod, 'PodScheduled');
  if (known?.status === 'False' && known.message === message) return;
  const live = ctx.api.get('Pod', pod.metadata);
  const conditions = withCondition(live.status.conditions, {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastProbeTime: null,
    lastTransitionTime: timestamp(ctx.now),
    observedGeneration: live.metadata.generation,
  });
  ctx.api.update('Pod', { ...live, status: { ...live.status, conditions } }, { subresource: 'status' });
}
