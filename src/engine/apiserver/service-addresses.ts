/**
 * The addresses and node ports that the API server gives to Services, never to two at once.
 * Follows pkg/registry/core/service/storage/alloc.go and the allocators of pkg/registry/core/service/{ipallocator,portallocator}.
 */
import type { Draft, Kind } from '../model/kinds.ts';
import type { Service, ServicePort } from '../model/network.ts';
import type { Reader } from '../store/tables.ts';
import { draw } from '../time/draw.ts';
import { invalid } from './errors.ts';
import { strategies } from './strategies.ts';
import { invalidValue } from './validation/causes.ts';

/** 10.96.0.0/12, kubeadm's default; addresses are drawn from above the first 256, which are kept for those who ask. */
const NETWORK = (10 << 24) | (96 << 16);
const SIZE = 1 << 20;
const RESERVED = 256;
/** 30000 to 32767, of which the first 86 are kept. */
const FIRST_PORT = 30_000;
const PORTS = 2768;
const RESERVED_PORTS = 86;

/** A Service gets its addresses; other kinds have none to get. Throws 422 for an address or port that is taken. */
export function withAllocation<K extends Kind>(kind: K, draft: Draft<K>, read: Reader, seed: string): Draft<K> {
  if (kind !== 'Service') return draft;
  return withAddresses(draft as unknown as Draft<'Service'>, read, seed) as unknown as Draft<K>;
}

function withAddresses(draft: Draft<'Service'>, read: Reader, seed: string): Draft<'Service'> {
  const { type } = draft.spec;
  if (type === 'ExternalName') return draft;
  const others = [...read.all('Service').values()];
  const key = `${draft.metadata.namespace}/${draft.metadata.name}`;
  const clusterIP = draft.spec.clusterIP || freeAddress(others, key, seed);
  if (clusterIP !== 'None' && others.some(({ spec }) => spec.clusterIP === clusterIP)) {
    const why = `failed to allocate IP ${clusterIP}: provided IP is already allocated`;
    const cause = invalidValue('spec.clusterIPs', { json: `["${clusterIP}"]` }, why);
    throw invalid(strategies.Service.resource, draft.metadata.name ?? '', [cause]);
  }
  const ports =
    type === 'NodePort' || type === 'LoadBalancer' ? withNodePorts(draft, others, key, seed) : draft.spec.ports;
  const families = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' };
  return { ...draft, spec: { ...families, ...draft.spec, clusterIP, clusterIPs: [clusterIP], ports } };
}

function freeAddress(others: readonly Service[], key: string, seed: string): string {
  const taken = new Set(others.map(({ spec }) => spec.clusterIP));
  for (let n = 0; ; n += 1) {
    const host = RESERVED + Math.floor(draw(seed, 'cluster-ip', key, n) * (SIZE - RESERVED - 1));
    const address = addressText(NETWORK + host);
    if (!taken.has(address)) return address;
  }
}

function addressText(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
}

function withNodePorts(
  { metadata, spec }: Draft<'Service'>,
  others: readonly Service[],
  key: string,
  seed: string,
): readonly ServicePort[] {
  const taken = new Set(others.flatMap((other) => (other.spec.ports ?? []).map(({ nodePort }) => nodePort)));
  return (spec.ports ?? []).map((port, i) => {
    if (port.nodePort && taken.has(port.nodePort)) {
      const cause = invalidValue(`spec.ports[${i}].nodePort`, port.nodePort, 'provided port is already allocated');
      throw invalid(strategies.Service.resource, metadata.name ?? '', [cause]);
    }
    for (let n = 0; !port.nodePort; n += 1) {
      const offset = RESERVED_PORTS + Math.floor(draw(seed, `node-port${i}`, key, n) * (PORTS - RESERVED_PORTS));
      const nodePort = FIRST_PORT + offset;
      if (taken.has(nodePort)) continue;
      taken.add(nodePort);
      return { ...port, nodePort };
    }
    taken.add(port.nodePort);
    return port;
  });
}
