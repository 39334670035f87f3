/** EndpointSlices. Follows pkg/registry/discovery/endpointslice/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const endpointSliceStrategy = strategyOf<'EndpointSlice'>({
  resource: resourceInfo('EndpointSlice', 'discovery.k8s.io', 'endpointslices', '', true),
  nameRule: nameIsDNSSubdomain,
});
