import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod, PodSpec } from '../../model/core.ts';
import {
  createPodTemplate,
  daemonPodTolerations,
  newDaemonPod,
  replaceNodeNameAffinity,
  targetNode,
  targetNodeName,
} from './pod-template.ts';

const born = { uid: 'ds-uid', resourceVersion: '1', creationTimestamp: '2026-07-01T12:00:00Z' };

function daemonSet(name: string, spec: Partial<PodSpec> = {}, annotations?: Record<string, string>): DaemonSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'logging', ...born, annotations },
    spec: {
      template: {
        metadata: { labels: { app: 'web' }, annotations: { note: 'x' }, finalizers: ['example.com/f'] },
        spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
      },
      updateStrategy: {},
    },
    status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  };
}

function pod(spec: Partial<PodSpec>): Pod {
  const metadata = { name: 'web-abcde', namespace: 'logging', ...born };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [], ...spec }, status: {} };
}

const onNode = (...values: string[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values }] }],
    },
  },
});

describe('automatic tolerations', () => {
  it('§3.3 come after the user’s, in their order', () => {
    const own = { key: 'team', operator: 'Exists' };
    const list = daemonPodTolerations({ containers: [], tolerations: [own], hostNetwork: true });
    expect(list.map(({ key, effect }) => `${key}:${effect ?? ''}`)).toEqual([
      'team:',
      'node.kubernetes.io/not-ready:NoExecute',
      'node.kubernetes.io/unreachable:NoExecute',
      'node.kubernetes.io/disk-pressure:NoSchedule',
      'node.kubernetes.io/memory-pressure:NoSchedule',
      'node.kubernetes.io/pid-pressure:NoSchedule',
      'node.kubernetes.io/unschedulable:NoSchedule',
      'node.kubernetes.io/network-unavailable:NoSchedule',
    ]);
    expect(daemonPodTolerations({ containers: [] })).toHaveLength(6);
  });

  it('§21.4 one that the user wrote too is replaced where it stands and loses its seconds', () => {
    const own = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 30,
    };
    const list = daemonPodTolerations({ containers: [], tolerations: [own] });
    expect(list[0]).toEqual({ key: own.key, operator: 'Exists', effect: 'NoExecute' });
    expect(list).toHaveLength(6);
  });

  it('§3.3 a list that holds the automatic one in full is left as it is', () => {
    const full = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' };
    const brief = { ...full, tolerationSeconds: 30 };
    const list = daemonPodTolerations({ containers: [], tolerations: [brief, full] });
    expect(list.slice(0, 2)).toEqual([brief, full]);
  });

  it('§3.3 are for the Pods only: the template keeps its own', () => {
    const { template } = daemonSet('web').spec;
    createPodTemplate(template, 1, 'h');
    expect(template.spec.tolerations).toBeUndefined();
  });
});

describe('the node that a Pod is meant for', () => {
  it('§3.4 is where it is bound, else what the name field says', () => {
    expect(targetNodeName(pod({ nodeName: 'a', affinity: onNode('b') }))).toBe('a');
    expect(targetNodeName(pod({ affinity: onNode('b') }))).toBe('b');
  });

  it('§3.4 is unknown without a name field, or with two names', () => {
    expect(targetNodeName(pod({}))).toBeUndefined();
    expect(targetNode(pod({ affinity: onNode('a', 'b') }))).toEqual({
      error: "the matchFields value of 'metadata.name' is not unique for pod logging/web-abcde",
    });
  });

  it('§9.1 replaces required node affinity and keeps the rest', () => {
    const preferred = [{ weight: 1, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' }] } }];
    const affinity = {
      podAntiAffinity: { x: 1 },
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: preferred,
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }],
        },
      },
    };
    expect(replaceNodeNameAffinity(affinity, 'a')).toEqual({
      podAntiAffinity: { x: 1 },
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred, ...onNode('a').nodeAffinity },
    });
  });
});

describe('newDaemonPod', () => {
  const generation = { 'deprecated.daemonset.template.generation': '3' };

  it('§9.1 has the template’s metadata, both labels and one owner', () => {
    const ds = daemonSet('web', { nodeSelector: { os: 'linux' } }, generation);
    const draft = newDaemonPod(ds, ds.spec.template, '5d8f', 'node-1');
    expect(draft.metadata).toEqual({
      generateName: 'web-',
      namespace: 'logging',
      labels: { app: 'web', 'controller-revision-hash': '5d8f', 'pod-template-generation': '3' },
      annotations: { note: 'x' },
      finalizers: ['example.com/f'],
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'DaemonSet',
          name: 'web',
          uid: 'ds-uid',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
    expect(draft.spec).toMatchObject({ nodeSelector: { os: 'linux' }, affinity: onNode('node-1') });
    expect(draft.spec.nodeName).toBeUndefined();
  });

  it('§9.1 a generation that is no number is left out', () => {
    const ds = daemonSet('web', {}, { 'deprecated.daemonset.template.generation': 'three' });
    const { labels } = newDaemonPod(ds, ds.spec.template, 'h', 'n').metadata;
    expect(labels).toEqual({ app: 'web', 'controller-revision-hash': 'h' });
  });

  it('§9.1 a name that leaves no room for the dash goes without', () => {
    const name = 'a'.repeat(253);
    const ds = daemonSet(name);
    expect(newDaemonPod(ds, ds.spec.template, 'h', 'n').metadata.generateName).toBe(name);
  });
});
