import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import type { ObjectMeta, OwnerReference } from '../../model/meta.ts';

function configMap(cluster: Cluster, name: string, owners: readonly OwnerReference[] = [], namespace = 'default') {
  return cluster.api.create('ConfigMap', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...(owners.length > 0 ? { ownerReferences: owners } : {}) },
  });
}

function reference({ name, uid }: ObjectMeta, blockOwnerDeletion = true): OwnerReference {
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid, blockOwnerDeletion };
}

function names(cluster: Cluster): readonly string[] {
  return cluster.api.list('ConfigMap', { namespace: 'default' }).items.map(({ metadata }) => metadata.name);
}

const settle = (cluster: Cluster): void => cluster.runUntil(cluster.now + 2000);
const ref = (name: string) => ({ namespace: 'default', name });

/** grand <- parent <- child */
function chain(): Cluster {
  const cluster = testCluster({ nodes: 0 });
  const grand = configMap(cluster, 'grand');
  const parent = configMap(cluster, 'parent', [reference(grand.metadata)]);
  configMap(cluster, 'child', [reference(parent.metadata)]);
  settle(cluster);
  return cluster;
}

describe('garbagecollector.go', () => {
  it('§13 background: owners of any kind, down the whole chain', () => {
    const cluster = chain();
    cluster.api.delete('ConfigMap', ref('grand'), { propagationPolicy: 'Background' });
    settle(cluster);
    expect(names(cluster)).toEqual([]);
  });

  it('§13 foreground: the last in the chain goes first, each owner after what blocks it', () => {
    const cluster = chain();
    const gone: string[] = [];
    cluster.journal.subscribe((changes) => {
      for (const { table, prev, next } of changes) {
        if (table === 'ConfigMap' && !next) gone.push((prev as { metadata: ObjectMeta }).metadata.name);
      }
    });
    cluster.api.delete('ConfigMap', ref('grand'), { propagationPolicy: 'Foreground' });
    expect(names(cluster)).toContain('grand');
    settle(cluster);
    expect(gone).toEqual(['child', 'parent', 'grand']);
  });

  it('§13 orphan: dependents lose the one owner and stay', () => {
    const cluster = chain();
    cluster.api.delete('ConfigMap', ref('grand'), { propagationPolicy: 'Orphan' });
    settle(cluster);
    expect(names(cluster)).toEqual(['child', 'parent']);
    expect(cluster.api.get('ConfigMap', ref('parent')).metadata.ownerReferences).toBeUndefined();
  });

  it('an object with an owner left stays, and loses its reference to the one that is gone', () => {
    const cluster = testCluster({ nodes: 0 });
    const [a, b] = [configMap(cluster, 'a'), configMap(cluster, 'b')];
    configMap(cluster, 'both', [reference(a.metadata), reference(b.metadata)]);
    settle(cluster);
    cluster.api.delete('ConfigMap', ref('a'));
    settle(cluster);
    const { ownerReferences } = cluster.api.get('ConfigMap', ref('both')).metadata;
    expect(ownerReferences?.map(({ name }) => name)).toEqual(['b']);
    cluster.api.delete('ConfigMap', ref('b'));
    settle(cluster);
    expect(names(cluster)).toEqual([]);
  });

  it('an object made after its owner has gone is found out; one that cannot be judged is left alone', () => {
    const cluster = testCluster({ nodes: 0 });
    configMap(cluster, 'late', [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid: 'u-1' }]);
    configMap(cluster, 'odd', [{ apiVersion: 'example.com/v1', kind: 'Widget', name: 'w', uid: 'u-2' }]);
    settle(cluster);
    expect(names(cluster)).toEqual(['odd']);
  });

  it('an owner in another namespace is no owner, and an event says so', () => {
    const cluster = testCluster({ nodes: 0 });
    const far = configMap(cluster, 'far', [], 'kube-public');
    configMap(cluster, 'near', [reference(far.metadata)]);
    settle(cluster);
    expect(names(cluster)).toEqual([]);
    const event = cluster.api.list('Event').items.find(({ reason }) => reason === 'OwnerRefInvalidNamespace');
    expect(event).toMatchObject({
      type: 'Warning',
      source: { component: 'garbage-collector-controller' },
      message: `ownerRef [v1/ConfigMap, namespace: default, name: far, uid: ${far.metadata.uid}] does not exist in namespace "default"`,
    });
  });
});
