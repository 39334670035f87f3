import { describe, expect, it } from 'vitest';
import { logCollector, setImage, testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';

function settledWith(change: Parameters<typeof logCollector>[0], images: readonly string[]): Cluster {
  const cluster = testCluster({ nodes: 2 });
  cluster.api.create('DaemonSet', logCollector(change, images[0]));
  cluster.runUntil(cluster.now + 60_000);
  for (const image of images.slice(1)) {
    setImage(cluster, image);
    cluster.runUntil(cluster.now + 60_000);
  }
  return cluster;
}

function revisions(cluster: Cluster): readonly number[] {
  return cluster.api
    .list('ControllerRevision')
    .items.map(({ revision }) => revision)
    .sort((a, b) => a - b);
}

function podRevisions(cluster: Cluster): readonly (number | undefined)[] {
  const numbers = new Map(
    cluster.api
      .list('ControllerRevision')
      .items.map((item) => [item.metadata.labels?.['controller-revision-hash'], item.revision]),
  );
  return cluster.api
    .list('Pod')
    .items.map(({ metadata }) => numbers.get(metadata.labels?.['controller-revision-hash']));
}

describe('§6.3 the current revision', () => {
  it('§6.3 a template that comes back takes the next number, and its revision is not made anew', () => {
    const cluster = settledWith({}, ['fluentd:v1', 'fluentd:v2', 'fluentd:v1']);
    expect(revisions(cluster)).toEqual([2, 3]);
    expect(podRevisions(cluster)).toEqual([3, 3]);
  });

  it('§6.3 a change outside of the template makes no revision', () => {
    const cluster = settledWith({}, ['fluentd:v1']);
    const body = { spec: { minReadySeconds: 5 } };
    cluster.api.patch('DaemonSet', { namespace: 'default', name: 'log-collector' }, { type: 'merge', body });
    cluster.runUntil(cluster.now + 60_000);
    expect(revisions(cluster)).toEqual([1]);
  });
});

describe('§6.4 the history limit', () => {
  const images = ['fluentd:v1', 'fluentd:v2', 'fluentd:v3', 'fluentd:v4'];

  it('§6.4 the lowest old revisions go, the current one does not count', () => {
    const cluster = settledWith({ revisionHistoryLimit: 1 }, images);
    expect(revisions(cluster)).toEqual([3, 4]);
  });

  it('§6.4 a revision that a Pod still carries stays, whatever the limit', () => {
    const cluster = settledWith({ revisionHistoryLimit: 0, updateStrategy: { type: 'OnDelete' } }, images);
    expect(podRevisions(cluster)).toEqual([1, 1]);
    expect(revisions(cluster)).toEqual([1, 4]);
  });
});
