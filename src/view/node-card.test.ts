import { describe, expect, it } from 'vitest';
import { testCluster } from '../testing/test-cluster.ts';
import { nodeCard } from './node-card.ts';

describe('a node’s card', () => {
  it('has no chips for the labels that every node has, the node controller’s old ones included', () => {
    const cluster = testCluster({ nodes: [{ name: 'node-1', labels: { disktype: 'ssd' } }] });
    const keys = Object.keys(cluster.api.get('Node', { name: 'node-1' }).metadata.labels ?? {});
    expect(keys).toContain('beta.kubernetes.io/os');
    expect(nodeCard(cluster.state, 'node-1')?.labels).toEqual([{ key: 'disktype', value: 'ssd' }]);
  });
});
