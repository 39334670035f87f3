import type { Node } from './core.ts';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** Whether a node carries a control plane role label, as kubeadm sets it. */
export function isControlPlane(node: Node): boolean {
  const { labels = {} } = node.metadata;
  return `${ROLE_PREFIX}control-plane` in labels || `${ROLE_PREFIX}master` in labels;
}
