import { describe, expect, it } from 'vitest';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import type { Cluster } from './cluster.ts';
import { isPodReady } from './model/pods.ts';

const REF = { namespace: 'default', name: 'log-collector' };

function podsByNode(cluster: Cluster): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { metadata, spec } of cluster.state.all('Pod').values()) {
    const node = spec.nodeName ?? 'unbound';
    found[node] = [...(found[node] ?? []), metadata.name];
  }
  return found;
}

function counts(cluster: Cluster): number[] {
  const { status } = cluster.api.get('DaemonSet', REF);
  const { desiredNumberScheduled, currentNumberScheduled, numberReady, updatedNumberScheduled = 0 } = status;
  return [
    desiredNumberScheduled,
    currentNumberScheduled,
    numberReady,
    updatedNumberScheduled,
    status.numberAvailable ?? 0,
  ];
}

function running(nodes = 3): Cluster {
  const cluster = testCluster({ nodes });
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(10_000);
  return cluster;
}

describe('the tutorial', () => {
  it('§4 created: one Pod per node, bound by the scheduler, Ready', () => {
    const cluster = running();
    expect(Object.keys(podsByNode(cluster)).sort()).toEqual(['node-1', 'node-2', 'node-3']);
    expect([...cluster.state.all('Pod').values()].every(isPodReady)).toBe(true);
    expect(counts(cluster)).toEqual([3, 3, 3, 3, 3]);
  });

  it('§10.6 node added: it gets its Pod', () => {
    const cluster = running();
    cluster.world.addNode({ name: 'node-4' });
    cluster.runUntil(15_000);
    expect(podsByNode(cluster)['node-4']).toHaveLength(1);
    expect(counts(cluster)).toEqual([4, 4, 4, 4, 4]);
  });

  it('§11 node removed: its Pod and the counts stay until pod GC', () => {
    const cluster = running();
    cluster.api.delete('Node', { name: 'node-2' });
    cluster.runUntil(45_000);
    expect(podsByNode(cluster)['node-2']).toHaveLength(1);
    expect(counts(cluster)).toEqual([3, 3, 3, 3, 3]);
    cluster.runUntil(95_000);
    expect(podsByNode(cluster)['node-2']).toBeUndefined();
    expect(counts(cluster)).toEqual([2, 2, 2, 2, 2]);
  });

  it('§5.3 image changed: never two nodes without a Ready Pod at once, never two Pods on one', () => {
    const cluster = running(5);
    let [worst, crowd] = [0, 0];
    cluster.journal.subscribe(() => {
      const ready = new Set<string | undefined>();
      const perNode = new Map<string | undefined, number>();
      for (const pod of cluster.state.all('Pod').values()) {
        if (isPodReady(pod)) ready.add(pod.spec.nodeName);
        perNode.set(pod.spec.nodeName, (perNode.get(pod.spec.nodeName) ?? 0) + 1);
      }
      worst = Math.max(worst, 5 - ready.size);
      crowd = Math.max(crowd, ...perNode.values());
    });
    setImage(cluster, 'fluentd:v1.19');
    cluster.runUntil(60_000);
    expect(counts(cluster)).toEqual([5, 5, 5, 5, 5]);
    expect([worst, crowd]).toEqual([1, 1]);
    expect([...cluster.state.all('ControllerRevision').values()].map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('§13 deleted: the garbage collector clears Pods and revisions', () => {
    const cluster = running();
    cluster.api.delete('DaemonSet', REF, { propagationPolicy: 'Background' });
    cluster.runUntil(30_000);
    expect(cluster.state.all('Pod').size).toBe(0);
    expect(cluster.state.all('ControllerRevision').size).toBe(0);
    expect(cluster.state.all('podRun').size).toBe(0);
  });

  it('comes to rest: with nothing to do nothing is queued', () => {
    const cluster = running();
    expect(cluster.runUntilIdle(3_600_000)).toBe('idle');
    expect(cluster.nextAt).toBeUndefined();
  });
});

function story(seed: string): Cluster {
  const cluster = testCluster({ nodes: 4, seed });
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(6000);
  setImage(cluster, 'fluentd:v1.19');
  cluster.runUntil(8000);
  cluster.world.addNode({ name: 'node-5' });
  cluster.api.delete('Node', { name: 'node-2' });
  cluster.world.stopKubelet('node-3');
  cluster.runUntil(150_000);
  return cluster;
}

function journalText(cluster: Cluster): string {
  const { oldest, head } = cluster.journal;
  const steps: unknown[] = [];
  for (let seq = oldest + 1; seq <= head; seq += 1) steps.push(cluster.journal.step(seq));
  return JSON.stringify(steps);
}

describe('determinism and time travel', () => {
  it('the same seed and commands give the same journal, byte for byte; another seed another one', () => {
    const text = journalText(story('one'));
    expect(journalText(story('one'))).toBe(text);
    expect(journalText(story('two'))).not.toBe(text);
  });

  it('going back and running on repeats the same future, change for change', () => {
    const whole = journalText(story('one'));
    const cluster = story('one');
    const end = cluster.now;
    const { head } = cluster.journal;
    const isCommand = (seq: number): boolean =>
      ['kubectl', 'world'].includes(cluster.journal.step(seq)?.cause.actor ?? '');
    let lastCommand = head;
    while (!isCommand(lastCommand)) lastCommand -= 1;
    expect(head - lastCommand).toBeGreaterThan(50);
    for (let seq = head - 1; seq >= lastCommand; seq -= 7) {
      cluster.seek(seq);
      cluster.journal.fork(); // what was recorded is thrown away: the cluster has to do it again
      cluster.runUntil(end);
      expect(journalText(cluster)).toBe(whole);
    }
  });

  it('seeking there and back restores every record', () => {
    const cluster = story('one');
    const snapshot = (): string =>
      JSON.stringify(
        (['Pod', 'Node', 'DaemonSet', 'Event', 'queue', 'podRun', 'expectations'] as const).map((table) =>
          [...cluster.state.all(table)].sort(),
        ),
      );
    const end = snapshot();
    const { head } = cluster.journal;
    cluster.seek(10);
    const early = snapshot();
    cluster.seek(head);
    expect(snapshot()).toBe(end);
    cluster.seek(10);
    expect(snapshot()).toBe(early);
  });
});

it('an idle cluster is idle: 400 nodes that joined at odd moments, and nothing is queued once all is Ready', () => {
  const cluster = testCluster({ nodes: 0 });
  for (let i = 1; i <= 400; i += 1) {
    cluster.world.addNode({ name: `node-${i}` });
    cluster.runUntil(cluster.now + (i % 7));
  }
  cluster.api.create('DaemonSet', logCollector());
  expect(cluster.runUntilIdle(cluster.now + 60_000)).toBe('idle');
  expect(counts(cluster)).toEqual([400, 400, 400, 400, 400]);
});
