import type { ReconcileContext } from '../../client/controller.ts';
import type { Node } from '../../model/core.ts';

/** Writes the taints that `wanted` makes of the node as it stands; nothing when it answers the same list. */
export function setTaints(node: Node, wanted: (live: Node) => Node['spec']['taints'], ctx: ReconcileContext): void {
  const live = ctx.live.get('Node', node.metadata.name);
  if (!live) return;
  const taints = wanted(live);
  if (taints === live.spec.taints || (taints?.length === 0 && !live.spec.taints)) return;
  ctx.because(`The node lifecycle controller updates the taints of ${node.metadata.name}`);
  ctx.api.update('Node', { ...live, spec: { ...live.spec, taints: taints?.length ? taints : undefined } });
}
