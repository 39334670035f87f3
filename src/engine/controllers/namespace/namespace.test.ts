import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../../testing/test-cluster.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';

const name = 'team';
const namespaced = { ...logCollector(), metadata: { name: 'log-collector', namespace: name } };

function withTeam(): Cluster {
  const cluster = testCluster({ nodes: 2 });
  cluster.api.create('Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {} });
  cluster.api.create('DaemonSet', namespaced);
  cluster.runUntil(cluster.now + 3000);
  return cluster;
}

const exists = (cluster: Cluster): boolean => cluster.state.get('Namespace', name) !== undefined;
const podCount = (cluster: Cluster): number => cluster.api.list('Pod', { namespace: name }).items.length;

describe('namespace-controller', () => {
  it('waits five seconds, then lets Pods end before it deletes the rest, then the namespace is gone', () => {
    const cluster = withTeam();
    expect(podCount(cluster)).toBe(2);
    cluster.api.delete('Namespace', { name });
    expect(cluster.api.get('Namespace', { name }).status.phase).toBe('Terminating');
    cluster.runUntil(cluster.now + 4900);
    expect(podCount(cluster)).toBe(2);
    cluster.runUntil(cluster.now + 200);
    const { conditions = [] } = cluster.api.get('Namespace', { name }).status;
    expect(conditions.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'NamespaceDeletionDiscoveryFailure=False',
      'NamespaceDeletionGroupVersionParsingFailure=False',
      'NamespaceDeletionContentFailure=False',
      'NamespaceContentRemaining=True',
      'NamespaceFinalizersRemaining=False',
    ]);
    expect(conditions[3]?.message).toBe('Some resources are remaining: pods. has 2 resource instances');
    cluster.runUntil(cluster.now + 2000);
    expect(podCount(cluster)).toBe(0);
    expect(cluster.api.list('DaemonSet', { namespace: name }).items).toHaveLength(1);
    cluster.runUntil(cluster.now + 5000);
    expect(exists(cluster)).toBe(false);
    expect(cluster.api.list('DaemonSet').items).toHaveLength(0);
  });

  it('§2.6 nothing is created meanwhile, and the DaemonSet controller says nothing about it', () => {
    const cluster = withTeam();
    cluster.api.delete('Namespace', { name });
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'web-', namespace: name } } as const;
    let cause: string | undefined;
    try {
      cluster.api.create('Pod', { ...pod, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      cause = error.status.details?.causes?.[0]?.reason;
      expect(error.message).toBe(
        'pods "web-" is forbidden: unable to create new content in namespace team because it is being terminated',
      );
    }
    expect(cause).toBe('NamespaceTerminating');
    cluster.runUntil(cluster.now + 6500);
    const reasons = cluster.api.list('Event', { namespace: name }).items.map(({ reason }) => reason);
    expect(reasons).not.toContain('FailedCreate');
  });

  it('says what stays behind when a Pod outlives its grace period', () => {
    const cluster = withTeam();
    cluster.world.stopKubelet('node-1');
    cluster.api.delete('Namespace', { name });
    cluster.runUntil(cluster.now + 36_000);
    const failure = cluster.api
      .get('Namespace', { name })
      .status.conditions?.find(({ type }) => type === 'NamespaceDeletionContentFailure');
    expect(failure).toMatchObject({
      status: 'True',
      message:
        'Failed to delete all resource types, 1 remaining: unexpected items still remain in namespace: team for gvr: /v1, Resource=pods',
    });
    cluster.api.delete('Pod', cluster.api.list('Pod', { namespace: name }).items[0]?.metadata ?? { name: '' }, {
      gracePeriodSeconds: 0,
    });
    cluster.runUntil(cluster.now + 60_000);
    expect(exists(cluster)).toBe(false);
  });
});
