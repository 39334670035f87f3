/** EndpointSlices. Follows pkg/registry/discovery/endpointslice/strategy.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { EndpointSlice } from '../../model/network.ts';
import { withMember } from '../defaults/fill.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** Labels count as a change here, since they say whose slice it is. */
function prepareForUpdate(next: EndpointSlice, old: EndpointSlice): EndpointSlice {
  const { generation = 0 } = old.metadata;
  const same =
    deepEqual(next.endpoints, old.endpoints) &&
    deepEqual(next.ports, old.ports) &&
    deepEqual(next.metadata.labels, old.metadata.labels);
  return withMember(next, 'metadata', withMember(next.metadata, 'generation', generation + (same ? 0 : 1)));
}

export const endpointSliceStrategy = strategyOf<'EndpointSlice'>({
  resource: resourceInfo('EndpointSlice', 'discovery.k8s.io', 'endpointslices', '', true),
  nameRule: nameIsDNSSubdomain,
  prepareForCreate: (draft) => ({ ...draft, metadata: { ...draft.metadata, generation: 1 } }),
  prepareForUpdate,
});
