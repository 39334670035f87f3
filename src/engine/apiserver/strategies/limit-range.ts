/** LimitRanges. Follows pkg/registry/core/limitrange/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const limitRangeStrategy = strategyOf<'LimitRange'>({
  resource: resourceInfo('LimitRange', '', 'limitranges', 'limits', true),
  nameRule: nameIsDNSSubdomain,
});
