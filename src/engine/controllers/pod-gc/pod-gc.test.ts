import { describe, expect, it } from 'vitest';
import { buildPod } from '../../../testing/builders.ts';
import { testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import { beyondThreshold } from './terminated.ts';

const WEB = { namespace: 'default', name: 'web' };

function withPod(finalizers?: readonly string[], nodeName?: string): Cluster {
  const cluster = testCluster({ nodes: 2 });
  cluster.api.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...WEB, ...(finalizers ? { finalizers } : {}) },
    spec: {
      containers: [{ name: 'web', image: 'web:v1' }],
      ...(nodeName ? { nodeName } : { nodeSelector: { nowhere: 'yes' } }),
    },
  });
  cluster.runUntil(cluster.now + 5000);
  return cluster;
}

const isThere = (cluster: Cluster): boolean => cluster.state.get('Pod', 'default/web') !== undefined;

describe('§11 pod GC', () => {
  it('§11.2 ends leaving Pods of a dead node that is out of service, and only those', () => {
    const cluster = withPod(undefined, 'node-1');
    cluster.world.stopKubelet('node-1');
    cluster.runUntil(cluster.now + 60_000);
    cluster.api.delete('Pod', WEB);
    cluster.runUntil(cluster.now + 60_000);
    expect(isThere(cluster)).toBe(true);
    const taints = cluster.api.get('Node', { name: 'node-1' }).spec.taints ?? [];
    const taint = { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoSchedule' };
    cluster.api.patch('Node', { name: 'node-1' }, { type: 'merge', body: { spec: { taints: [...taints, taint] } } });
    cluster.runUntil(cluster.now + 21_000);
    expect(isThere(cluster)).toBe(false);
  });

  it('§11.4 fails a leaving Pod that never had a node', () => {
    const cluster = withPod(['example.com/hold']);
    cluster.api.delete('Pod', WEB);
    cluster.runUntil(cluster.now + 21_000);
    expect(cluster.api.get('Pod', WEB).status.phase).toBe('Failed');
  });

  it('§11.1 of too many finished Pods evicted ones go first, then the oldest', () => {
    const evicted = buildPod({ name: 'evicted', phase: 'Failed', born: 9000 });
    const pods = [
      buildPod({ name: 'young', phase: 'Succeeded', born: 5000 }),
      buildPod({ name: 'old', phase: 'Failed', born: 1000 }),
      { ...evicted, status: { ...evicted.status, reason: 'Evicted' } },
      buildPod({ name: 'running' }),
    ];
    expect(beyondThreshold(pods, 1).map(({ metadata }) => metadata.name)).toEqual(['evicted', 'old']);
    expect(beyondThreshold(pods, 3)).toEqual([]);
  });
});
