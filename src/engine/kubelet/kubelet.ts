/**
 * Every machine's kubelet (§14): takes up the Pods bound to it, moves their containers along and reports. One
 * actor plays them all; a key is a Pod, or `node:<name>` for the machine itself. Each kubelet only ever touches the
 * Pods of its own node.
 */
import type { Controller, HandlerContext, ReconcileContext } from '../client/controller.ts';
import type { Pod } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import { isTerminal } from '../model/pods.ts';
import { isHeard, isWorking } from '../world/machines.ts';
import { nodeOfKey, syncNode } from './node-status.ts';
import { moveOn, moveOnUnheard } from './run-pod.ts';
import { forget, goOnStopping, terminate } from './stop-pod.ts';

function wake(pod: Pod, ctx: HandlerContext): void {
  if (pod.spec.nodeName) ctx.queue.add(objectKey(pod.metadata));
}

export const kubelet: Controller = {
  name: 'kubelet',
  events: {
    Pod: {
      added: wake,
      updated(old, pod, ctx) {
        // Its own status reports come back as updates; only what others decide concerns it.
        const decided =
          old.spec !== pod.spec ||
          old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp ||
          old.metadata.deletionGracePeriodSeconds !== pod.metadata.deletionGracePeriodSeconds;
        if (decided) wake(pod, ctx);
      },
      deleted: wake,
    },
  },
  reconcile(key, ctx) {
    const node = nodeOfKey(key);
    if (node === undefined) syncPod(key, ctx);
    else syncNode(node, ctx);
  },
};

function syncPod(key: string, ctx: ReconcileContext): void {
  const pod = ctx.live.get('Pod', key);
  const last = ctx.records.get('podRun', key);
  const run = last?.uid === pod?.metadata.uid ? last : undefined;
  if (last && !run) forget(key, ctx);
  if (!pod) return;
  const seen = ctx.caches.get('Pod', key);
  if (!seen || seen.metadata.uid !== pod.metadata.uid || !pod.spec.nodeName) return;
  const machine = ctx.records.get('machine', pod.spec.nodeName);
  if (!machine || !isWorking(machine)) return;
  if (isTerminal(pod)) return run && forget(key, ctx);
  if (!isHeard(machine)) {
    if (run && !run.stopping && run.boots === machine.boots) moveOnUnheard(key, pod, run, machine, ctx);
    return;
  }
  // What a kubelet acts on is what it has seen; what it reports goes on top of what stands.
  if (seen.metadata.deletionTimestamp) return terminate(key, pod, machine, ctx);
  if (run?.stopping) return goOnStopping(key, pod, machine, ctx, run);
  moveOn(key, pod, run, machine, ctx);
}
