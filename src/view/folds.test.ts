/** What is folded from changes equals its recount, wherever time goes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cluster } from '../engine/index.ts';
import { playStory, storyWithSurge } from '../testing/random-story.ts';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import { classOf, FLEET, type FleetCard, isOld, nodeKey } from './cards.ts';
import { ClusterView } from './cluster-view.ts';
import { FleetFold } from './fleet-fold.ts';
import { nodeCard } from './node-card.ts';
import { HashTally, QueueTally } from './tallies.ts';

function classesOf({ nodes, codes }: FleetCard): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(nodes.map((name, i) => [name, classOf(codes[i] ?? 0)]));
}

/** The nodes whose cards hold a Pod of an old template. */
function oldByCards(cluster: Cluster, { nodes }: FleetCard): readonly string[] {
  return nodes.filter((name) => {
    const { pods = [], porch = [] } = nodeCard(cluster.state, name) ?? {};
    return [...pods, ...porch].some(({ revision, upToDate }) => revision !== undefined && !upToDate);
  });
}

/** Says of each node what its card holds: another way to the same. */
function heldByCards(cluster: Cluster, { nodes }: FleetCard): readonly number[] {
  return nodes.map((name) => {
    const card = nodeCard(cluster.state, name);
    return card ? card.pods.length + card.porch.length + card.others.length : -1;
  });
}

it('the fleet, the revisions and the queues equal their recount after any jumps and whatever runs on from there', () => {
  const jumps = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(5000)), { maxLength: 8 });
  fc.assert(
    fc.property(storyWithSurge, jumps, (story, ways) => {
      const cluster = playStory(story);
      const { state, journal } = cluster;
      const [fleet, hashes, queued] = [new FleetFold(state), new HashTally(state), new QueueTally(state)];
      journal.subscribe((moved) => {
        for (const change of moved) for (const fold of [fleet, hashes, queued]) fold.note(change);
      });
      for (const [share, on] of ways) {
        cluster.seek(Math.round(journal.oldest + share * (journal.head - journal.oldest)));
        if (on > 2500) cluster.runUntil(cluster.now + on);
        const card = fleet.card();
        expect(card).toEqual(new FleetFold(state).card());
        expect([...card.pods]).toEqual(heldByCards(cluster, card));
        expect(card.counts.reduce((sum, count) => sum + count, 0)).toBe(card.nodes.length);
        expect(card.gone).toBe(card.nodes.filter((name) => !state.get('Node', name)).length);
        expect(card.nodes.filter((_, i) => isOld(card.codes[i] ?? 0))).toEqual(oldByCards(cluster, card));
        expect(card.old).toBe(oldByCards(cluster, card).length);
        expect(fleet.card()).toBe(card);
        const [hashesNow, queuedNow] = [new HashTally(state), new QueueTally(state)];
        for (const { metadata } of state.all('DaemonSet').values()) {
          expect(hashes.of(metadata.uid)).toEqual(hashesNow.of(metadata.uid));
        }
        for (const { actor } of state.all('queue').values()) expect(queued.of(actor)).toBe(queuedNow.of(actor));
      }
    }),
    { numRuns: 60 },
  );
});

it('design §2: none wanted, working, ok, problem and lost are told apart', () => {
  const cluster = testCluster({
    nodes: [{ name: 'node-1' }, { name: 'node-2', taints: [{ key: 'a', effect: 'NoSchedule' }] }],
  });
  cluster.world.setImage('fluentd:crash', { crashAfter: 1000 });
  const view = new ClusterView(cluster);
  const now = () => classesOf(view.get(FLEET));
  expect(now()).toEqual({ 'node-1': 'none', 'node-2': 'none' });
  cluster.api.create('DaemonSet', logCollector());
  expect(now()).toEqual({ 'node-1': 'working', 'node-2': 'none' });
  cluster.runUntil(cluster.now + 20_000);
  expect(now()).toEqual({ 'node-1': 'ok', 'node-2': 'none' });
  setImage(cluster, 'fluentd:crash');
  cluster.runUntil(cluster.now + 60_000);
  expect(now()).toMatchObject({ 'node-1': 'problem' });
  cluster.world.stopKubelet('node-2');
  cluster.runUntil(cluster.now + 60_000);
  expect(now()).toMatchObject({ 'node-2': 'lost' });
  expect(view.get(FLEET).counts).toEqual([0, 0, 1, 1, 0]);
});

it('nodes stand in natural order, the control plane first, however they come and go', () => {
  const cluster = testCluster({
    nodes: [{ name: 'node-10' }, { name: 'node-2' }, { name: 'zebra' }, { name: 'alpha-07' }],
  });
  const view = new ClusterView(cluster);
  const names = () => view.get(FLEET).nodes;
  expect(names()).toEqual(['alpha-07', 'node-2', 'node-10', 'zebra']);
  cluster.world.addNode({ name: 'zz', labels: { 'node-role.kubernetes.io/control-plane': '' } });
  cluster.world.addNode({ name: 'node-3' });
  cluster.runUntil(cluster.now + 2000);
  expect(names()).toEqual(['zz', 'alpha-07', 'node-2', 'node-3', 'node-10', 'zebra']);
  cluster.api.delete('Node', { name: 'node-2' });
  expect(names()).toEqual(['zz', 'alpha-07', 'node-3', 'node-10', 'zebra']);
  cluster.api.patch(
    'Node',
    { name: 'zz' },
    { type: 'merge', body: { metadata: { labels: { 'node-role.kubernetes.io/control-plane': null } } } },
  );
  expect(names()).toEqual(['alpha-07', 'node-3', 'node-10', 'zebra', 'zz']);
});

it('a listener hears of its card once a flush, and only when it has changed', () => {
  const cluster = testCluster({ nodes: 2 });
  const view = new ClusterView(cluster);
  const heard: string[] = [];
  view.subscribe(nodeKey('node-1'), () => heard.push('node-1'));
  view.subscribe(nodeKey('node-2'), () => heard.push('node-2'));
  const before = view.get(nodeKey('node-2'));
  cluster.api.patch('Node', { name: 'node-1' }, { type: 'merge', body: { spec: { unschedulable: true } } });
  // A second reader in between must not keep the first from being told.
  view.subscribe(nodeKey('node-1'), () => heard.push('node-1 again'));
  view.flush();
  view.flush();
  expect(heard).toEqual(['node-1', 'node-1 again']);
  expect(view.get(nodeKey('node-2'))).toBe(before);
});
