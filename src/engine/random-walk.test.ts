/** Random stories: whatever people do, the rules hold at every moment and the numbers are right at rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepEqual } from '../lib/deep-equal.ts';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import { ApiError } from './apiserver/status.ts';
import type { Cluster } from './cluster.ts';
import type { NodeSlot } from './controllers/daemonset/node-slot.ts';
import { placementFor } from './controllers/daemonset/placement.ts';
import { targetNodeName } from './controllers/daemonset/pod-template.ts';
import { countStatus, sameCounts } from './controllers/daemonset/status.ts';
import { isPodAvailable } from './model/pods.ts';
import { indexers } from './store/indices.ts';

const WALKS = Number(process.env.WALKS ?? 150);
const REF = { namespace: 'default', name: 'log-collector' };

type Action = (cluster: Cluster) => void;

const node = fc.integer({ min: 1, max: 6 }).map((n) => `node-${n}`);
const taint = (effect: string) => ({ spec: { taints: [{ key: 'team', value: 'db', effect }] } });

/** What a person can do; refusals are part of life. */
const action: fc.Arbitrary<Action> = fc.oneof(
  fc
    .constantFrom('fluentd:v1', 'fluentd:v2', 'fluentd:crash', 'fluentd:missing')
    .map((image) => (cluster: Cluster) => setImage(cluster, image)),
  node.map((name) => (cluster: Cluster) => cluster.world.addNode({ name })),
  node.map((name) => (cluster: Cluster) => cluster.api.delete('Node', { name })),
  fc.tuple(node, fc.constantFrom('NoSchedule', 'NoExecute')).map(([name, effect]) => (cluster: Cluster) => {
    cluster.api.patch('Node', { name }, { type: 'merge', body: taint(effect) });
  }),
  node.map((name) => (cluster: Cluster) => {
    cluster.api.patch('Node', { name }, { type: 'merge', body: { spec: { taints: null } } });
  }),
  fc.nat(20).map((n) => (cluster: Cluster) => {
    const pods = [...cluster.state.all('Pod').values()];
    const pod = pods[n % Math.max(1, pods.length)];
    if (pod) cluster.api.delete('Pod', pod.metadata);
  }),
  node.map((name) => (cluster: Cluster) => cluster.world.stopKubelet(name)),
  node.map((name) => (cluster: Cluster) => cluster.world.startKubelet(name)),
  fc.integer({ min: 1, max: 3 }).map((maxUnavailable) => (cluster: Cluster) => {
    const body = { spec: { updateStrategy: { rollingUpdate: { maxUnavailable } } } };
    cluster.api.patch('DaemonSet', REF, { type: 'merge', body });
  }),
);
const story = fc.array(fc.tuple(action, fc.constantFrom(100, 700, 4000, 30_000)), { minLength: 1, maxLength: 10 });

function play(actions: readonly (readonly [Action, number])[], watch?: (cluster: Cluster) => void): Cluster {
  const cluster = testCluster({ nodes: 4 });
  cluster.world.setImage('fluentd:crash', { crashAfter: 1000 });
  cluster.world.setImage('fluentd:missing', { pullError: 'not found' });
  cluster.api.create('DaemonSet', logCollector());
  if (watch) cluster.journal.subscribe(() => watch(cluster));
  for (const [act, pause] of actions) {
    try {
      act(cluster);
    } catch (error) {
      // The API server refused: the cluster must be as it was, which the checks below would notice.
      if (!(error instanceof ApiError)) throw error;
    }
    cluster.runUntil(cluster.now + pause);
  }
  return cluster;
}

function liveOnOneNode(cluster: Cluster): number {
  let most = 0;
  for (const name of cluster.state.all('Node').keys()) {
    const there = [
      ...cluster.state.byIndex('Pod', 'node', name).values(),
      ...cluster.state.byIndex('Pod', 'target', name).values(),
    ];
    most = Math.max(most, there.filter(({ metadata }) => !metadata.deletionTimestamp).length);
  }
  return most;
}

/** The status as it ought to be, counted from what stands in the store. */
function recount(cluster: Cluster) {
  const ds = cluster.api.get('DaemonSet', REF);
  const revisions = [...cluster.state.byIndex('ControllerRevision', 'controller', ds.metadata.uid).values()];
  const newest = revisions.sort((a, b) => b.revision - a.revision)[0];
  const pods = [...cluster.state.byIndex('Pod', 'controller', ds.metadata.uid).values()];
  const placementOn = placementFor(ds);
  const slots: NodeSlot[] = [...cluster.state.all('Node').values()].map((one) => ({
    node: one.metadata.name,
    placement: placementOn(one),
    pods: pods.filter((pod) => targetNodeName(pod) === one.metadata.name),
  }));
  const hash = newest?.metadata.labels?.['controller-revision-hash'] ?? '';
  return countStatus(slots, { hash, isAvailable: (pod) => isPodAvailable(pod, 0, cluster.now) }, ds.status);
}

describe('random walks', () => {
  it('§4 without surge there are never two live Pods of a DaemonSet on a node', () => {
    fc.assert(
      fc.property(story, (actions) => {
        let most = 0;
        play(actions, (cluster) => {
          most = Math.max(most, liveOnOneNode(cluster));
        });
        expect(most).toBeLessThanOrEqual(1);
      }),
      { numRuns: WALKS },
    );
  });

  it('every index equals its rebuild, and seeking back and forth changes nothing', () => {
    fc.assert(
      fc.property(story, fc.nat(), (actions, jump) => {
        const cluster = play(actions);
        const { oldest, head } = cluster.journal;
        const end = [...cluster.state.all('Pod')];
        cluster.seek(oldest + (jump % (head - oldest + 1)));
        for (const table of ['Pod', 'ControllerRevision', 'Event'] as const) {
          for (const [name, keyOf] of indexers(table)) {
            const rebuilt = new Map<string, string[]>();
            for (const [key, record] of cluster.state.all(table)) {
              const value = keyOf(record);
              if (value !== undefined) rebuilt.set(value, [...(rebuilt.get(value) ?? []), key]);
            }
            const kept = cluster.state.indexValues(table, name);
            expect([...kept].sort()).toEqual([...rebuilt.keys()].sort());
            for (const value of kept) {
              expect([...cluster.state.byIndex(table, name, value).keys()].sort()).toEqual(
                (rebuilt.get(value) ?? []).sort(),
              );
            }
          }
        }
        cluster.seek(head);
        expect(deepEqual([...cluster.state.all('Pod')].sort(), end.sort())).toBe(true);
      }),
      { numRuns: WALKS },
    );
  });

  it('§8 at rest, after the DaemonSet was touched, its status equals a recount', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const cluster = play(actions);
        cluster.runUntil(cluster.now + 200_000);
        // A node's later taint alone does not wake the controller (§2.2): an annotation does.
        cluster.api.patch('DaemonSet', REF, { type: 'merge', body: { metadata: { annotations: { seen: '1' } } } });
        cluster.runUntil(cluster.now + 400);
        const { status } = cluster.api.get('DaemonSet', REF);
        expect(sameCounts(status, recount(cluster))).toBe(true);
      }),
      { numRuns: WALKS },
    );
  });

  it('the same story gives the same journal', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const texts = [play(actions), play(actions)].map((cluster) =>
          JSON.stringify(cluster.journal.step(cluster.journal.head)),
        );
        expect(texts[0]).toBe(texts[1]);
      }),
      { numRuns: Math.ceil(WALKS / 3) },
    );
  });
});
