import type { ReconcileContext } from '../../client/controller.ts';
import type { Node, Taint } from '../../model/core.ts';

/** Writes the taints that `wanted` makes of the node as it stands; nothing when it answers the same list. */
export function setTaints(node: Node, wanted: (live: Node) => Node['spec']['taints'], ctx: ReconcileContext): void {
  const live = ctx.live.get('Node', node.metadata.name);
  if (!live) return;
  const taints = wanted(live);
  if (taints === live.spec.taints || (taints?.length === 0 && !live.spec.taints)) return;
  ctx.because(said(live, taints ?? []));
  ctx.api.update('Node', { ...live, spec: { ...live.spec, taints: taints?.length ? taints : undefined } });
}

/** `The node lifecycle controller adds node.kubernetes.io/unreachable:NoExecute on node-2`. */
function said({ metadata, spec }: Node, taints: readonly Taint[]): string {
  const before = new Set(spec.taints?.map(nameOf));
  const after = new Set(taints.map(nameOf));
  const parts = [
    ['adds', [...after].filter((name) => !before.has(name))],
    ['takes away', [...before].filter((name) => !after.has(name))],
  ] as const;
  const does = parts.filter(([, names]) => names.length > 0).map(([verb, names]) => `${verb} ${names.join(' and ')}`);
  return `The node lifecycle controller ${does.join(' and ') || 'updates the taints'} on ${metadata.name}`;
}

const nameOf = ({ key, effect }: Taint): string => `${key}:${effect}`;
