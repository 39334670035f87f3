/** ConfigMaps and Secrets. Follows pkg/registry/core/configmap and pkg/registry/core/secret. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const configMapStrategy = strategyOf<'ConfigMap'>({
  resource: resourceInfo('ConfigMap', '', 'configmaps', 'cm', true),
  nameRule: nameIsDNSSubdomain,
});

export const secretStrategy = strategyOf<'Secret'>({
  resource: resourceInfo('Secret', '', 'secrets', '', true),
  nameRule: nameIsDNSSubdomain,
});
