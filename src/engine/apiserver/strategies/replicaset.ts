/** ReplicaSets. Follows pkg/registry/apps/replicaset/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const replicaSetStrategy = strategyOf<'ReplicaSet'>({
  resource: resourceInfo('ReplicaSet', 'apps', 'replicasets', 'rs', true),
  nameRule: nameIsDNSSubdomain,
});
