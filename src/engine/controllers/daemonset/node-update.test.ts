import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';

const dedicated = { key: 'team', value: 'db', effect: 'NoSchedule' };

function setTaints(cluster: Cluster, name: string, taints: readonly (typeof dedicated)[]): void {
  cluster.api.patch('Node', { name }, { type: 'merge', body: { spec: { taints } } });
  cluster.runUntil(cluster.now + 10_000);
}

function counts(cluster: Cluster): readonly number[] {
  const { status } = cluster.api.get('DaemonSet', { namespace: 'default', name: 'log-collector' });
  return [status.desiredNumberScheduled, status.currentNumberScheduled, status.numberMisscheduled];
}

function settled(): Cluster {
  const cluster = testCluster({ nodes: 3 });
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(cluster.now + 30_000);
  return cluster;
}

/** Any other reason for a sync. */
function annotate(cluster: Cluster): void {
  const body = { metadata: { annotations: { note: String(cluster.now) } } };
  cluster.api.patch('DaemonSet', { namespace: 'default', name: 'log-collector' }, { type: 'merge', body });
  cluster.runUntil(cluster.now + 5000);
}

describe('§2.2 the node update queue', () => {
  it('§2.2 a NoSchedule taint under a running Pod wakes nothing, until something else does', () => {
    const cluster = settled();
    setTaints(cluster, 'node-2', [dedicated]);
    expect(counts(cluster)).toEqual([3, 3, 0]);
    annotate(cluster);
    expect(counts(cluster)).toEqual([2, 2, 1]);
  });

  it('§2.2 rule 3: while something counts as misscheduled, a change of a node with a Pod recounts', () => {
    const cluster = settled();
    setTaints(cluster, 'node-2', [dedicated]);
    annotate(cluster);
    setTaints(cluster, 'node-2', []);
    expect(counts(cluster)).toEqual([3, 3, 0]);
  });

  it('§2.2 rule 1: a node that becomes eligible gets its Pod at once', () => {
    const cluster = testCluster({ nodes: 3 });
    setTaints(cluster, 'node-3', [dedicated]);
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(cluster.now + 30_000);
    expect(counts(cluster)).toEqual([2, 2, 0]);
    setTaints(cluster, 'node-3', []);
    expect(counts(cluster)).toEqual([3, 3, 0]);
  });

  it('§2.2 rule 2: a node whose Pod may not go on loses it at once', () => {
    const cluster = settled();
    setTaints(cluster, 'node-1', [{ ...dedicated, effect: 'NoExecute' }]);
    cluster.runUntil(cluster.now + 60_000);
    expect(counts(cluster)).toEqual([2, 2, 0]);
  });
});
