/**
 * Which slices to make, change and remove, so that few change. Follows reconcileByPortMapping in
 * k8s.io/endpointslice/reconciler.go: at most a hundred endpoints a slice, new ones go into slices that change anyway.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../model/network.ts';
import type { PortGroup } from './endpoints.ts';

const MAX_ENDPOINTS = 100;

export interface SlicePlan {
  readonly create: readonly PortGroup[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
}

export function planSlices(existing: readonly EndpointSlice[], wanted: readonly PortGroup[]): SlicePlan {
  // Without endpoints one empty slice stands for the Service.
  const groups = wanted.length > 0 ? wanted : [{ ports: [], endpoints: [] }];
  const create: PortGroup[] = [];
  const update: EndpointSlice[] = [];
  const remove: EndpointSlice[] = [];
  const left = new Set(existing);
  for (const group of groups) {
    const own = existing.filter((slice) => deepEqual(slice.ports ?? [], group.ports));
    for (const slice of own) left.delete(slice);
    const plan = planGroup(own, group);
    create.push(...plan.create);
    update.push(...plan.update);
    remove.push(...plan.remove);
  }
  return { create, update, remove: [...remove, ...left] };
}

const keyOf = ({ targetRef, addresses }: Endpoint): string => targetRef?.uid ?? addresses.join();

function planGroup(slices: readonly EndpointSlice[], { ports, endpoints }: PortGroup): SlicePlan {
  const waiting = new Map(endpoints.map((endpoint) => [keyOf(endpoint), endpoint]));
  const kept = slices.map((slice) => {
    const stay = slice.endpoints.flatMap((old) => {
      const next = waiting.get(keyOf(old));
      if (!next) return [];
      waiting.delete(keyOf(old));
      return [deepEqual(next, old) ? old : next];
    });
    return {
      slice,
      stay,
      changed: stay.length < slice.endpoints.length || stay.some((one, i) => one !== slice.endpoints[i]),
    };
  });
  const added = [...waiting.values()];
  const room = (stay: readonly Endpoint[]): number => MAX_ENDPOINTS - stay.length;
  for (const one of kept) if (one.changed) one.stay.push(...added.splice(0, room(one.stay)));
  const fits = kept.filter(({ stay }) => added.length > 0 && room(stay) >= added.length);
  const [fullest] = fits.sort((a, b) => b.stay.length - a.stay.length);
  if (fullest) {
    fullest.stay.push(...added.splice(0));
    fullest.changed = true;
  }
  const create: { ports: readonly EndpointPort[]; endpoints: readonly Endpoint[] }[] = [];
  while (added.length > 0) create.push({ ports, endpoints: added.splice(0, MAX_ENDPOINTS) });
  const isPlaceholder = endpoints.length === 0;
  const remaining = kept.filter(({ stay }, i) => stay.length > 0 || (isPlaceholder && i === 0));
  if (isPlaceholder && slices.length === 0) create.push({ ports, endpoints: [] });
  return {
    create,
    update: remaining.filter(({ changed }) => changed).map(({ slice, stay }) => ({ ...slice, endpoints: stay })),
    remove: kept.filter((one) => !remaining.includes(one)).map(({ slice }) => slice),
  };
}
