/** How Services use up quotas. Follows pkg/quota/v1/evaluator/core/services.go. */
import type { Draft } from '../model/kinds.ts';
import type { ResourceList } from '../model/meta.ts';
import type { Evaluator } from './evaluator.ts';

const RESOURCES = ['count/services', 'services', 'services.loadbalancers', 'services.nodeports'];

function usage({ spec }: Draft<'Service'>): ResourceList {
  const { type, ports = [], allocateLoadBalancerNodePorts } = spec;
  const balanced = type === 'LoadBalancer';
  const every = type === 'NodePort' || (balanced && allocateLoadBalancerNodePorts !== false);
  const given = balanced ? ports.filter(({ nodePort }) => nodePort).length : 0;
  return {
    'count/services': '1',
    services: '1',
    'services.loadbalancers': balanced ? '1' : '0',
    'services.nodeports': String(every ? ports.length : given),
  };
}

export const serviceEvaluator: Evaluator<'Service'> = {
  matchingResources: (names) => names.filter((name) => RESOURCES.includes(name)),
  matchesScope: () => false,
  missing: () => undefined,
  usage,
  countsUpdates: true,
  givesBack: (old, next) => old.spec.type !== next.spec.type,
};
