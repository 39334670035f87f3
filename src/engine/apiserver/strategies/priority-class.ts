/** PriorityClasses. Follows pkg/registry/scheduling/priorityclass/strategy.go. */
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { fill } from '../defaults/fill.ts';
import { validatePriorityClass, validatePriorityClassUpdate } from '../validation/priority-class.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** Only what is absent: an empty policy is refused, not replaced. */
function filled(draft: Draft<'PriorityClass'>, defaults: Partial<Draft<'PriorityClass'>>): Draft<'PriorityClass'> {
  return draft.preemptionPolicy === '' ? draft : fill(draft, defaults);
}

export const priorityClassStrategy = strategyOf<'PriorityClass'>({
  resource: resourceInfo('PriorityClass', 'scheduling.k8s.io', 'priorityclasses', 'pc', false),
  nameRule: nameIsDNSSubdomain,
  // Go's zero value stands for a value that was left out.
  applyDefaults: (draft) => filled(draft, { value: 0, preemptionPolicy: 'PreemptLowerPriority' }),
  prepareForCreate: (draft) => ({ ...draft, metadata: { ...draft.metadata, generation: 1 } }),
  validateCreate: validatePriorityClass,
  validateUpdate: validatePriorityClassUpdate,
});
