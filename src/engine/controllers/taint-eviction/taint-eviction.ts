/**
 * The taint eviction controller (§10.2): deletes Pods that do not tolerate a NoExecute taint of their node, now or
 * when their toleration ends. Follows pkg/controller/tainteviction/taint_eviction.go.
 */

import { momentText } from '../../../lib/moment-text.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Node, Pod, Taint } from '../../model/core.ts';
import { objectKey } from '../../model/kinds.ts';
import { withCondition } from '../../model/pods.ts';
import { tolerates } from '../../model/taints.ts';
import { type Millis, timestamp } from '../../time/millis.ts';

const noExecute = (node: Node | undefined): readonly Taint[] =>
  node?.spec.taints?.filter(({ effect }) => effect === 'NoExecute') ?? [];

function wakePodsOf(node: string, ctx: HandlerContext): void {
  for (const key of ctx.caches.byIndex('Pod', 'node', node).keys()) ctx.queue.add(key);
}

/** When a Pod must leave: `now`, after so many milliseconds, or never. */
export function evictionDelay(pod: Pod, taints: readonly Taint[]): Millis | undefined {
  if (taints.length === 0) return undefined;
  let shortest: number | undefined;
  for (const taint of taints) {
    const used = pod.spec.tolerations?.find((toleration) => tolerates(toleration, taint));
    if (!used) return 0;
    if (used.tolerationSeconds === undefined) continue;
    shortest = Math.min(shortest ?? Number.POSITIVE_INFINITY, Math.max(0, used.tolerationSeconds));
  }
  return shortest === undefined ? undefined : shortest * 1000;
}

const started = (key: string): string => `evict|${key}`;

export const taintEviction: Controller = {
  name: 'taint-eviction-controller',
  events: {
    Node: {
      added(node, ctx) {
        if (noExecute(node).length > 0) wakePodsOf(node.metadata.name, ctx);
      },
      updated(old, node, ctx) {
        if (noExecute(old).length > 0 || noExecute(node).length > 0) wakePodsOf(node.metadata.name, ctx);
      },
    },
    Pod: {
      added(pod, ctx) {
        if (pod.spec.nodeName && noExecute(ctx.caches.get('Node', pod.spec.nodeName)).length > 0) {
          ctx.queue.add(objectKey(pod.metadata));
        }
      },
      updated(old, pod, ctx) {
        const decided = old.spec.nodeName !== pod.spec.nodeName || old.spec.tolerations !== pod.spec.tolerations;
        if (decided && pod.spec.nodeName && noExecute(ctx.caches.get('Node', pod.spec.nodeName)).length > 0) {
          ctx.queue.add(objectKey(pod.metadata));
        }
      },
      deleted: (pod, ctx) => ctx.records.put('mark', started(objectKey(pod.metadata)), undefined),
    },
  },
  reconcile(key, ctx) {
    const pod = ctx.caches.get('Pod', key);
    const live = ctx.live.get('Pod', key);
    if (!pod || !live || live.metadata.uid !== pod.metadata.uid || live.metadata.deletionTimestamp) return;
    const taints = noExecute(ctx.caches.get('Node', pod.spec.nodeName ?? ''));
    const delay = evictionDelay(pod, taints);
    const since = ctx.records.get('mark', started(key))?.at;
    if (delay === undefined) {
      if (since === undefined) return;
      ctx.records.put('mark', started(key), undefined);
      ctx.queue.cancelDelayed(key);
      const message = `Cancelling deletion of Pod ${key}`;
      return ctx.recorder.event(pod, 'Normal', 'TaintManagerEviction', message);
    }
    // The time runs from when the taint was first seen, not from each look.
    const from = since ?? ctx.now;
    if (since === undefined) ctx.records.put('mark', started(key), { at: from });
    if (from + delay > ctx.now) return ctx.queue.addAfter(key, from + delay - ctx.now);
    ctx.records.put('mark', started(key), undefined);
    evict(live, reasonFor(live, taints, from, ctx), ctx);
  },
};

/** Which taint a Pod has to leave for, and since when. */
function reasonFor(pod: Pod, taints: readonly Taint[], from: Millis, ctx: ReconcileContext): string {
  const node = pod.spec.nodeName;
  const untolerated = taints.find((taint) => !pod.spec.tolerations?.some((one) => tolerates(one, taint)));
  if (untolerated) return `it does not tolerate ${textOf(untolerated)} of ${node}`;
  const seconds = (taint: Taint): number | undefined =>
    pod.spec.tolerations?.find((one) => tolerates(one, taint))?.tolerationSeconds;
  const over = taints.find((taint) => from + (seconds(taint) ?? Number.POSITIVE_INFINITY) * 1000 <= ctx.now);
  return `it has tolerated ${over ? textOf(over) : 'a taint'} of ${node} since ${momentText(from)}, long enough`;
}

const textOf = ({ key, value, effect }: Taint): string => `${key}${value ? `=${value}` : ''}:${effect}`;

function evict(pod: Pod, why: string, ctx: ReconcileContext): void {
  const { namespace, name, uid } = pod.metadata;
  ctx.because(`The taint eviction controller deletes ${name}: ${why}`);
  ctx.recorder.event(pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${namespace}/${name}`);
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    lastProbeTime: null,
    lastTransitionTime: timestamp(ctx.now),
    observedGeneration: pod.metadata.generation,
  });
  try {
    ctx.api.update('Pod', { ...pod, status: { ...pod.status, conditions } }, { subresource: 'status' });
    ctx.api.delete('Pod', pod.metadata, { preconditions: { uid } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'NotFound') throw error;
  }
}
