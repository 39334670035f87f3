/** What a Pod asks of a node: requests, never limits or real use (§12.2). Follows component-helpers/resource/helpers.go. */
import type { Container, Pod, PodSpec, ResourceRequirements } from './core.ts';
import type { QuantityText, ResourceList } from './meta.ts';
import { milliOf, valueOfQuantity } from './quantity.ts';

/** Amounts by resource name: cpu in thousandths of a core, everything else in its own unit. */
export type Amounts = ReadonlyMap<string, number>;

export function amountOf(resource: string, text: QuantityText): number {
  return resource === 'cpu' ? milliOf(text) : valueOfQuantity(text);
}

export function amountsOf(list: ResourceList | undefined): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const [resource, text] of Object.entries(list ?? {})) amounts.set(resource, amountOf(resource, text));
  return amounts;
}

function addTo(sum: Map<string, number>, amounts: Amounts): void {
  for (const [resource, amount] of amounts) sum.set(resource, (sum.get(resource) ?? 0) + amount);
}

function raiseTo(sum: Map<string, number>, amounts: Amounts): void {
  for (const [resource, amount] of amounts) sum.set(resource, Math.max(sum.get(resource) ?? 0, amount));
}

const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

const NOTHING_ASSUMED: Amounts = new Map();
/** What scores assume of a container that asks for nothing (pkg/scheduler/util/pod_resources.go). */
const SCORED_AT_LEAST: Amounts = new Map([
  ['cpu', 100],
  ['memory', 200 * 1024 * 1024],
]);

type Known = WeakMap<readonly Container[], Amounts>;
const known: Known = new WeakMap();
const knownForScores: Known = new WeakMap();

/** The larger of all main containers together and of each init container in its turn, plus overhead. */
export function podRequests(spec: PodSpec): Amounts {
  return requestsOf(spec, NOTHING_ASSUMED, known);
}

/** As podRequests, where each container asks for at least a little cpu and memory. */
export function nonZeroPodRequests(spec: PodSpec): Amounts {
  return requestsOf(spec, SCORED_AT_LEAST, knownForScores);
}

function requestsOf(spec: PodSpec, assumed: Amounts, cache: Known): Amounts {
  const podLevel = (spec.resources as ResourceRequirements | null | undefined)?.requests;
  const simple = !spec.initContainers?.length && !spec.overhead && !podLevel;
  const cached = simple ? cache.get(spec.containers) : undefined;
  if (cached) return cached;
  const sum = new Map<string, number>();
  for (const container of spec.containers) addTo(sum, containerRequests(container, assumed));
  if (simple) {
    cache.set(spec.containers, sum);
    return sum;
  }
  raiseTo(sum, initRequests(spec.initContainers ?? [], assumed, sum));
  for (const [resource, amount] of amountsOf(podLevel)) sum.set(resource, amount);
  addTo(sum, amountsOf(spec.overhead));
  return sum;
}

/** The most that any moment of the start needs. Sidecars go on running, so they also count in `sum`. */
function initRequests(containers: readonly Container[], assumed: Amounts, sum: Map<string, number>): Amounts {
  const sidecars = new Map<string, number>();
  const init = new Map<string, number>();
  for (const container of containers) {
    const requests = containerRequests(container, assumed);
    if (isSidecar(container)) {
      addTo(sum, requests);
      addTo(sidecars, requests);
      raiseTo(init, sidecars);
    } else {
      const together = new Map(sidecars);
      addTo(together, requests);
      raiseTo(init, together);
    }
  }
  return init;
}

function containerRequests(container: Container, assumed: Amounts): Amounts {
  const requests = amountsOf(container.resources?.requests);
  for (const [resource, amount] of assumed) if (!requests.has(resource)) requests.set(resource, amount);
  return requests;
}

/** A host port that a Pod holds; `0.0.0.0` holds it on every address. */
export interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

export function hostPorts(pod: Pick<Pod, 'spec'>): readonly HostPort[] {
  const ports: HostPort[] = [];
  for (const container of pod.spec.containers) {
    for (const { hostPort, hostIP, protocol } of container.ports ?? []) {
      if (hostPort) ports.push({ ip: hostIP || '0.0.0.0', protocol: protocol || 'TCP', port: hostPort });
    }
  }
  return ports;
}

export function portsConflict(a: HostPort, b: HostPort): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol) return false;
  return a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0';
}
