/**
 * Pod garbage collection (§11): removes the Pods of nodes that are gone. Every 20 s it looks; a missing node's name
 * is kept in quarantine for 40 s first. Follows pkg/controller/podgc/gc_controller.go.
 */

import { momentText } from '../../../lib/moment-text.ts';
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import { isTerminal, isTerminating, withCondition } from '../../model/pods.ts';
import type { Mark } from '../../store/records.ts';
import { type Millis, timestamp } from '../../time/millis.ts';
import { untilNextTick } from '../../time/periods.ts';
import { mayBeTooMany, passTerminated } from './terminated.ts';
import { forgetPod, noteLeavingPod, noteNode, passTerminating } from './terminating.ts';

const PERIOD: Millis = 20_000;
const QUARANTINE: Millis = 40_000;
/**
 * Node names that are missing while Pods name them, `since` a moment; `at` is when a pass first saw it, absent before
 * that.
 */
const MARK = 'pod-gc|';

/** A Pod has finished since the last pass. */
const FINISHED = 'pod-gc-finished';

function arm(ctx: HandlerContext): void {
  ctx.queue.addAfter('pass', untilNextTick(ctx.now, PERIOD));
}

function suspect(node: string, ctx: HandlerContext): void {
  if (!ctx.records.get('mark', MARK + node)) ctx.records.put('mark', MARK + node, { since: ctx.now });
  arm(ctx);
}

export const podGc: Controller = {
  name: 'pod-garbage-collector',
  events: {
    Node: {
      added(node, ctx) {
        if (noteNode(node, ctx)) arm(ctx);
      },
      updated(old, node, ctx) {
        if (old.spec.taints !== node.spec.taints && noteNode(node, ctx)) arm(ctx);
      },
      deleted: (node, ctx) => suspect(node.metadata.name, ctx),
    },
    Pod: {
      added(pod, ctx) {
        const { nodeName } = pod.spec;
        if (nodeName && !ctx.caches.get('Node', nodeName)) suspect(nodeName, ctx);
      },
      updated(old, pod, ctx) {
        const { nodeName } = pod.spec;
        if (nodeName && !old.spec.nodeName && !ctx.caches.get('Node', nodeName)) suspect(nodeName, ctx);
        if (!isTerminating(old) && noteLeavingPod(pod, ctx)) arm(ctx);
        if (!isTerminal(old) && isTerminal(pod) && mayBeTooMany(ctx)) {
          ctx.records.put('mark', FINISHED, {});
          arm(ctx);
        }
      },
      deleted: forgetPod,
    },
  },
  reconcile(_key, ctx) {
    if (ctx.records.get('mark', FINISHED)) {
      ctx.records.put('mark', FINISHED, undefined);
      passTerminated(ctx);
    }
    let waiting = passTerminating(ctx);
    for (const [row, mark] of [...ctx.records.all('mark')]) {
      if (!row.startsWith(MARK)) continue;
      waiting = passNode(row.slice(MARK.length), mark, ctx) || waiting;
    }
    if (waiting) arm(ctx);
  },
};

/** One look at a missing node. True while it must be looked at again. */
function passNode(node: string, { at, since = 0 }: Mark, ctx: ReconcileContext): boolean {
  const pods = [...ctx.caches.byIndex('Pod', 'node', node).values()];
  // Back under the same name within the quarantine: its Pods stay. The live look is the last word.
  if (pods.length === 0 || ctx.caches.get('Node', node) || ctx.live.get('Node', node)) {
    ctx.records.put('mark', MARK + node, undefined);
    return false;
  }
  const gone = `Pod GC: ${node} is gone since ${momentText(since)}`;
  if (at === undefined) {
    ctx.records.put('mark', MARK + node, { at: ctx.now, since });
    ctx.because(`${gone}; its Pods are left alone until ${momentText(ctx.now + QUARANTINE)}`);
    return true;
  }
  if (ctx.now - at < QUARANTINE) return true;
  ctx.because(`${gone}, and ${pods.length === 1 ? `its Pod goes too` : `its ${pods.length} Pods go too`}`);
  for (const pod of pods) collect(pod, ctx);
  ctx.records.put('mark', MARK + node, undefined);
  return false;
}

function collect(pod: Pod, ctx: ReconcileContext): void {
  const live = ctx.live.get('Pod', `${pod.metadata.namespace}/${pod.metadata.name}`);
  if (!live || live.metadata.uid !== pod.metadata.uid) return;
  const conditions = withCondition(live.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
    lastProbeTime: null,
    lastTransitionTime: timestamp(ctx.now),
    observedGeneration: live.metadata.generation,
  });
  const phase = isTerminal(live) ? live.status.phase : 'Failed';
  ctx.api.update('Pod', { ...live, status: { ...live.status, phase, conditions } }, { subresource: 'status' });
  ctx.api.delete('Pod', live.metadata, { gracePeriodSeconds: 0 });
}
