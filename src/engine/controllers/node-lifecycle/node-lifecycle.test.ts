import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import { evictionInterval, zoneState } from './zones.ts';

const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** The nodes with the taint that evicts, by name. */
function tainted(cluster: Cluster): readonly string[] {
  const nodes = [...cluster.state.all('Node').values()];
  const evicting = nodes.filter(({ spec }) =>
    spec.taints?.some(({ key, effect }) => key === UNREACHABLE && effect === 'NoExecute'),
  );
  return evicting.map(({ metadata }) => metadata.name).sort();
}

const zoned = (zone: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    name: `node-${from + i}`,
    labels: { 'topology.kubernetes.io/zone': zone },
  }));

function silence(cluster: Cluster, from: number, to: number): void {
  for (let n = from; n < to; n += 1) cluster.world.stopKubelet(`node-${n}`);
}

describe('§10.1 zones', () => {
  it('ComputeZoneState: all, more than two and 55 % of them, or fewer', () => {
    expect(zoneState({ ready: 0, notReady: 1 })).toBe('FullDisruption');
    expect(zoneState({ ready: 2, notReady: 3 })).toBe('PartialDisruption');
    expect(zoneState({ ready: 1, notReady: 2 })).toBe('Normal');
    expect(zoneState({ ready: 3, notReady: 3 })).toBe('Normal');
  });

  it('ReducedQPSFunc: slow in large zones, not at all in small ones', () => {
    expect(evictionInterval('PartialDisruption', { ready: 20, notReady: 30 })).toBeUndefined();
    expect(evictionInterval('PartialDisruption', { ready: 21, notReady: 30 })).toBe(100_000);
    expect(evictionInterval('FullDisruption', { ready: 0, notReady: 3 })).toBe(10_000);
  });
});

describe('§10.1 taints that evict', () => {
  it('one node of a zone in ten seconds, each zone for itself', () => {
    const cluster = testCluster({ nodes: [...zoned('a', 0, 5), ...zoned('b', 5, 10)] });
    silence(cluster, 0, 2);
    silence(cluster, 5, 7);
    let at = cluster.now;
    while (tainted(cluster).length === 0) {
      at += 100;
      cluster.runUntil(at);
    }
    expect(tainted(cluster)).toEqual(['node-0', 'node-5']);
    cluster.runUntil(at + 9000);
    expect(tainted(cluster)).toHaveLength(2);
    cluster.runUntil(at + 11_000);
    expect(tainted(cluster)).toEqual(['node-0', 'node-1', 'node-5', 'node-6']);
  });

  it('none in a small zone of which most is silent', () => {
    const cluster = testCluster({ nodes: [...zoned('a', 0, 5), ...zoned('b', 5, 10)] });
    silence(cluster, 0, 4);
    cluster.runUntil(cluster.now + 200_000);
    // The first was let through before anybody knew how bad it is, at most.
    expect(tainted(cluster).length).toBeLessThanOrEqual(1);
    cluster.world.startKubelet('node-3');
    cluster.world.startKubelet('node-2');
    cluster.runUntil(cluster.now + 60_000);
    expect(tainted(cluster)).toEqual(['node-0', 'node-1']);
  });

  it('handleDisruption: none when all nodes are silent, and those that are there are taken back', () => {
    const cluster = testCluster({ nodes: 3 });
    silence(cluster, 1, 2);
    cluster.runUntil(cluster.now + 70_000);
    expect(tainted(cluster)).toEqual(['node-1']);
    silence(cluster, 2, 4);
    cluster.runUntil(cluster.now + 70_000);
    expect(tainted(cluster)).toEqual([]);
    cluster.world.startKubelet('node-3');
    cluster.runUntil(cluster.now + 60_000);
    expect(tainted(cluster)).toEqual(['node-1', 'node-2']);
  });

  it('a node that never reported is unknown after a minute', () => {
    const cluster = testCluster({ nodes: 1 });
    cluster.api.create('Node', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'ghost' }, spec: {} });
    cluster.runUntil(cluster.now + 50_000);
    expect(cluster.state.get('Node', 'ghost')?.status.conditions ?? []).toEqual([]);
    cluster.runUntil(cluster.now + 20_000);
    expect(cluster.state.get('Node', 'ghost')?.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'Unknown', reason: 'NodeStatusNeverUpdated' }),
    );
  });
});
