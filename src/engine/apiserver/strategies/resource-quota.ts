/** ResourceQuotas. Follows pkg/registry/core/resourcequota/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const resourceQuotaStrategy = strategyOf<'ResourceQuota'>({
  resource: resourceInfo('ResourceQuota', '', 'resourcequotas', 'quota', true),
  nameRule: nameIsDNSSubdomain,
});
