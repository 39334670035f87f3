/**
 * Whom a kubelet evicts when its machine runs short (§14): one Pod, by rank, never a critical one.
 * Follows pkg/kubelet/eviction. No use is measured here: a container uses what it asks for, and one that asks for
 * nothing uses a little, which is more than it asked for.
 */
import type { Node, Pod } from '../model/core.ts';
import { amountOf, podRequests } from '../model/pod-requests.ts';
import type { Pressure, Verdict } from '../store/records.ts';
import { draw } from '../time/draw.ts';
import { isCritical, priorityOf } from './critical.ts';

/** What the kubelet says that it reclaims. */
export const RESOURCE: { readonly [P in Pressure]: string } = {
  memory: 'memory',
  disk: 'ephemeral-storage',
  pid: 'pids',
};

/** Above its requests, then the lower priority, then whoever uses more: the first that is not critical. */
export function podToEvict(pods: readonly Pod[], pressure: Pressure, seed: string): Pod | undefined {
  const resource = RESOURCE[pressure];
  const rank = (pod: Pod) => ({ pod, exceeds: exceeds(pod, resource), use: useOf(pod, resource, seed) });
  const ranked = pods.filter((pod) => !isCritical(pod)).map(rank);
  ranked.sort((a, b) => {
    // Processes have no requests to exceed.
    if (pressure !== 'pid' && a.exceeds !== b.exceeds) return a.exceeds ? -1 : 1;
    return priorityOf(a.pod) - priorityOf(b.pod) || b.use - a.use;
  });
  return ranked[0]?.pod;
}

const requestsOf = (pod: Pod, resource: string): number => podRequests(pod.spec).get(resource) ?? 0;

function exceeds(pod: Pod, resource: string): boolean {
  return pod.spec.containers.some(({ resources }) => !resources?.requests?.[resource]);
}

/** What a container uses that asks for nothing: 20 to 80 MiB, in KiB. */
function unaskedKiB(pod: Pod, container: string, seed: string): number {
  return 20_480 + Math.floor(draw(seed, 'use', `${pod.metadata.uid}/${container}`) * 61_440);
}

function useOf(pod: Pod, resource: string, seed: string): number {
  let use = requestsOf(pod, resource);
  for (const { name, resources } of pod.spec.containers) {
    if (!resources?.requests?.[resource]) use += unaskedKiB(pod, name, seed) * 1024;
  }
  return use;
}

/** evictionMessage in helpers.go: the threshold that was met, and each container that uses more than it asked for. */
export function evictionVerdict(pod: Pod, node: Node, pressure: Pressure, seed: string): Verdict {
  const resource = RESOURCE[pressure];
  let message = `The node was low on resource: ${resource}. ${thresholdText(node, pressure)}`;
  if (pressure !== 'pid') {
    for (const { name, resources } of pod.spec.containers) {
      if (resources?.requests?.[resource]) continue;
      message += `Container ${name} was using ${unaskedKiB(pod, name, seed)}Ki, request is 0, has larger consumption of ${resource}. `;
    }
  }
  return { reason: 'Evicted', message, disruption: message };
}

/** The default hard thresholds: memory.available<100Mi, nodefs.available<10%; there is none for processes. */
function thresholdText(node: Node, pressure: Pressure): string {
  if (pressure === 'pid') return '';
  if (pressure === 'memory') return 'Threshold quantity: 100Mi, available: 92160Ki. ';
  const capacity = node.status.capacity?.['ephemeral-storage'];
  if (capacity === undefined) return '';
  const tenth = Math.floor(amountOf('ephemeral-storage', capacity) / 10);
  return `Threshold quantity: ${tenth}, available: ${Math.floor((tenth * 0.9) / 1024)}Ki. `;
}
