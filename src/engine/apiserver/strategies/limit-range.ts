/** LimitRanges. Follows pkg/registry/core/limitrange/strategy.go and SetDefaults_LimitRangeItem. */
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { LimitRangeItem } from '../../model/policy.ts';
import { roundedList } from '../defaults/containers.ts';
import { mapItems, withMember } from '../defaults/fill.ts';
import { validateLimitRangeSpec } from '../validation/limit-range.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** A container's limit is the most there may be, its request the limit or else the least there must be. */
function withDefaults(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== 'Container') return item;
  const limits = { ...item.max, ...item.default };
  const requests = { ...item.min, ...limits, ...item.defaultRequest };
  return {
    ...item,
    ...(Object.keys(limits).length > 0 ? { default: limits } : {}),
    ...(Object.keys(requests).length > 0 ? { defaultRequest: requests } : {}),
  };
}

function rounded(item: LimitRangeItem): LimitRangeItem {
  let next = item;
  for (const name of LISTS) {
    const list = next[name];
    if (list) next = withMember(next, name, roundedList(list));
  }
  return next;
}

function applyDefaults(draft: Draft<'LimitRange'>): Draft<'LimitRange'> {
  const limits = mapItems(draft.spec?.limits ?? [], (item) => rounded(withDefaults(item)));
  return withMember(draft, 'spec', { ...draft.spec, limits });
}

export const limitRangeStrategy = strategyOf<'LimitRange'>({
  resource: resourceInfo('LimitRange', '', 'limitranges', 'limits', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  validateCreate: ({ spec }) => validateLimitRangeSpec(spec),
  validateUpdate: ({ spec }) => validateLimitRangeSpec(spec),
});
