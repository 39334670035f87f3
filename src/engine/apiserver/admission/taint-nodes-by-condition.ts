/** Every new Node starts not ready, until the node lifecycle controller has looked. Follows plugin/pkg/admission/nodetaint. */
import type { Node, Taint } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { AdmissionPlugin } from './plugin.ts';

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

function withNotReadyTaint(node: Draft<'Node'>): Draft<'Node'> {
  const taints = node.spec?.taints ?? [];
  if (taints.some((taint) => taint.key === NOT_READY.key && taint.effect === NOT_READY.effect)) return node;
  const spec: Node['spec'] = { ...node.spec, taints: [...taints, NOT_READY] };
  return { ...node, spec };
}

export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  admitCreate: { Node: withNotReadyTaint },
};
