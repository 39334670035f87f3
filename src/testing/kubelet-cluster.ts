/** A cluster for tests of a kubelet: bare Pods bound past the scheduler, and what they and their events say. */
import type { Cluster, ContainerStatus, Draft, Pod } from '../engine/index.ts';

export function barePod(
  name: string,
  spec: Partial<Pod['spec']> = {},
  container: Partial<Pod['spec']['containers'][number]> = {},
): Draft<'Pod'> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'app:1', ...container }], ...spec },
  };
}

export const podOf = (cluster: Cluster, name: string): Pod => cluster.api.get('Pod', { namespace: 'default', name });

export function statusOf(cluster: Cluster, pod: string, container = 'app'): ContainerStatus {
  const { containerStatuses = [], initContainerStatuses = [] } = podOf(cluster, pod).status;
  const found = [...initContainerStatuses, ...containerStatuses].find(({ name }) => name === container);
  if (!found) throw new Error(`${pod} has no container ${container}`);
  return found;
}

/** `type reason message xN` of all events about an object, in the order of their first time. */
export function eventsOf(cluster: Cluster, name: string): readonly string[] {
  return [...cluster.state.all('Event').values()]
    .filter(({ involvedObject }) => involvedObject.name === name)
    .map(({ type, reason, message, count }) => `${type} ${reason} ${message}${count > 1 ? ` x${count}` : ''}`);
}

/** Lets so much virtual time pass, in milliseconds. */
export const pass = (cluster: Cluster, millis: number): void => cluster.runUntil(cluster.now + millis);
