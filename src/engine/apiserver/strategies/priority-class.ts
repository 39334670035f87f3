/** PriorityClasses. Follows pkg/registry/scheduling/priorityclass/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { validatePriorityClass, validatePriorityClassUpdate } from '../validation/priority-class.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const priorityClassStrategy = strategyOf<'PriorityClass'>({
  resource: resourceInfo('PriorityClass', 'scheduling.k8s.io', 'priorityclasses', 'pc', false),
  nameRule: nameIsDNSSubdomain,
  // Go's zero value stands for a value that was left out.
  applyDefaults: ({ value = 0, preemptionPolicy = 'PreemptLowerPriority', ...draft }) => ({
    ...draft,
    value,
    preemptionPolicy,
  }),
  prepareForCreate: (draft) => ({ ...draft, metadata: { ...draft.metadata, generation: 1 } }),
  validateCreate: validatePriorityClass,
  validateUpdate: validatePriorityClassUpdate,
});
