/** Leases. Follows pkg/registry/coordination/lease/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const leaseStrategy = strategyOf<'Lease'>({
  resource: resourceInfo('Lease', 'coordination.k8s.io', 'leases', '', true),
  nameRule: nameIsDNSSubdomain,
});
