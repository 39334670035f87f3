/** Services. Follows pkg/registry/core/service/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const serviceStrategy = strategyOf<'Service'>({
  resource: resourceInfo('Service', '', 'services', 'svc', true),
  nameRule: nameIsDNSSubdomain,
});
