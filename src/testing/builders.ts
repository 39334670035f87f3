/** Small complete objects for tests: say only what the test is about. */
import type { DaemonSet, DaemonSetUpdateStrategy } from '../engine/model/apps.ts';
import type { Node, Pod, Taint, Toleration } from '../engine/model/core.ts';
import type { Labels } from '../engine/model/meta.ts';
import { type Millis, timestamp } from '../engine/time/millis.ts';

export interface PodOptions {
  readonly name?: string;
  /** The node that it is bound to; `target` for one that is only meant for it. */
  readonly node?: string;
  readonly target?: string;
  readonly hash?: string;
  readonly ready?: boolean;
  readonly readySince?: Millis;
  readonly phase?: string;
  readonly deleting?: boolean;
  readonly born?: Millis;
  readonly tolerations?: readonly Toleration[];
}

export function buildPod(options: PodOptions = {}): Pod {
  const {
    name = 'web-x2x4z',
    node,
    target,
    hash,
    ready = false,
    readySince = 0,
    phase = 'Running',
    born = 0,
  } = options;
  const affinity = target && {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [target] }] }],
      },
    },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: timestamp(born),
      labels: hash === undefined ? { app: 'web' } : { app: 'web', 'controller-revision-hash': hash },
      ...(options.deleting ? { deletionTimestamp: timestamp(born + 30_000), deletionGracePeriodSeconds: 30 } : {}),
    },
    spec: {
      containers: [{ name: 'app', image: 'nginx:1.27' }],
      ...(node ? { nodeName: node } : {}),
      ...(affinity ? { affinity } : {}),
      ...(options.tolerations ? { tolerations: options.tolerations } : {}),
    },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: timestamp(readySince) }],
    },
  };
}

export interface NodeOptions {
  readonly labels?: Labels;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
}

export function buildNode(name: string, { labels, taints, unschedulable }: NodeOptions = {}): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: timestamp(0),
      labels: { ...labels },
    },
    spec: { ...(taints ? { taints } : {}), ...(unschedulable ? { unschedulable } : {}) },
    status: {
      allocatable: { cpu: '2', memory: '4Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

export function buildDaemonSet(
  name: string,
  updateStrategy: DaemonSetUpdateStrategy = { type: 'RollingUpdate' },
): DaemonSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: timestamp(0),
      generation: 1,
    },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image: 'nginx:1.27' }] },
      },
      updateStrategy,
    },
    status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  };
}
