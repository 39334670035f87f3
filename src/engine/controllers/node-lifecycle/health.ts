/** Who has not been heard for too long (§10.1). Follows tryUpdateNodeHealth in pkg/controller/nodelifecycle. */

import { momentText } from '../../../lib/moment-text.ts';
import type { ReconcileContext } from '../../client/controller.ts';
import { lastHeartbeat } from '../../kubelet/node-object.ts';
import type { Node } from '../../model/core.ts';
import type { Condition } from '../../model/meta.ts';
import { type Millis, millisOf, timestamp } from '../../time/millis.ts';
import { markPodsNotReady } from './mark-pods.ts';
import { nodeTarget } from './node-target.ts';
import { readiness } from './taints.ts';

const GRACE: Millis = 50_000;
/** For a node whose kubelet has never reported. */
const STARTUP_GRACE: Millis = 60_000;
const JUDGED = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;
/** When all were given another chance, because all had fallen silent at once. */
const RESET = 'probes-reset';

export function resetProbes(ctx: ReconcileContext): void {
  ctx.records.put('mark', RESET, { at: ctx.now });
}

/** Marks the node when its time is over. True while it is silent and not yet known to be. */
export function checkHealth(node: Node, ctx: ReconcileContext): boolean {
  if (readiness(node) === 'Unknown') return false;
  const heard = lastHeard(node, ctx);
  if (heard === undefined) return false;
  const grace = readiness(node) === undefined ? STARTUP_GRACE : GRACE;
  const since = Math.max(heard, ctx.records.get('mark', RESET)?.at ?? heard);
  if (ctx.now - since > grace) markUnknown(node, since, grace, ctx);
  return true;
}

/** Undefined for a kubelet that speaks. A node without a machine was heard when it was created. */
function lastHeard({ metadata }: Node, ctx: ReconcileContext): Millis | undefined {
  const machine = ctx.records.get('machine', metadata.name);
  if (!machine) return millisOf(metadata.creationTimestamp);
  return machine.silentSince === undefined ? undefined : lastHeartbeat(machine, ctx.now);
}

function markUnknown(node: Node, since: Millis, grace: Millis, ctx: ReconcileContext): void {
  const { name, creationTimestamp } = node.metadata;
  const at = timestamp(ctx.now);
  const known = node.status.conditions ?? [];
  const conditions = known.map((condition): Condition => {
    if (!JUDGED.some((type) => type === condition.type) || condition.status === 'Unknown') return condition;
    const message = 'Kubelet stopped posting node status.';
    return { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message, lastTransitionTime: at };
  });
  const missing = JUDGED.filter((type) => !known.some((condition) => condition.type === type));
  const never = missing.map((type) => ({
    type,
    status: 'Unknown',
    reason: 'NodeStatusNeverUpdated',
    message: 'Kubelet never posted node status.',
    lastHeartbeatTime: creationTimestamp,
    lastTransitionTime: at,
  }));
  ctx.because(
    `${name} is silent since ${momentText(since)}, for over ${grace / 1000} s: the node lifecycle controller marks it`,
  );
  const status = { ...node.status, conditions: [...conditions, ...never] };
  ctx.api.update('Node', { ...node, status }, { subresource: 'status' });
  if (readiness(node) !== 'True') return;
  ctx.recorder.event(nodeTarget(node), 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
  markPodsNotReady(name, ctx);
}
