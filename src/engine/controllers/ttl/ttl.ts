/**
 * Tells kubelets by an annotation how long they may keep secrets and config maps before they look again: the larger
 * the cluster, the longer. Follows pkg/controller/ttl/ttl_controller.go, without its hysteresis.
 */
import type { Controller, HandlerContext } from '../../client/controller.ts';
import type { Node } from '../../model/core.ts';

const ANNOTATION = 'node.alpha.kubernetes.io/ttl';

/** Up to so many nodes: seconds. */
const BOUNDARIES: readonly (readonly [nodes: number, seconds: number])[] = [
  [100, 0],
  [500, 15],
  [1000, 30],
  [2000, 60],
  [Number.POSITIVE_INFINITY, 300],
];

function wanted(nodes: number): string {
  return String(BOUNDARIES.find(([most]) => nodes <= most)?.[1] ?? 0);
}

function look(node: Node, ctx: HandlerContext): void {
  const ttl = wanted(ctx.caches.all('Node').size);
  if (node.metadata.annotations?.[ANNOTATION] !== ttl) ctx.queue.add(node.metadata.name);
}

export const ttl: Controller = {
  name: 'ttl-controller',
  events: { Node: { added: look, updated: (_old, node, ctx) => look(node, ctx) } },
  reconcile(name, ctx) {
    const node = ctx.live.get('Node', name);
    if (!node) return;
    const annotations = { ...node.metadata.annotations, [ANNOTATION]: wanted(ctx.caches.all('Node').size) };
    ctx.api.update('Node', { ...node, metadata: { ...node.metadata, annotations } });
  },
};
