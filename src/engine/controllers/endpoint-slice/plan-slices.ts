/**
 * How a Service's endpoints are spread over slices of at most a hundred, with few writes: what stands in a slice stays
 * there. Follows reconcileByPortMapping and finalize in k8s.io/endpointslice/reconciler.go.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Labels } from '../../model/meta.ts';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../model/network.ts';

export const MAX_ENDPOINTS = 100;

/** Endpoints with the same ports share slices. */
export interface PortGroup {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

export interface SliceContent extends PortGroup {
  readonly labels: Labels;
}

export interface SlicePlan {
  readonly create: readonly SliceContent[];
  readonly update: readonly { readonly slice: EndpointSlice; readonly content: SliceContent }[];
  readonly remove: readonly EndpointSlice[];
}

export function planSlices(
  groups: readonly PortGroup[],
  existing: readonly EndpointSlice[],
  labels: Labels,
): SlicePlan {
  const create: SliceContent[] = [];
  const changed = new Map<EndpointSlice, SliceContent>();
  const remove = new Set<EndpointSlice>(existing);
  for (const group of groups) {
    const own = existing.filter(({ ports = [] }) => deepEqual(ports, group.ports));
    const filled = fillSlices(group, own);
    for (const [slice, endpoints] of filled.kept) {
      remove.delete(slice);
      const same = endpoints.length === slice.endpoints.length && deepEqual(endpoints, slice.endpoints);
      if (!same || !deepEqual(slice.metadata.labels, labels)) {
        changed.set(slice, { ports: group.ports, endpoints, labels });
      }
    }
    for (const endpoints of filled.more) create.push({ ports: group.ports, endpoints, labels });
  }
  // A Service without endpoints has a slice that says so.
  if (create.length === 0 && remove.size === existing.length) {
    const empty: SliceContent = { ports: [], endpoints: [], labels };
    const kept = existing.find((slice) => isContent(slice, empty));
    if (kept) remove.delete(kept);
    else create.push(empty);
  }
  return reuse(create, changed, [...remove]);
}

function isContent(slice: EndpointSlice, { ports, endpoints, labels }: SliceContent): boolean {
  return (
    deepEqual(slice.ports ?? [], ports) &&
    deepEqual(slice.endpoints, endpoints) &&
    deepEqual(slice.metadata.labels, labels)
  );
}

/** A new slice and one to be removed are one that changes. */
function reuse(
  create: readonly SliceContent[],
  changed: ReadonlyMap<EndpointSlice, SliceContent>,
  remove: readonly EndpointSlice[],
): SlicePlan {
  const pairs = Math.min(create.length, remove.length);
  const reused = create.slice(0, pairs).flatMap((content, i) => {
    const slice = remove[i];
    return slice ? [{ slice, content }] : [];
  });
  const update = [...changed].map(([slice, content]) => ({ slice, content }));
  return { create: create.slice(pairs), update: [...update, ...reused], remove: remove.slice(pairs) };
}

interface Filled {
  /** Slices that stay, with what they hold then. */
  readonly kept: ReadonlyMap<EndpointSlice, readonly Endpoint[]>;
  readonly more: readonly (readonly Endpoint[])[];
}

function fillSlices({ endpoints }: PortGroup, own: readonly EndpointSlice[]): Filled {
  const left = new Map(endpoints.map((endpoint) => [idOf(endpoint), endpoint]));
  const kept = new Map<EndpointSlice, readonly Endpoint[]>();
  const touched: EndpointSlice[] = [];
  for (const slice of own) {
    const stay = slice.endpoints.flatMap((endpoint) => take(left, idOf(endpoint)));
    if (stay.length === 0) continue;
    kept.set(slice, stay);
    if (!deepEqual(stay, slice.endpoints)) touched.push(slice);
  }
  // Slices that are written anyway are filled first, the fullest of them before the others.
  touched.sort((a, b) => (kept.get(b)?.length ?? 0) - (kept.get(a)?.length ?? 0));
  for (const slice of touched) {
    const stay = kept.get(slice) ?? [];
    kept.set(slice, [...stay, ...takeFirst(left, MAX_ENDPOINTS - stay.length)]);
  }
  const more: (readonly Endpoint[])[] = [];
  while (left.size > 0) {
    const roomy = left.size < MAX_ENDPOINTS ? fullestWithRoom(kept, left.size) : undefined;
    if (roomy) kept.set(roomy, [...(kept.get(roomy) ?? []), ...takeFirst(left, left.size)]);
    else more.push(takeFirst(left, MAX_ENDPOINTS));
  }
  return { kept, more };
}

function idOf({ targetRef, addresses }: Endpoint): string {
  return targetRef?.uid ?? addresses.join();
}

function take(left: Map<string, Endpoint>, id: string): Endpoint[] {
  const found = left.get(id);
  left.delete(id);
  return found ? [found] : [];
}

function takeFirst(left: Map<string, Endpoint>, count: number): Endpoint[] {
  return [...left.keys()].slice(0, count).flatMap((id) => take(left, id));
}

function fullestWithRoom(kept: Filled['kept'], count: number): EndpointSlice | undefined {
  let best: EndpointSlice | undefined;
  let least = MAX_ENDPOINTS;
  for (const [slice, endpoints] of kept) {
    const room = MAX_ENDPOINTS - endpoints.length - count;
    if (room >= 0 && room < least) [best, least] = [slice, room];
  }
  return best;
}
