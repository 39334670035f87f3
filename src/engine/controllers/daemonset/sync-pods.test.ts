import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import type { Pod } from '../../model/core.ts';

/** How many Pods are made, or told to go, at each moment of the next minute. */
function waves(cluster: Cluster, what: 'made' | 'going'): readonly number[] {
  const at = new Map<number, number>();
  const isGoing = (pod: Pod | undefined) => !pod || pod.metadata.deletionTimestamp !== undefined;
  cluster.journal.subscribe((changes) => {
    for (const { table, prev, next } of changes) {
      if (table !== 'Pod') continue;
      const [before, after] = [prev as Pod | undefined, next as Pod | undefined];
      const counts = what === 'made' ? !before : before !== undefined && !isGoing(before) && isGoing(after);
      if (counts) at.set(cluster.now, (at.get(cluster.now) ?? 0) + 1);
    }
  });
  cluster.runUntil(cluster.now + 60_000);
  return [...at.values()];
}

describe('§2.6 bursts', () => {
  it('§2.6 a sync creates at most 250 Pods; the next one makes up for the rest when they have been seen', () => {
    const cluster = testCluster({ nodes: 600 });
    cluster.api.create('DaemonSet', logCollector());
    expect(waves(cluster, 'made')).toEqual([250, 250, 100]);
  });

  it('§2.6 a sync deletes at most 250 Pods', () => {
    const cluster = testCluster({ nodes: 300 });
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(cluster.now + 60_000);
    const body = { spec: { template: { spec: { nodeSelector: { disktype: 'ssd' } } } } };
    cluster.api.patch('DaemonSet', { namespace: 'default', name: 'log-collector' }, { type: 'merge', body });
    expect(waves(cluster, 'going')).toEqual([250, 50]);
  });
});
