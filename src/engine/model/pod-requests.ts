/** What a Pod asks of a node: requests, never limits or real use (§12.2). Follows component-helpers/resource/helpers.go. */
import type { Container, Pod, PodSpec } from './core.ts';
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

const known = new WeakMap<readonly Container[], Map<string, number>>();

/** The larger of all main containers together and of each init container in its turn, plus overhead. */
export function podRequests(spec: PodSpec): Amounts {
  const simple = !spec.initContainers?.length && !spec.overhead;
  const cached = simple ? known.get(spec.containers) : undefined;
  if (cached) return cached;
  const sum = new Map<string, number>();
  for (const container of spec.containers) addTo(sum, amountsOf(container.resources?.requests));
  if (simple) {
    known.set(spec.containers, sum);
    return sum;
  }
  const sidecars = new Map<string, number>();
  const init = new Map<string, number>();
  for (const container of spec.initContainers ?? []) {
    const requests = amountsOf(container.resources?.requests);
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
  raiseTo(sum, init);
  addTo(sum, amountsOf(spec.overhead));
  return sum;
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
