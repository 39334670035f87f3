/** Pods of a silent node lose their Ready condition; phase and containers stay as last reported (§10.1, §19.11). */
import type { ReconcileContext } from '../../client/controller.ts';
import { podCondition } from '../../model/pods.ts';
import { timestamp } from '../../time/millis.ts';

/** Follows MarkPodsNotReady in pkg/controller/util/node/controller_utils.go. */
export function markPodsNotReady(node: string, ctx: ReconcileContext): void {
  for (const pod of [...ctx.live.byIndex('Pod', 'node', node).values()]) {
    if (podCondition(pod, 'Ready')?.status !== 'True') continue;
    const conditions = (pod.status.conditions ?? []).map((condition) =>
      condition.type === 'Ready'
        ? { ...condition, status: 'False', lastTransitionTime: timestamp(ctx.now) }
        : condition,
    );
    ctx.api.update('Pod', { ...pod, status: { ...pod.status, conditions } }, { subresource: 'status' });
    ctx.recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  }
}
