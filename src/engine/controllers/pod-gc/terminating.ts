/**
 * Pods on their way out that nobody will end: on nodes declared out of service, and such as never had a node.
 * Follows gcTerminating and gcUnscheduledTerminating in pkg/controller/podgc/gc_controller.go.
 */
import type { HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Node, Pod } from '../../model/core.ts';
import { objectKey } from '../../model/kinds.ts';
import { isTerminal, isTerminating } from '../../model/pods.ts';

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';
/** Nodes that were seen with the taint, and Pods without a node that were seen leaving. */
const NODE_MARK = 'pod-gc-out|';
const POD_MARK = 'pod-gc-unbound|';

/** True when the next pass has something to look at. */
export function noteNode(node: Node, ctx: HandlerContext): boolean {
  if (!hasTaint(node)) return false;
  ctx.records.put('mark', NODE_MARK + node.metadata.name, {});
  return true;
}

/** As noteNode. */
export function noteLeavingPod(pod: Pod, ctx: HandlerContext): boolean {
  if (!isTerminating(pod)) return false;
  const { nodeName } = pod.spec;
  if (nodeName) return ctx.records.get('mark', NODE_MARK + nodeName) !== undefined;
  ctx.records.put('mark', POD_MARK + objectKey(pod.metadata), {});
  return true;
}

export function forgetPod(pod: Pod, ctx: HandlerContext): void {
  ctx.records.put('mark', POD_MARK + objectKey(pod.metadata), undefined);
}

/** One pass. True while a tainted node may still turn out not to be ready. */
export function passTerminating(ctx: ReconcileContext): boolean {
  let waiting = false;
  for (const mark of [...ctx.records.all('mark').keys()]) {
    if (mark.startsWith(NODE_MARK)) waiting = passNode(mark.slice(NODE_MARK.length), ctx) || waiting;
    else if (mark.startsWith(POD_MARK)) {
      ctx.records.put('mark', mark, undefined);
      const pod = ctx.live.get('Pod', mark.slice(POD_MARK.length));
      if (pod && isTerminating(pod) && !pod.spec.nodeName) end(pod, ctx);
    }
  }
  return waiting;
}

function passNode(name: string, ctx: ReconcileContext): boolean {
  const node = ctx.caches.get('Node', name);
  if (!node || !hasTaint(node)) {
    ctx.records.put('mark', NODE_MARK + name, undefined);
    return false;
  }
  const leaving = [...ctx.live.byIndex('Pod', 'node', name).values()].filter(isTerminating);
  if (node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')) {
    return leaving.length > 0;
  }
  if (leaving.length > 0) ctx.because(`Pod GC: ${name} is out of service; its leaving Pods are gone`);
  for (const pod of leaving) end(pod, ctx);
  return false;
}

function hasTaint({ spec }: Node): boolean {
  return Boolean(spec.taints?.some(({ key }) => key === OUT_OF_SERVICE));
}

function end(pod: Pod, ctx: ReconcileContext): void {
  const phase = isTerminal(pod) ? pod.status.phase : 'Failed';
  ctx.api.update('Pod', { ...pod, status: { ...pod.status, phase } }, { subresource: 'status' });
  ctx.api.delete('Pod', pod.metadata, { gracePeriodSeconds: 0 });
}
