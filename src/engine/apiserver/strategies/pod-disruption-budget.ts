/** PodDisruptionBudgets. Follows pkg/registry/policy/poddisruptionbudget/strategy.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '../../model/policy.ts';
import { withMember } from '../defaults/fill.ts';
import { validateDisruptionBudgetSpec } from '../validation/disruption-budget.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

const emptyStatus: PodDisruptionBudgetStatus = {
  disruptionsAllowed: 0,
  currentHealthy: 0,
  desiredHealthy: 0,
  expectedPods: 0,
};

/** The generation counts changes of the spec: until the controller has seen them nothing is evicted. */
function prepareForUpdate(next: PodDisruptionBudget, old: PodDisruptionBudget): PodDisruptionBudget {
  const generation = (old.metadata.generation ?? 0) + (deepEqual(next.spec, old.spec) ? 0 : 1);
  const metadata = withMember(next.metadata, 'generation', generation);
  return withMember(withMember(next, 'metadata', metadata), 'status', old.status);
}

export const podDisruptionBudgetStrategy = strategyOf<'PodDisruptionBudget'>({
  resource: resourceInfo('PodDisruptionBudget', 'policy', 'poddisruptionbudgets', 'pdb', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults: (draft) => (draft.spec ? draft : { ...draft, spec: {} }),
  prepareForCreate: (draft) => ({
    ...draft,
    metadata: { ...draft.metadata, generation: 1 },
    status: emptyStatus,
  }),
  prepareForUpdate,
  validateCreate: ({ spec }) => validateDisruptionBudgetSpec(spec),
  validateUpdate: (next, old) => (next.spec === old.spec ? [] : validateDisruptionBudgetSpec(next.spec)),
});
