/** PodDisruptionBudgets. Follows pkg/registry/policy/poddisruptionbudget/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const podDisruptionBudgetStrategy = strategyOf<'PodDisruptionBudget'>({
  resource: resourceInfo('PodDisruptionBudget', 'policy', 'poddisruptionbudgets', 'pdb', true),
  nameRule: nameIsDNSSubdomain,
});
