import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import type { PodSpec } from '../../model/core.ts';
import type { Draft, Kind } from '../../model/kinds.ts';
import { ApiError } from '../status.ts';

const space = 'default';

function refusal(what: () => unknown): string {
  try {
    what();
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
  return 'accepted';
}

function pod(spec: Partial<PodSpec> = {}, resources = {}, name = 'one'): Draft<'Pod'> {
  const containers = [{ name: 'app', image: 'nginx:1', resources }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: space }, spec: { containers, ...spec } };
}

function priorityClass(name: string, value: number, more: object = {}): Draft<'PriorityClass'> {
  return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, ...more };
}

function limits(item: object): Draft<'LimitRange'> {
  const metadata = { name: 'bounds', namespace: space };
  return { apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits: [{ type: 'Container', ...item }] } };
}

function quota(cluster: Cluster, hard: Record<string, string>, more: object = {}): void {
  const metadata = { name: 'q', namespace: space };
  cluster.api.create('ResourceQuota', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: { hard, ...more },
  } as Draft<'ResourceQuota'>);
  cluster.runUntil(cluster.now + 100);
}

const used = (cluster: Cluster) => cluster.api.get('ResourceQuota', { namespace: space, name: 'q' }).status.used;
const make = (cluster: Cluster, kind: Kind, draft: object) => cluster.api.create(kind, draft as Draft<Kind>);

describe('§16 Priority', () => {
  it('resolves the class, and refuses one that is not there by the prefix of the name', () => {
    const { api } = testCluster({ nodes: 0 });
    const made = api.create('Pod', pod({ priorityClassName: 'system-node-critical' }));
    expect(made.spec).toMatchObject({ priority: 2_000_001_000, preemptionPolicy: 'PreemptLowerPriority' });
    const nameless = { ...pod({ priorityClassName: 'none' }), metadata: { generateName: 'web-', namespace: space } };
    expect(refusal(() => api.create('Pod', nameless))).toBe(
      'pods "web-" is forbidden: no PriorityClass with name none was found',
    );
  });

  it('gives the global default, of which there is one', () => {
    const { api } = testCluster({ nodes: 0 });
    api.create('PriorityClass', priorityClass('usual', 100, { globalDefault: true, preemptionPolicy: 'Never' }));
    expect(api.create('Pod', pod()).spec).toMatchObject({
      priorityClassName: 'usual',
      priority: 100,
      preemptionPolicy: 'Never',
    });
    expect(refusal(() => api.create('PriorityClass', priorityClass('other', 5, { globalDefault: true })))).toBe(
      'priorityclasses.scheduling.k8s.io "other" is forbidden: PriorityClass usual is already marked as default. Only one default can exist',
    );
    expect(refusal(() => api.create('Pod', pod({ priority: 7 }, {}, 'two')))).toBe(
      'pods "two" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 100 from the given PriorityClass name',
    );
  });

  it('keeps users below the system, and classes as they are', () => {
    const { api } = testCluster({ nodes: 0 });
    expect(refusal(() => api.create('PriorityClass', priorityClass('high', 1_000_000_001)))).toContain(
      'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    );
    expect(refusal(() => api.create('PriorityClass', priorityClass('system-own', 1)))).toContain(
      "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-own is not a known system priority class",
    );
    expect(refusal(() => api.delete('PriorityClass', { name: 'system-node-critical' }))).toBe(
      'priorityclasses.scheduling.k8s.io "system-node-critical" is forbidden: this is a system priority class and cannot be deleted',
    );
    const made = api.create('PriorityClass', priorityClass('high', 10));
    expect(refusal(() => api.update('PriorityClass', { ...made, value: 11 }))).toContain(
      'value: Forbidden: may not be changed in an update.',
    );
  });
});

describe('LimitRanger', () => {
  it('fills in what a container leaves out, and notes it', () => {
    const { api } = testCluster({ nodes: 0 });
    api.create('LimitRange', limits({ max: { cpu: '1' }, defaultRequest: { cpu: '100m', memory: '64Mi' } }));
    const made = api.create('Pod', pod());
    expect(made.spec.containers[0]?.resources).toEqual({
      limits: { cpu: '1' },
      requests: { cpu: '100m', memory: '64Mi' },
    });
    expect(made.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container app; cpu limit for container app',
    });
    expect(made.status.qosClass).toBe('Burstable');
  });

  it('refuses what is out of bounds, all of it in one message', () => {
    const { api } = testCluster({ nodes: 0 });
    api.create('LimitRange', limits({ max: { cpu: '500m' }, min: { memory: '1Gi' } }));
    expect(refusal(() => api.create('Pod', pod({}, { limits: { cpu: '1', memory: '1Mi' } })))).toBe(
      'pods "one" is forbidden: [minimum memory usage per Container is 1Gi, but request is 1Mi, maximum cpu usage per Container is 500m, but limit is 1]',
    );
  });
});

describe('ResourceQuota', () => {
  it('charges what is created, and refuses what is too much by the full name', () => {
    const cluster = testCluster({ nodes: 3 });
    quota(cluster, { pods: '2', 'requests.cpu': '1', 'count/daemonsets.apps': '1' });
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(cluster.now + 1500);
    expect(used(cluster)).toEqual({ 'count/daemonsets.apps': '1', pods: '2', 'requests.cpu': '200m' });
    const failed = cluster.api
      .list('Event', { namespace: space })
      .items.filter(({ reason }) => reason === 'FailedCreate');
    expect(failed[0]?.message).toMatch(
      /^Error creating: pods "log-collector-[a-z0-9]{5}" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2$/,
    );
    const second = { ...logCollector(), metadata: { name: 'other', namespace: space } };
    expect(refusal(() => cluster.api.create('DaemonSet', second))).toBe(
      'daemonsets.apps "other" is forbidden: exceeded quota: q, requested: count/daemonsets.apps=1, used: count/daemonsets.apps=1, limited: count/daemonsets.apps=1',
    );
  });

  it('wants to be told amounts where it limits them', () => {
    const cluster = testCluster({ nodes: 0 });
    quota(cluster, { memory: '1Gi', cpu: '1' });
    expect(refusal(() => cluster.api.create('Pod', pod()))).toBe(
      'pods "one" is forbidden: failed quota: q: must specify cpu for: app; memory for: app',
    );
  });

  it('is not charged by a dry run, nor by what it does not select', () => {
    const cluster = testCluster({ nodes: 0 });
    quota(cluster, { pods: '1' }, { scopes: ['BestEffort'] });
    cluster.api.create('Pod', pod(), { dryRun: true });
    cluster.api.create('Pod', pod({}, { requests: { cpu: '1m' } }));
    expect(used(cluster)).toEqual({ pods: '0' });
    cluster.api.create('Pod', pod({}, {}, 'two'));
    expect(used(cluster)).toEqual({ pods: '1' });
  });

  it('counts objects of every kind, by both names of the old ones', () => {
    const cluster = testCluster({ nodes: 0 });
    quota(cluster, { configmaps: '5', 'count/configmaps': '5', services: '1', 'services.nodeports': '1' });
    make(cluster, 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: space } });
    expect(used(cluster)).toMatchObject({ configmaps: '1', 'count/configmaps': '1' });
  });

  it('is checked itself', () => {
    const cluster = testCluster({ nodes: 0 });
    expect(refusal(() => quota(cluster, { bananas: '1' }))).toContain(
      '[spec.hard[bananas]: Invalid value: "bananas": must be a standard resource type or fully qualified, spec.hard[bananas]: Invalid value: "bananas": must be a standard resource for quota]',
    );
    expect(refusal(() => quota(cluster, { pods: '1.5' }))).toContain('Invalid value: "1500m": must be an integer');
    expect(refusal(() => quota(cluster, { cpu: '1' }, { scopes: ['BestEffort'] }))).toContain(
      'spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource',
    );
  });
});

describe('NamespaceLifecycle', () => {
  it('protects the namespaces of the cluster itself', () => {
    const { api } = testCluster({ nodes: 0 });
    for (const name of ['default', 'kube-system', 'kube-public']) {
      expect(refusal(() => api.delete('Namespace', { name }))).toBe(
        `namespaces "${name}" is forbidden: this namespace may not be deleted`,
      );
    }
  });
});
