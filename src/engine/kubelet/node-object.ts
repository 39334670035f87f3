/** The Node object that a kubelet registers, and where its heartbeats stand. Follows pkg/kubelet/nodestatus. */
import type { Taint } from '../model/core.ts';
import type { Draft } from '../model/kinds.ts';
import type { Condition, Labels, ResourceList } from '../model/meta.ts';
import type { Machine, Pressure } from '../store/records.ts';
import { type Millis, timestamp } from '../time/millis.ts';

/** How a machine is to join the cluster. */
export interface NodeSpec {
  readonly name: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly taints?: readonly Taint[];
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
}

export const KUBELET_VERSION = 'v1.37.2';
/** How often a kubelet says that it is alive. */
export const HEARTBEAT: Millis = 4000;

export function nodeIp(index: number): string {
  ips[index] ??= `10.0.${Math.floor(index / 250)}.${(index % 250) + 2}`;
  return ips[index] ?? '';
}

/** Of the machines that were asked for so far, by their index: the same text each time. */
const ips: string[] = [];

let lastResources = { cpu: '', memory: '', pods: '' };

/** The same object for machines of the same size that join one after the other. A cache only. */
function resourcesOf(cpu: string, memory: string, pods: string): ResourceList {
  const isSame = lastResources.cpu === cpu && lastResources.memory === memory && lastResources.pods === pods;
  if (!isSame) lastResources = { cpu, memory, pods };
  return lastResources;
}

export function newNode(spec: NodeSpec, index: number, now: Millis): Draft<'Node'> {
  const { name, cpu = '2', memory = '4Gi', pods = '110' } = spec;
  const resources = resourcesOf(cpu, memory, pods);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...spec.labels,
      },
      annotations: spec.annotations,
    },
    spec: { taints: spec.taints?.length ? spec.taints : undefined },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: nodeConditions([], now),
      addresses: [
        { type: 'InternalIP', address: nodeIp(index) },
        { type: 'Hostname', address: name },
      ],
      nodeInfo: {
        kubeletVersion: KUBELET_VERSION,
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        kernelVersion: '6.1.0',
        containerRuntimeVersion: 'containerd://2.1.0',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  };
}

/** The conditions of a machine that is heard; `pressure` is what it is short of. */
export function nodeConditions(pressure: readonly Pressure[], now: Millis): readonly Condition[] {
  const at = timestamp(now);
  const condition = (type: string, status: string, reason: string, message: string): Condition => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: at,
    lastTransitionTime: at,
  });
  return [
    pressure.includes('memory')
      ? condition('MemoryPressure', 'True', 'KubeletHasInsufficientMemory', 'kubelet has insufficient memory available')
      : condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    pressure.includes('disk')
      ? condition('DiskPressure', 'True', 'KubeletHasDiskPressure', 'kubelet has disk pressure')
      : condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    pressure.includes('pid')
      ? condition('PIDPressure', 'True', 'KubeletHasInsufficientPID', 'kubelet has insufficient PID available')
      : condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}

/**
 * When a machine's kubelet was last heard. Heartbeats are computed, never stored, so a healthy node costs nothing.
 */
export function lastHeartbeat(machine: Machine, now: Millis): Millis {
  const until = machine.silentSince ?? now;
  return machine.since + Math.floor((until - machine.since) / HEARTBEAT) * HEARTBEAT;
}
