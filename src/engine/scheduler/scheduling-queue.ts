/**
 * When Pods are tried: what waits, what wakes a refused Pod, and in which order. Follows
 * pkg/scheduler/backend/queue/scheduling_queue.go and eventhandlers.go.
 *
 * The active queue is the actor's work queue, ranked by priority. A woken Pod in back-off ranks behind all active ones;
 * it is tried as soon as nothing else is (SchedulerPopFromBackoffQ), so only failed attempts without a refusal wait.
 */
import { deepEqual } from '../../lib/deep-equal.ts';
import type { EventTable, HandlerContext } from '../client/controller.ts';
import type { Node, Pod } from '../model/core.ts';
import { type ObjectKey, objectKey } from '../model/kinds.ts';
import { isGated, isTerminal } from '../model/pods.ts';
import type { Unschedulable } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import { priorityOf, viewOf } from './cluster-view.ts';
import { isWorthRequeuing, type SchedulingEvent } from './queueing-hints.ts';

const FIRST_BACKOFF: Millis = 1000;
const MAX_BACKOFF: Millis = 10_000;
/** An unschedulable Pod is tried again at the latest after this. */
const FLUSH: Millis = 5 * 60_000;
/** More than any two priorities are apart. */
const BEHIND_ALL_ACTIVE = 2 ** 33;
/**
 * Upstream asks all refused Pods about each event. Beyond so many, only those are asked that can go to the node of the
 * event: for the others, pinned elsewhere, an attempt would end as the last one did, and cost the cluster's size.
 */
const ASK_ALL = 200;

export const SCHEDULER_NAME = 'default-scheduler';

/** Whether a Pod is for this scheduler to place. */
export function isWaiting(pod: Pod): boolean {
  const { metadata, spec } = pod;
  if (spec.nodeName || metadata.deletionTimestamp || isTerminal(pod)) return false;
  return (spec.schedulerName ?? SCHEDULER_NAME) === SCHEDULER_NAME && !isGated(spec);
}

export function backoffOf(attempts: number): Millis {
  return Math.min(FIRST_BACKOFF * 2 ** (attempts - 1), MAX_BACKOFF);
}

/** Parks a refused Pod until an event wakes it; a Pod that nobody refused comes back after its back-off. */
export function park(key: ObjectKey, entry: Unschedulable, ctx: HandlerContext): void {
  ctx.records.put('unschedulable', key, entry);
  ctx.queue.cancelDelayed(key);
  ctx.queue.addAfter(key, entry.plugins.length > 0 ? FLUSH : backoffOf(entry.attempts));
}

export function forget(key: ObjectKey, ctx: HandlerContext): void {
  if (!ctx.records.get('unschedulable', key)) return;
  ctx.records.put('unschedulable', key, undefined);
  ctx.queue.cancelDelayed(key);
}

function activate(key: ObjectKey, pod: Pod, ctx: HandlerContext): void {
  const entry = ctx.records.get('unschedulable', key);
  const backingOff = entry !== undefined && entry.at + backoffOf(entry.attempts) > ctx.now;
  ctx.queue.add(key, priorityOf(pod) - (backingOff ? BEHIND_ALL_ACTIVE : 0));
}

/** Wakes the refused Pods that an event on `node` could help, up to a priority where only those can profit. */
function wake(event: SchedulingEvent, node: string, ctx: HandlerContext, maxPriority = Number.POSITIVE_INFINITY): void {
  const refused = ctx.records.all('unschedulable');
  if (refused.size === 0) return;
  const { caches } = ctx;
  const view = viewOf(caches.all('Node'), caches);
  const near = () => [...caches.byIndex('Pod', 'target', node).keys(), ...caches.byIndex('Pod', 'target', '').keys()];
  const woken: { readonly key: ObjectKey; readonly pod: Pod; readonly at: Millis }[] = [];
  for (const key of refused.size > ASK_ALL ? near() : refused.keys()) {
    const entry = refused.get(key);
    const pod = caches.get('Pod', key);
    if (!entry || !pod || !isWaiting(pod) || priorityOf(pod) > maxPriority) continue;
    if (isWorthRequeuing(pod, entry.plugins, event, view)) woken.push({ key, pod, at: entry.at });
  }
  woken.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  for (const { key, pod } of woken) activate(key, pod, ctx);
}

/** A nominated Pod had room kept on its node against its equals and lessers, and now has not. */
function wakeNominated(old: Pod, ctx: HandlerContext): void {
  const node = old.status.nominatedNodeName;
  if (node) wake({ about: 'assigned pod', old }, node, ctx, priorityOf(old));
}

function assignedChanged(old: Pod, pod: Pod): boolean {
  return !deepEqual(old.metadata.labels, pod.metadata.labels) || !deepEqual(old.spec, pod.spec);
}

/** Labels, taints, `unschedulable` and allocatable are all that a filter looks at. */
function nodeChanged(old: Node, node: Node): boolean {
  return !(
    deepEqual(old.metadata.labels, node.metadata.labels) &&
    deepEqual(old.spec, node.spec) &&
    deepEqual(old.status.allocatable, node.status.allocatable)
  );
}

function waitingPodUpdated(old: Pod, pod: Pod, ctx: HandlerContext): void {
  const key = objectKey(pod.metadata);
  if (old.status.nominatedNodeName !== pod.status.nominatedNodeName) wakeNominated(old, ctx);
  if (!isWaiting(pod)) return;
  if (!isWaiting(old)) return activate(key, pod, ctx);
  const entry = ctx.records.get('unschedulable', key);
  if (!entry) return;
  const view = viewOf(ctx.caches.all('Node'), ctx.caches);
  if (isWorthRequeuing(pod, entry.plugins, { about: 'own pod', old, next: pod }, view)) activate(key, pod, ctx);
}

export const queueEvents: EventTable = {
  Pod: {
    added(pod, ctx) {
      const { nodeName } = pod.spec;
      if (isWaiting(pod)) activate(objectKey(pod.metadata), pod, ctx);
      else if (nodeName && !isTerminal(pod)) wake({ about: 'assigned pod', next: pod }, nodeName, ctx);
    },
    updated(old, pod, ctx) {
      const { nodeName } = pod.spec;
      if (!nodeName) return waitingPodUpdated(old, pod, ctx);
      if (isTerminal(old)) return;
      if (!old.spec.nodeName) wake({ about: 'assigned pod', next: pod }, nodeName, ctx);
      // A Pod that has ended takes no room: as good as gone.
      else if (isTerminal(pod)) wake({ about: 'assigned pod', old }, nodeName, ctx);
      else if (assignedChanged(old, pod)) wake({ about: 'assigned pod', old, next: pod }, nodeName, ctx);
    },
    deleted(pod, ctx) {
      const { nodeName } = pod.spec;
      forget(objectKey(pod.metadata), ctx);
      if (!nodeName) wakeNominated(pod, ctx);
      else if (!isTerminal(pod)) wake({ about: 'assigned pod', old: pod }, nodeName, ctx);
    },
  },
  Node: {
    added: (node, ctx) => wake({ about: 'node', next: node }, node.metadata.name, ctx),
    updated(old, node, ctx) {
      if (nodeChanged(old, node)) wake({ about: 'node', old, next: node }, node.metadata.name, ctx);
    },
    deleted: (node, ctx) => wake({ about: 'node', old: node }, node.metadata.name, ctx),
  },
};
