import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '../../model/apps.ts';
import type { Pod, PodSpec } from '../../model/core.ts';
import {
  createPodTemplate,
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

describe('createPodTemplate', () => {
  it('§3.3 adds tolerations to the Pods only: the template keeps its own', () => {
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

  it('§9.1 a prefix that is no name of a Pod goes without the dash', () => {
    const generateName = (name: string) => {
      const ds = daemonSet(name);
      return newDaemonPod(ds, ds.spec.template, 'h', 'n').metadata.generateName;
    };
    expect(generateName('Web')).toBe('Web');
    // The API server cuts long ones; the controller does not.
    expect(generateName('a'.repeat(253))).toBe(`${'a'.repeat(253)}-`);
  });
});
