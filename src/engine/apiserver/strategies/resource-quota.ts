/** ResourceQuotas. Follows pkg/registry/core/resourcequota/strategy.go. */
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { roundedList } from '../defaults/containers.ts';
import { withMember } from '../defaults/fill.ts';
import { validateResourceQuotaSpec, validateResourceQuotaUpdate } from '../validation/resource-quota.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

function applyDefaults(draft: Draft<'ResourceQuota'>): Draft<'ResourceQuota'> {
  const { spec = {} } = draft;
  return withMember(draft, 'spec', spec.hard ? withMember(spec, 'hard', roundedList(spec.hard)) : spec);
}

export const resourceQuotaStrategy = strategyOf<'ResourceQuota'>({
  resource: resourceInfo('ResourceQuota', '', 'resourcequotas', 'quota', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  prepareForCreate: (draft) => ({ ...draft, status: {} }),
  prepareForUpdate: (next, old) => withMember(next, 'status', old.status),
  validateCreate: ({ spec }) => validateResourceQuotaSpec(spec),
  validateUpdate: (next, old) => validateResourceQuotaUpdate(next.spec, old.spec),
});
