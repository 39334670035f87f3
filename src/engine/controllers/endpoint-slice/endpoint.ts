/** What a Pod is to a Service: an address, its ports, and what may be sent there. Follows k8s.io/endpointslice/utils.go. */
import type { Node, Pod } from '../../model/core.ts';
import type { Endpoint, EndpointPort, Service, ServicePort } from '../../model/network.ts';
import { isPodReady, isTerminal, isTerminating } from '../../model/pods.ts';

const ZONE = 'topology.kubernetes.io/zone';

/** Follows ShouldPodBeInEndpoints: those that end are listed until they have. */
export function hasEndpoint(pod: Pod): boolean {
  return !isTerminal(pod) && addressesOf(pod).length > 0;
}

function addressesOf({ status }: Pod): readonly string[] {
  return (status.podIPs ?? []).map(({ ip }) => ip);
}

export function endpointOf(pod: Pod, node: Node | undefined, { spec }: Service): Endpoint {
  const { namespace, name, uid } = pod.metadata;
  const serving = isPodReady(pod);
  const terminating = isTerminating(pod);
  const ready = spec.publishNotReadyAddresses === true || (serving && !terminating);
  const zone = node?.metadata.labels?.[ZONE];
  return {
    addresses: addressesOf(pod),
    conditions: { ready, serving, terminating },
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    ...(zone ? { zone } : {}),
  };
}

/** A port whose name no container of the Pod has is left out. */
export function endpointPorts(pod: Pod, { spec }: Service): readonly EndpointPort[] {
  return (spec.ports ?? []).flatMap((port): EndpointPort[] => {
    const number = findPort(pod, port);
    if (number === undefined) return [];
    const { name = '', protocol, appProtocol } = port;
    return [{ name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

interface NamedPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

function findPort({ spec }: Pod, { targetPort, port, protocol }: ServicePort): number | undefined {
  if (typeof targetPort !== 'string') return targetPort ?? port;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  for (const { ports } of [...spec.containers, ...sidecars]) {
    const found = ((ports ?? []) as readonly NamedPort[]).find(
      (one) => one.name === targetPort && one.protocol === protocol,
    );
    if (found) return found.containerPort;
  }
  return undefined;
}
