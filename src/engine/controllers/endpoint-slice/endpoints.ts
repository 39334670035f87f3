/** Which Pods stand behind a Service, at which ports. Follows k8s.io/endpointslice/utils.go. */
import type { Node, Pod } from '../../model/core.ts';
import type { Endpoint, EndpointPort, Service } from '../../model/network.ts';
import { isPodReady, isTerminal, isTerminating } from '../../model/pods.ts';

const ZONE = 'topology.kubernetes.io/zone';

/** Endpoints that share their ports. */
export interface PortGroup {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

export function isBehind({ spec, metadata }: Service, pod: Pod): boolean {
  const { selector } = spec;
  if (!selector || metadata.namespace !== pod.metadata.namespace) return false;
  return Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value);
}

/** What of a Pod an endpoint shows: a change of anything else leaves the slices alone. */
export function endpointFacts(pod: Pod): string {
  const { status, spec, metadata } = pod;
  return [
    status.podIP,
    spec.nodeName,
    isPodReady(pod),
    isTerminal(pod),
    metadata.deletionTimestamp !== undefined,
  ].join();
}

export function portGroups(
  service: Service,
  pods: readonly Pod[],
  nodeOf: (name: string) => Node | undefined,
): readonly PortGroup[] {
  const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>();
  for (const pod of pods) {
    if (isTerminal(pod) || !pod.status.podIP) continue;
    const ports = endpointPorts(service, pod);
    const key = JSON.stringify(ports);
    let group = groups.get(key);
    if (!group) {
      group = { ports, endpoints: [] };
      groups.set(key, group);
    }
    group.endpoints.push(endpointOf(service, pod, nodeOf(pod.spec.nodeName ?? '')));
  }
  return [...groups.values()];
}

function endpointOf({ spec }: Service, pod: Pod, node: Node | undefined): Endpoint {
  const { name, namespace, uid } = pod.metadata;
  const serving = isPodReady(pod);
  const terminating = isTerminating(pod);
  const zone = node?.metadata.labels?.[ZONE];
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready: spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** A named target port is looked up in the Pod; one that the Pod does not have is left out. */
function endpointPorts({ spec }: Service, pod: Pod): readonly EndpointPort[] {
  const ports = (spec.ports ?? []).flatMap(({ name = '', protocol = 'TCP', port, targetPort = port, appProtocol }) => {
    const number = typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort, protocol);
    if (number === undefined) return [];
    return [{ name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
  return ports.length === 0 && spec.clusterIP === 'None' ? [{ name: '', protocol: 'TCP' }] : ports;
}

function namedPort({ spec }: Pod, name: string, protocol: string): number | undefined {
  for (const { ports = [] } of spec.containers) {
    const found = ports.find((port) => port.name === name && (port.protocol ?? 'TCP') === protocol);
    if (found) return found.containerPort;
  }
  return undefined;
}
