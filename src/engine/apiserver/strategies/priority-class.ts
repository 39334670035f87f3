/** PriorityClasses. Follows pkg/registry/scheduling/priorityclass/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const priorityClassStrategy = strategyOf<'PriorityClass'>({
  resource: resourceInfo('PriorityClass', 'scheduling.k8s.io', 'priorityclasses', 'pc', false),
  nameRule: nameIsDNSSubdomain,
});
