/** Finished Pods beyond what a cluster keeps. Follows gcTerminated in pkg/controller/podgc/gc_controller.go. */
import type { HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import { isTerminal } from '../../model/pods.ts';

/** kube-controller-manager's --terminated-pod-gc-threshold. */
const KEPT = 12_500;

/** Without that many Pods at all nobody has to count the finished ones, and a cluster at rest stays so. */
export function mayBeTooMany({ caches }: HandlerContext): boolean {
  return caches.all('Pod').size > KEPT;
}

/** Evicted Pods first, then the oldest. */
export function beyondThreshold(pods: Iterable<Pod>, kept = KEPT): readonly Pod[] {
  const finished = [...pods].filter(isTerminal);
  if (finished.length <= kept) return [];
  const isEvicted = ({ status }: Pod): boolean => status.phase === 'Failed' && status.reason === 'Evicted';
  const order = (a: Pod, b: Pod): number => {
    if (isEvicted(a) !== isEvicted(b)) return isEvicted(a) ? -1 : 1;
    const [first, second] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
    if (first !== second) return first < second ? -1 : 1;
    return a.metadata.name < b.metadata.name ? -1 : 1;
  };
  return finished.sort(order).slice(0, finished.length - kept);
}

export function passTerminated(ctx: ReconcileContext): void {
  for (const pod of beyondThreshold(ctx.live.all('Pod').values())) {
    ctx.because(`Pod GC: more than ${KEPT} finished Pods are kept; the oldest go`);
    ctx.api.delete('Pod', pod.metadata, { gracePeriodSeconds: 0 });
  }
}
