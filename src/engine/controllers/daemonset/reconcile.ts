/** The DaemonSet controller (§2.4). Follows syncDaemonSet in pkg/controller/daemon/daemon_controller.go. */
import type { Controller, ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod } from '../../model/core.ts';
import { allowsSurge } from '../../model/int-or-percent.ts';
import { targetNodeName } from '../../model/target-node.ts';
import { daemonSetEvents, isNodeKey } from './events.ts';
import { failedBackoff, raiseFailedBackoff } from './failed-backoff.ts';
import { cleanupHistory, constructHistory, type History } from './history.ts';
import { syncNodeUpdate } from './node-update.ts';
import { type Observed, observe } from './observe.ts';
import { planManage } from './plan-manage.ts';
import { planRolloutOf } from './plan-rollout-of.ts';
import { sameCounts, statusOf } from './status.ts';
import { BURST, syncPods } from './sync-pods.ts';

export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  events: daemonSetEvents,
  reconcile(key, ctx) {
    if (isNodeKey(key)) return syncNodeUpdate(key, ctx);
    const ds = ctx.caches.get('DaemonSet', key);
    if (!ds) return ctx.expectations.forget(key);
    if (selectsAll(ds)) {
      const message = 'This daemon set is selecting all pods. A non-empty selector is required.';
      return ctx.recorder.event(ds, 'Warning', 'SelectingAll', message);
    }
    if (ds.metadata.deletionTimestamp) return; // the garbage collector's now (§13)
    const history = constructHistory(ds, ctx);
    const observed = observe(ds, history.hash, ctx);
    if (!ctx.expectations.areSatisfied(key)) return writeStatus(key, ds, observed, ds.status.observedGeneration, ctx);
    try {
      syncOnce(key, ds, history, observed, ctx);
    } finally {
      // Also after a failure: the status tells what is, not what should have been.
      writeStatus(key, ds, observed, ds.metadata.generation, ctx);
    }
  },
};

function selectsAll({ spec: { selector } }: DaemonSet): boolean {
  if (!selector) return false;
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

/** Either manage's creations and deletions or, when there are none, one round of the rolling update. */
function syncOnce(key: string, ds: DaemonSet, history: History, observed: Observed, ctx: ReconcileContext): void {
  manage(key, ds, history, observed, ctx);
  if (ctx.expectations.areSatisfied(key) && ds.spec.updateStrategy.type === 'RollingUpdate') {
    rollOut(key, ds, history, observed, ctx);
  }
  cleanupHistory(ds, history, ctx);
}

function manage(key: string, ds: DaemonSet, { hash }: History, observed: Observed, ctx: ReconcileContext): void {
  const plan = planManage(observed.slots.unsettled(), {
    hash,
    surge: allowsSurge(ds.spec.updateStrategy),
    isAvailable: observed.isAvailable,
    failedBackoff: (node) => failedBackoff(ctx.records, ds, node, ctx.now),
  });
  for (const { pod, node } of plan.ended) {
    const failed = pod.status.phase === 'Failed';
    const message = `Found ${failed ? 'failed' : 'succeeded'} daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${node}, will try to ${failed ? 'kill' : 'delete'} it`;
    ctx.recorder.event(ds, failed ? 'Warning' : 'Normal', failed ? 'FailedDaemonPod' : 'SucceededDaemonPod', message);
    if (failed) raiseFailedBackoff(ctx.records, ds, node, ctx.now);
  }
  for (const delay of plan.retryAfter) ctx.queue.addAfter(key, delay);
  say(ctx, ds, plan.create, plan.remove, '');
  syncPods(key, ds, hash, plan.create, plan.remove, ctx);
}

function rollOut(key: string, ds: DaemonSet, { hash }: History, observed: Observed, ctx: ReconcileContext): void {
  const { create, remove } = planRolloutOf(ds, hash, observed, ctx);
  say(ctx, ds, create, remove, ' of an older template');
  syncPods(key, ds, hash, create, remove, ctx);
}

/** `which`: what is wrong with the Pods that go. */
function say(
  ctx: ReconcileContext,
  { metadata: { name } }: DaemonSet,
  create: readonly string[],
  remove: readonly Pod[],
  which: string,
): void {
  const parts: string[] = [];
  if (create.length > 0) parts.push(`creates ${counted(create, name)} for ${named(create.slice(0, BURST))}`);
  if (remove.length > 0) {
    const nodes = remove.slice(0, BURST).map(targetNodeName);
    parts.push(`deletes ${counted(remove, name)}${which} on ${named(nodes)}`);
  }
  if (parts.length > 0) ctx.because(`The DaemonSet controller ${parts.join(' and ')}`);
}

/** What one sync does of what is to be done. */
function counted({ length }: readonly unknown[], of: string): string {
  if (length > BURST) return `${BURST} of ${length} Pods of ${of}`;
  return `${length === 1 ? 'a Pod' : `${length} Pods`} of ${of}`;
}

/** More nodes than these are counted. */
const MOST_NAMED = 3;

function named(nodes: readonly (string | undefined)[]): string {
  if (nodes.length > MOST_NAMED) return `${nodes.length} nodes`;
  const names = nodes.map((node) => node ?? 'no node');
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function writeStatus(
  key: string,
  ds: DaemonSet,
  observed: Observed,
  observedGeneration: number | undefined,
  ctx: ReconcileContext,
): void {
  const counted = statusOf(observed.slots.counts, ds.status);
  const { minReadySeconds = 0 } = ds.spec;
  if (minReadySeconds > 0 && counted.numberReady !== (counted.numberAvailable ?? 0)) {
    ctx.queue.addAfter(key, minReadySeconds * 1000);
  }
  const generation = Math.max(observedGeneration ?? 0, ds.status.observedGeneration ?? 0);
  if (sameCounts(counted, ds.status) && (ds.status.observedGeneration ?? 0) >= (observedGeneration ?? 0)) return;
  storeStatus({ ...ds, status: { ...counted, observedGeneration: generation || undefined } }, ctx);
}

/** A conflict is retried once with a fresh copy; a second one fails the sync. */
function storeStatus(ds: DaemonSet, ctx: ReconcileContext): void {
  const fresh = ctx.api.get('DaemonSet', ds.metadata);
  // That the first try would be refused can be seen here: of many syncs in a row all but the first are too early.
  const isStale = fresh.metadata.resourceVersion !== ds.metadata.resourceVersion;
  ctx.api.update('DaemonSet', isStale ? { ...fresh, status: ds.status } : ds, { subresource: 'status' });
}
