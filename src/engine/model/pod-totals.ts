/**
 * What a Pod requests and limits as a whole, as exact quantities: for quotas and limit ranges, which print them.
 * Follows component-helpers/resource/helpers.go.
 */
import type { Container, PodSpec, ResourceRequirements } from './core.ts';
import type { ResourceList } from './meta.ts';
import { addLists, amountIn, maxLists, namesOf } from './resource-list.ts';

type Side = keyof ResourceRequirements;

/** Amounts of the whole Pod, which override the sum of its containers. */
export function podLevelResources(spec: PodSpec): ResourceRequirements | undefined {
  return (spec as { readonly resources?: ResourceRequirements }).resources;
}

const isPodLevel = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

/** Main containers and sidecars together, or an init container in its turn, whichever is more; without overhead. */
export function podTotal(spec: PodSpec, side: Side): ResourceList {
  const of = (container: Container): ResourceList | undefined => container.resources?.[side];
  let sum: ResourceList = {};
  for (const container of spec.containers) sum = addLists(sum, of(container));
  let sidecars: ResourceList = {};
  let init: ResourceList = {};
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      sum = addLists(sum, of(container));
      sidecars = addLists(sidecars, of(container));
      init = maxLists(init, sidecars);
    } else init = maxLists(init, addLists(of(container), sidecars));
  }
  const total = maxLists(sum, init);
  const own = Object.entries(podLevelResources(spec)?.[side] ?? {}).filter(([name]) => isPodLevel(name));
  return own.length === 0 ? total : { ...total, ...Object.fromEntries(own) };
}

export function podRequestTotal(spec: PodSpec): ResourceList {
  return addLists(podTotal(spec, 'requests'), spec.overhead);
}

/** Overhead comes on top of what is limited; it limits nothing by itself. */
export function podLimitTotal(spec: PodSpec): ResourceList {
  const limits = podTotal(spec, 'limits');
  const limited = namesOf(spec.overhead).filter((name) => (amountIn(limits, name)?.sign ?? 0) !== 0);
  const overhead = Object.fromEntries(limited.map((name) => [name, spec.overhead?.[name] ?? '0']));
  return addLists(limits, overhead);
}
