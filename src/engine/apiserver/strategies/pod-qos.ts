/** The quality-of-service class of a Pod, set once at creation. Follows ComputePodQOS in pkg/apis/core/v1/helper/qos. */
import type { Container, PodSpec } from '../../model/core.ts';
import type { ResourceList } from '../../model/meta.ts';
import { Quantity } from '../../model/quantity.ts';
import { memoised } from '../defaults/fill.ts';

const computeResources = ['cpu', 'memory'];

interface Claims {
  /** No container asks for or limits anything. */
  readonly none: boolean;
  /** Every container limits both resources, and asks for no less than the limit. */
  readonly full: boolean;
}

const claimsOf = memoised((containers: readonly Container[]): Claims => {
  let none = true;
  let full = true;
  for (const { resources = {} } of containers) {
    const limits = positive(resources.limits);
    const requests = positive(resources.requests);
    if (limits.size > 0 || requests.size > 0) none = false;
    full &&= computeResources.every((name) => {
      const limit = limits.get(name);
      return limit !== undefined && (requests.get(name)?.cmp(limit) ?? 0) === 0;
    });
  }
  return { none, full };
});

function positive(list: ResourceList = {}): Map<string, Quantity> {
  const amounts = new Map<string, Quantity>();
  for (const name of computeResources) {
    const amount = list[name];
    if (amount === undefined) continue;
    const quantity = Quantity.parse(String(amount));
    if (quantity.sign > 0) amounts.set(name, quantity);
  }
  return amounts;
}

/** `BestEffort`, `Burstable` or `Guaranteed`. */
export function qosClass({ containers, initContainers = [] }: PodSpec): string {
  const claims = [claimsOf(containers), claimsOf(initContainers)];
  if (claims.every(({ none }) => none)) return 'BestEffort';
  return claims.every(({ full }) => full) ? 'Guaranteed' : 'Burstable';
}
