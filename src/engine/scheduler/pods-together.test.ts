import { describe, expect, it } from 'vitest';
import { testCluster } from '../../testing/test-cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { Pod, PodSpec } from '../model/core.ts';
import { podCondition } from '../model/pods.ts';
import { priorityOf } from './cluster-view.ts';

const zone = (name: string, value: string) => ({ name, labels: { 'topology.kubernetes.io/zone': value } });
const ZONES = [zone('node-1', 'a'), zone('node-2', 'a'), zone('node-3', 'b')];

function createPod(cluster: Cluster, name: string, app: string, spec: Partial<PodSpec> = {}): Pod {
  cluster.api.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app } },
    spec: { containers: [{ name: 'app', image: 'nginx:1.27' }], ...spec },
  });
  cluster.runUntil(cluster.now + 500);
  return cluster.api.get('Pod', { namespace: 'default', name });
}

const term = (app: string, topologyKey = 'topology.kubernetes.io/zone') => ({
  topologyKey,
  labelSelector: { matchLabels: { app } },
});
const required = (which: 'podAffinity' | 'podAntiAffinity', app: string, topologyKey?: string): Partial<PodSpec> => ({
  affinity: { [which]: { requiredDuringSchedulingIgnoredDuringExecution: [term(app, topologyKey)] } },
});
const on = (node: string): Partial<PodSpec> => ({ nodeSelector: { 'kubernetes.io/hostname': node } });
/** The first half of what the Pod says of its refusal. */
const why = (pod: Pod) => podCondition(pod, 'PodScheduled')?.message?.split(' preemption: ')[0];

describe('§12.2 InterPodAffinity', () => {
  it('wants its Pods in the same domain, unless it is the first of them itself', () => {
    const cluster = testCluster({ nodes: ZONES });
    const alone = createPod(cluster, 'alone', 'web', required('podAffinity', 'db'));
    expect(why(alone)).toBe("0/3 nodes are available: 3 node(s) didn't match pod affinity rules.");
    expect(createPod(cluster, 'first', 'cache', required('podAffinity', 'cache')).spec.nodeName).toBeDefined();
    createPod(cluster, 'db', 'db', on('node-3'));
    // The Pod that came lets the one that waited for it in.
    expect(cluster.api.get('Pod', { namespace: 'default', name: 'alone' }).spec.nodeName).toBe('node-3');
  });

  it('keeps away from Pods it does not want near, and from those that do not want it', () => {
    const cluster = testCluster({ nodes: ZONES });
    createPod(cluster, 'db', 'db', on('node-1'));
    expect(createPod(cluster, 'shy', 'web', required('podAntiAffinity', 'db')).spec.nodeName).toBe('node-3');
    createPod(cluster, 'db-2', 'db', { ...on('node-2'), ...required('podAntiAffinity', 'noise', 'kubernetes.io/os') });
    expect(why(createPod(cluster, 'shy-2', 'web', { ...on('node-2'), ...required('podAntiAffinity', 'db') }))).toBe(
      "0/3 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 2 node(s) didn't match Pod's node affinity/selector.",
    );
    expect(why(createPod(cluster, 'noise', 'noise'))).toBe(
      "0/3 nodes are available: 3 node(s) didn't satisfy existing pods anti-affinity rules.",
    );
  });
});

describe('§12.2 PodTopologySpread', () => {
  const spread = (whenUnsatisfiable: string): Partial<PodSpec> => ({
    topologySpreadConstraints: [{ ...term('web'), maxSkew: 1, whenUnsatisfiable }],
  });

  it('refuses a node whose domain is ahead of the emptiest by more than maxSkew, or that has no such label', () => {
    const cluster = testCluster({ nodes: [...ZONES, { name: 'node-4' }] });
    createPod(cluster, 'web-1', 'web', on('node-1'));
    // node-3 cannot be chosen, yet its zone stays the emptiest: nodeTaintsPolicy is Ignore.
    cluster.api.patch('Node', { name: 'node-3' }, { type: 'merge', body: { spec: { unschedulable: true } } });
    cluster.runUntil(cluster.now + 500);
    expect(why(createPod(cluster, 'web-2', 'web', spread('DoNotSchedule')))).toBe(
      "0/4 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required label), 1 node(s) were unschedulable, 2 node(s) didn't match pod topology spread constraints.",
    );
    cluster.api.patch('Node', { name: 'node-3' }, { type: 'merge', body: { spec: { unschedulable: false } } });
    cluster.runUntil(cluster.now + 500);
    expect(why(createPod(cluster, 'web-3', 'web', { ...spread('DoNotSchedule'), ...on('node-4') }))).toContain(
      'missing required label',
    );
  });

  it('a soft constraint only prefers', () => {
    const cluster = testCluster({ nodes: ZONES });
    createPod(cluster, 'web-1', 'web', on('node-3'));
    expect(createPod(cluster, 'web-2', 'web', spread('ScheduleAnyway')).spec.nodeName).not.toBe('node-3');
  });
});

describe('scores of the default profile', () => {
  it('spreads the Pods of a Service evenly over nodes, whatever else runs there', () => {
    const cluster = testCluster({ nodes: 4 });
    const containers = [
      { name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '200m', memory: '400Mi' } } },
    ];
    createPod(cluster, 'other', 'other', { ...on('node-1'), containers });
    cluster.api.create('Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    const nodes = Array.from({ length: 8 }, (_, i) => createPod(cluster, `web-${i}`, 'web').spec.nodeName);
    expect(nodes.sort()).toEqual(['node-1', 'node-1', 'node-2', 'node-2', 'node-3', 'node-3', 'node-4', 'node-4']);
  });

  it('takes the emptier node, and avoids PreferNoSchedule taints more than it seeks room', () => {
    const cluster = testCluster({ nodes: 2 });
    const containers = [{ name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '1', memory: '2Gi' } } }];
    createPod(cluster, 'big', 'big', { ...on('node-1'), containers });
    expect(createPod(cluster, 'a', 'a').spec.nodeName).toBe('node-2');
    const taints = [{ key: 'slow', effect: 'PreferNoSchedule' }];
    cluster.api.patch('Node', { name: 'node-2' }, { type: 'merge', body: { spec: { taints } } });
    cluster.runUntil(cluster.now + 500);
    expect(createPod(cluster, 'b', 'b').spec.nodeName).toBe('node-1');
  });

  it('follows preferred affinity to nodes and to Pods', () => {
    const cluster = testCluster({ nodes: 3 });
    const preference = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-2'] }] };
    const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }] };
    expect(createPod(cluster, 'a', 'a', { affinity: { nodeAffinity } }).spec.nodeName).toBe('node-2');
    const near = [{ weight: 1, podAffinityTerm: term('a', 'kubernetes.io/hostname') }];
    const podAffinity = { preferredDuringSchedulingIgnoredDuringExecution: near };
    const b = createPod(cluster, 'b', 'b', { affinity: { podAffinity } });
    expect([b.spec.nodeName, priorityOf(b)]).toEqual(['node-2', 0]);
  });
});
