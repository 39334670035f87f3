/** A Pod's requests and limits as quantities, for people to read. Follows PodRequestsAndLimits in kubectl/pkg/util/resource. */
import { type Container, type PodSpec, Quantity, type ResourceList } from '../../engine/index.ts';

export type Quantities = ReadonlyMap<string, Quantity>;

export function podQuantities(spec: PodSpec, list: 'requests' | 'limits'): Quantities {
  const sum = new Map<string, Quantity>();
  const of = (container: Container): Quantities => parsed(container.resources?.[list]);
  for (const container of spec.containers ?? []) addTo(sum, of(container));
  const sidecars = new Map<string, Quantity>();
  const init = new Map<string, Quantity>();
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      addTo(sum, of(container));
      addTo(sidecars, of(container));
      raiseTo(init, sidecars);
      continue;
    }
    const together = new Map<string, Quantity>();
    addTo(together, of(container));
    addTo(together, sidecars);
    raiseTo(init, together);
  }
  raiseTo(sum, init);
  for (const [name, amount] of parsed(spec.overhead)) {
    // What has no limit gets none by overhead.
    const known = sum.get(name);
    if (list === 'requests' || (known && known.sign !== 0)) sum.set(name, known ? known.add(amount) : amount);
  }
  return sum;
}

export function parsed(list: ResourceList | undefined): Quantities {
  return new Map(Object.entries(list ?? {}).map(([name, text]) => [name, Quantity.parse(String(text))]));
}

export function addTo(sum: Map<string, Quantity>, amounts: Quantities): void {
  for (const [name, amount] of amounts) sum.set(name, sum.get(name)?.add(amount) ?? amount);
}

function raiseTo(sum: Map<string, Quantity>, amounts: Quantities): void {
  for (const [name, amount] of amounts) {
    const known = sum.get(name);
    if (!known || amount.cmp(known) > 0) sum.set(name, amount);
  }
}
