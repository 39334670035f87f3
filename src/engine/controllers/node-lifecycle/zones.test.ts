import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import { evictionInterval, type ZoneCount, zoneState } from './zones.ts';

const intervalFor = (count: ZoneCount) => evictionInterval(zoneState(count), count);

describe('§10.1 zones', () => {
  it('§10.1 more than two nodes and at least 55 % in trouble is a partial disruption, none ready a full one', () => {
    expect(zoneState({ ready: 1, notReady: 2 })).toBe('Normal');
    expect(zoneState({ ready: 3, notReady: 3 })).toBe('Normal');
    expect(zoneState({ ready: 2, notReady: 3 })).toBe('PartialDisruption');
    expect(zoneState({ ready: 0, notReady: 1 })).toBe('FullDisruption');
  });

  it('§10.1 a partial disruption stops the taints of a small zone and slows those of a large one', () => {
    expect(intervalFor({ ready: 2, notReady: 3 })).toBeUndefined();
    expect(intervalFor({ ready: 20, notReady: 30 })).toBeUndefined();
    expect(intervalFor({ ready: 20, notReady: 31 })).toBe(100_000);
    expect(intervalFor({ ready: 0, notReady: 5 })).toBe(10_000);
  });
});

function unreachable(cluster: Cluster): readonly string[] {
  const tainted = cluster.api
    .list('Node')
    .items.filter(({ spec }) =>
      spec.taints?.some(({ key, effect }) => key === 'node.kubernetes.io/unreachable' && effect === 'NoExecute'),
    );
  return tainted.map(({ metadata }) => metadata.name);
}

function silence(cluster: Cluster, ...names: readonly string[]): void {
  for (const name of names) cluster.world.stopKubelet(name);
  cluster.runUntil(cluster.now + 90_000);
}

describe('§10.1 NoExecute', () => {
  it('§10.1 taints one node in ten seconds', () => {
    const cluster = testCluster({ nodes: 4 });
    cluster.world.stopKubelet('node-1');
    cluster.world.stopKubelet('node-2');
    const at: number[] = [];
    let known = 0;
    for (let end = cluster.now + 100_000; cluster.now < end; ) {
      cluster.runUntil(cluster.now + 100);
      const { length } = unreachable(cluster);
      if (length > known) at.push(cluster.now);
      known = length;
    }
    const [first = 0, second = 0] = at;
    expect(at).toHaveLength(2);
    expect(second - first).toBe(10_000);
  });

  it('§10.1 taints nobody in a small zone that is mostly down, and goes on when it recovers', () => {
    const cluster = testCluster({ nodes: 5 });
    silence(cluster, 'node-1', 'node-2', 'node-3');
    expect(unreachable(cluster)).toEqual([]);
    cluster.world.startKubelet('node-3');
    cluster.runUntil(cluster.now + 40_000);
    expect(unreachable(cluster)).toEqual(['node-1', 'node-2']);
  });

  it('§10.1 takes the taints away when the last node of the cluster falls silent', () => {
    const cluster = testCluster({ nodes: 2 });
    silence(cluster, 'node-1');
    expect(unreachable(cluster)).toEqual(['node-1']);
    silence(cluster, 'node-2');
    expect(unreachable(cluster)).toEqual([]);
  });

  it('§10.1 looks at each zone for itself', () => {
    const zoned = (name: string, zone: string) => ({ name, labels: { 'topology.kubernetes.io/zone': zone } });
    const names = ['a1', 'a2', 'a3', 'a4'].map((name) => zoned(name, 'a'));
    const cluster = testCluster({ nodes: [...names, zoned('b1', 'b')] });
    silence(cluster, 'a1', 'a2', 'a3', 'b1');
    expect(unreachable(cluster)).toEqual(['b1']);
  });
});
