/** LimitRanges. Follows pkg/registry/core/limitrange/strategy.go and SetDefaults_LimitRangeItem. */
import type { Draft } from '../../model/kinds.ts';
import type { ResourceList } from '../../model/meta.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { LimitRangeItem } from '../../model/policy.ts';
import { namesOf } from '../../model/resource-list.ts';
import { roundedList } from '../defaults/containers.ts';
import { mapItems, withMember } from '../defaults/fill.ts';
import { validateLimitRangeSpec } from '../validation/limit-range.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** A container's limit is the most there may be, its request the limit or else the least there must be. */
function withDefaults(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== 'Container') return item;
  const limited = extended(item, 'default', item.max);
  return extended(extended(limited, 'defaultRequest', limited.default), 'defaultRequest', item.min);
}

function extended(
  item: LimitRangeItem,
  name: 'default' | 'defaultRequest',
  more: ResourceList | undefined,
): LimitRangeItem {
  const list = item[name];
  const lacking = namesOf(more).some((resource) => !list || !Object.hasOwn(list, resource));
  return lacking ? { ...item, [name]: { ...more, ...list } } : item;
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
  const { spec = { limits: [] } } = draft;
  const limits = mapItems(spec.limits ?? [], (item) => rounded(withDefaults(item)));
  return withMember(draft, 'spec', withMember(spec, 'limits', limits));
}

export const limitRangeStrategy = strategyOf<'LimitRange'>({
  resource: resourceInfo('LimitRange', '', 'limitranges', 'limits', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  validateCreate: ({ spec }) => validateLimitRangeSpec(spec),
  validateUpdate: ({ spec }) => validateLimitRangeSpec(spec),
});
