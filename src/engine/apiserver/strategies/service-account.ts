/** ServiceAccounts. Follows pkg/registry/core/serviceaccount/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const serviceAccountStrategy = strategyOf<'ServiceAccount'>({
  resource: resourceInfo('ServiceAccount', '', 'serviceaccounts', 'sa', true),
  nameRule: nameIsDNSSubdomain,
});
