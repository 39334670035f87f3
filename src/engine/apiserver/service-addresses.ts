/**
 * The addresses and node ports that a Service is given. Follows pkg/registry/core/service/storage/alloc.go for a
 * cluster of one family, with the ranges that kubeadm sets. What is taken is read from the Services themselves.
 */
import type { Draft, Obj } from '../model/kinds.ts';
import type { ServicePort, ServiceSpec } from '../model/network.ts';
import type { Reader } from '../store/plane.ts';
import { draw } from '../time/draw.ts';
import { invalid } from './errors.ts';
import type { StatusCause } from './status.ts';
import { resourceInfo } from './strategies/resource-info.ts';
import { asJson, invalidValue } from './validation/causes.ts';

/** 10.96.0.0/12, whose first addresses are kept for those that are asked for by number. */
const [FIRST, SIZE, STATIC] = [0x0a60_0000, 2 ** 20, 256];
const RANGE = '10.96.0.0/12';
const [FIRST_PORT, LAST_PORT] = [30_000, 32_767];

type AnyService = Draft<'Service'> | Obj<'Service'>;

export interface Allocation {
  readonly read: Reader;
  readonly seed: string;
}

/** Throws ApiError 422 for what is taken or out of range; `old` keeps what it has. */
export function withAddresses<T extends AnyService>(service: T, old: Obj<'Service'> | undefined, by: Allocation): T {
  const { type } = service.spec;
  if (type === 'ExternalName') return service;
  const { name = '', namespace } = service.metadata;
  const others = [...by.read.all('Service').values()].filter(
    ({ metadata }) => metadata.name !== name || metadata.namespace !== namespace,
  );
  const place: Place = { name, key: `${namespace}/${name}`, seed: by.seed };
  let spec: ServiceSpec = withFamilies(service.spec, old);
  if (spec.clusterIP !== 'None') spec = withClusterIP(spec, others, place);
  if (type === 'NodePort' || (type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false)) {
    spec = withNodePorts(spec, others, place);
  }
  return spec === service.spec ? service : { ...service, spec };
}

interface Place {
  readonly name: string;
  readonly key: string;
  readonly seed: string;
}

function withFamilies(spec: ServiceSpec, old: Obj<'Service'> | undefined): ServiceSpec {
  const open = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  const ipFamilyPolicy = spec.ipFamilyPolicy ?? old?.spec.ipFamilyPolicy ?? (open ? 'RequireDualStack' : 'SingleStack');
  const known = spec.ipFamilies ?? old?.spec.ipFamilies;
  const ipFamilies = known ?? (open && ipFamilyPolicy !== 'SingleStack' ? ['IPv4', 'IPv6'] : ['IPv4']);
  return spec.ipFamilyPolicy === ipFamilyPolicy && spec.ipFamilies ? spec : { ...spec, ipFamilyPolicy, ipFamilies };
}

function withClusterIP(spec: ServiceSpec, others: readonly Obj<'Service'>[], place: Place): ServiceSpec {
  const taken = new Set(others.map((one) => one.spec.clusterIP));
  const asked = spec.clusterIP;
  if (asked) {
    const why = taken.has(asked) ? 'provided IP is already allocated' : outOfRange(asked);
    if (why === undefined) return spec.clusterIPs?.length ? spec : { ...spec, clusterIPs: [asked] };
    const message = `failed to allocate IP ${asked}: ${why}`;
    throw refused(place, invalidValue('spec.clusterIPs', asJson([asked]), message));
  }
  let clusterIP = '';
  for (let n = 0; clusterIP === '' || taken.has(clusterIP); n += 1) {
    const drawn = draw(place.seed, 'cluster-ip', place.key, n);
    clusterIP = addressText(FIRST + STATIC + Math.floor(drawn * (SIZE - STATIC - 1)));
  }
  return { ...spec, clusterIP, clusterIPs: [clusterIP] };
}

function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.');
}

function outOfRange(text: string): string | undefined {
  const bytes = text.split('.').map(Number);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const inside = bytes.length === 4 && number > FIRST && number < FIRST + SIZE - 1;
  return inside ? undefined : `the provided IP (${text}) is not in the valid range. The range of valid IPs is ${RANGE}`;
}

function withNodePorts(spec: ServiceSpec, others: readonly Obj<'Service'>[], place: Place): ServiceSpec {
  const used = new Set(others.flatMap((one) => (one.spec.ports ?? []).map(portId)));
  const given = new Map<number, number>();
  const ports = (spec.ports ?? []).map((port, i): ServicePort => {
    const asked = port.nodePort || given.get(port.port);
    const nodePort = asked ?? freePort(port, used, `${place.key}/${i}`, place.seed);
    const field = `spec.ports[${i}].nodePort`;
    if (nodePort < FIRST_PORT || nodePort > LAST_PORT) {
      const why = `provided port is not in the valid range. The range of valid ports is ${FIRST_PORT}-${LAST_PORT}`;
      throw refused(place, invalidValue(field, nodePort, why));
    }
    const next = port.nodePort === nodePort ? port : { ...port, nodePort };
    if (used.has(portId(next)))
      throw refused(place, invalidValue(field, nodePort, 'provided port is already allocated'));
    used.add(portId(next));
    given.set(port.port, nodePort);
    return next;
  });
  return ports.every((port, i) => port === spec.ports?.[i]) ? spec : { ...spec, ports };
}

function portId({ protocol, nodePort }: ServicePort): string {
  return `${protocol}/${nodePort}`;
}

function freePort({ protocol }: ServicePort, used: ReadonlySet<string>, key: string, seed: string): number {
  for (let n = 0; ; n += 1) {
    const nodePort = FIRST_PORT + Math.floor(draw(seed, 'node-port', key, n) * (LAST_PORT - FIRST_PORT + 1));
    if (!used.has(`${protocol}/${nodePort}`)) return nodePort;
  }
}

function refused({ name }: Place, cause: StatusCause) {
  return invalid(resourceInfo('Service', '', 'services', 'svc', true), name, [cause]);
}
