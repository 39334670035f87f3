/** kubectl describe node (§15.6). Follows describeNode in kubectl/pkg/describe/describe.go. */
import type { Event, Lease, Millis, Node, Pod, ResourceList } from '../../engine/index.ts';
import { nodeRoles } from '../printers/node-roles.ts';
import { withEvents } from './events.ts';
import { annotationText, compare, line, listed, longTime, pairLines, taintLines } from './lines.ts';
import { nodeResourcesText } from './node-resources.ts';

interface NodeFacts {
  readonly lease: Pick<Lease, 'spec'> | undefined;
  /** Those of the node that have not ended. */
  readonly pods: readonly Pod[];
  readonly events: readonly Event[] | undefined;
}

export function describeNode(node: Node, { lease, pods, events }: NodeFacts, now: Millis): string {
  const { metadata, spec = {}, status } = node;
  const {
    podCIDR,
    podCIDRs = [],
    providerID,
  } = spec as Node['spec'] & {
    readonly podCIDRs?: readonly string[];
    readonly providerID?: string;
  };
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Roles:\t${nodeRoles(node)}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    line(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`),
    listed('Taints', taintLines(spec.taints)),
    line(0, `Unschedulable:\t${spec.unschedulable ?? false}`),
    leaseText(metadata.name, lease),
    conditionsText(node),
    line(0, 'Addresses:'),
    ...(status.addresses ?? []).map(({ type, address }) => line(1, `${type}:\t${address}`)),
    amountsText('Capacity', status.capacity),
    amountsText('Allocatable', status.allocatable),
    systemText(status.nodeInfo ?? {}),
    podCIDR ? line(0, `PodCIDR:\t${podCIDR}`) : '',
    podCIDRs.length > 0 ? line(0, `PodCIDRs:\t${podCIDRs.join(',')}`) : '',
    providerID ? line(0, `ProviderID:\t${providerID}`) : '',
    nodeResourcesText(node, pods, now),
  ];
  return withEvents(text.join(''), events, now);
}

function leaseText(name: string, lease: Pick<Lease, 'spec'> | undefined): string {
  if (!lease) return line(0, `Lease:\tFailed to get lease: leases.coordination.k8s.io "${name}" not found`);
  const { holderIdentity, acquireTime, renewTime } = lease.spec;
  const time = (at: string | undefined): string => (at === undefined ? '<unset>' : longTime(at));
  return [
    line(0, 'Lease:'),
    line(1, `HolderIdentity:\t${holderIdentity ?? '<unset>'}`),
    line(1, `AcquireTime:\t${time(acquireTime)}`),
    line(1, `RenewTime:\t${time(renewTime)}`),
  ].join('');
}

function conditionsText({ status: { conditions = [] } }: Node): string {
  if (conditions.length === 0) return '';
  return [
    line(0, 'Conditions:'),
    line(1, 'Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage'),
    line(1, '----\t------\t-----------------\t------------------\t------\t-------'),
    ...conditions.map(({ type, status, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' }) => {
      const times = `${longTime(lastHeartbeatTime)} \t${longTime(lastTransitionTime)} `;
      return line(1, `${type} \t${status} \t${times}\t${reason} \t${message}`);
    }),
  ].join('');
}

function amountsText(title: string, list: ResourceList | undefined): string {
  const entries = Object.entries(list ?? {}).sort(([a], [b]) => compare(a, b));
  if (entries.length === 0) return '';
  return line(0, `${title}:`) + entries.map(([name, amount]) => line(1, `${name}:\t${amount}`)).join('');
}

const SYSTEM: readonly (readonly [string, string])[] = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
];

function systemText(info: Readonly<Record<string, string>>): string {
  return line(0, 'System Info:') + SYSTEM.map(([title, field]) => line(1, `${title}:\t${info[field] ?? ''}`)).join('');
}
