/** Random stories of a Deployment: its budgets hold at every moment, and its numbers are right at rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../testing/property-seed.ts';
import { testCluster } from '../testing/test-cluster.ts';
import { ApiError } from './apiserver/status.ts';
import type { Cluster } from './cluster.ts';
import { controllerOf } from './model/controller-ref.ts';
import type { Draft } from './model/kinds.ts';
import { isPodReady, isTerminal } from './model/pods.ts';

const WALKS = Number(process.env.WALKS ?? 100);
const REF = { namespace: 'default', name: 'web' };

function web(): Draft<'Deployment'> {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 4,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:v1' }] } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
    },
  };
}

type Action = (cluster: Cluster) => void;
const patch = (body: unknown): Action =>
  Object.assign(
    (cluster: Cluster) => {
      cluster.api.patch('Deployment', REF, { type: 'strategic', body });
    },
    { toString: () => JSON.stringify(body) },
  );
const image = (name: string): Action =>
  patch({ spec: { template: { spec: { containers: [{ name: 'web', image: name }] } } } });

const update: fc.Arbitrary<Action> = fc.constantFrom('web:v1', 'web:v2', 'web:v3', 'web:missing').map(image);
const pause: fc.Arbitrary<Action> = fc.boolean().map((paused) => patch({ spec: { paused } }));
const scale: fc.Arbitrary<Action> = fc.integer({ min: 0, max: 8 }).map((replicas) => patch({ spec: { replicas } }));
const killPod: fc.Arbitrary<Action> = fc.nat(20).map((n) => (cluster: Cluster) => {
  const pods = [...cluster.state.all('Pod').values()];
  const pod = pods[n % Math.max(1, pods.length)];
  if (pod) cluster.api.delete('Pod', pod.metadata);
});
const budgets: fc.Arbitrary<Action> = fc
  .constantFrom<[number | string, number | string]>([1, 0], [0, 1], ['25%', '25%'], [2, 2])
  .map(([maxSurge, maxUnavailable]) => patch({ spec: { strategy: { rollingUpdate: { maxSurge, maxUnavailable } } } }));
const recreate: fc.Arbitrary<Action> = fc.constant(
  patch({ spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } }),
);

function play(actions: readonly (readonly [Action, number])[], watch?: (cluster: Cluster) => void): Cluster {
  const patient = watch !== undefined;
  const cluster = testCluster({ nodes: 3 });
  cluster.world.setImage('web:missing', { pullError: 'not found' });
  cluster.api.create('Deployment', web());
  cluster.runUntil(cluster.now + 5000);
  if (watch) cluster.journal.subscribe(() => watch(cluster));
  for (const [act, wait] of actions) {
    try {
      act(cluster);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    cluster.runUntil(cluster.now + wait);
    if (patient) letCachesCatchUp(cluster);
  }
  return cluster;
}

/** Upstream counts on statuses that trail by a moment: a template changed in that moment may cost a Pod too many. */
function letCachesCatchUp(cluster: Cluster): void {
  const MOMENT = 60;
  for (let tries = 0; tries < 100 && (cluster.nextAt ?? Number.POSITIVE_INFINITY) <= cluster.now + MOMENT; tries += 1) {
    cluster.runUntil(cluster.now + MOMENT);
  }
}

const story = (action: fc.Arbitrary<Action>) =>
  fc.array(fc.tuple(action, fc.constantFrom(5, 100, 700, 4000)), { minLength: 1, maxLength: 10 });

const livePods = (cluster: Cluster) =>
  [...cluster.state.all('Pod').values()].filter((pod) => !isTerminal(pod) && !pod.metadata.deletionTimestamp);

describe('random stories of a Deployment', () => {
  it('a rolling update never has more Pods than the surge allows, nor fewer available than it may', () => {
    fc.assert(
      fc.property(story(fc.oneof(update, pause)), (actions) => {
        let [most, fewest] = [0, 99];
        play(actions, (cluster) => {
          const pods = livePods(cluster);
          most = Math.max(most, pods.length);
          fewest = Math.min(fewest, pods.filter(isPodReady).length);
        });
        expect(most).toBeLessThanOrEqual(5);
        expect(fewest).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: WALKS },
    );
  });

  it('at rest the numbers are those of a recount, whatever was done', () => {
    fc.assert(
      fc.property(story(fc.oneof(update, pause, scale, killPod, budgets, recreate)), (actions) => {
        const cluster = play(actions);
        cluster.runUntil(cluster.now + 60_000);
        const d = cluster.api.get('Deployment', REF);
        const sets = [...cluster.state.byIndex('ReplicaSet', 'controller', d.metadata.uid).values()];
        const pods = livePods(cluster);
        for (const rs of sets) {
          const own = pods.filter(({ metadata }) => controllerOf(metadata)?.uid === rs.metadata.uid);
          expect([rs.metadata.name, own.length]).toEqual([rs.metadata.name, rs.spec.replicas]);
          expect(rs.status.replicas).toBe(own.length);
          expect(rs.status.readyReplicas ?? 0).toBe(own.filter(isPodReady).length);
          expect(rs.status.observedGeneration).toBe(rs.metadata.generation);
        }
        const fresh = sets.find(
          ({ metadata }) =>
            metadata.annotations?.['deployment.kubernetes.io/revision'] ===
            d.metadata.annotations?.['deployment.kubernetes.io/revision'],
        );
        const { status, spec } = d;
        expect(status.replicas ?? 0).toBe(pods.length);
        expect(status.readyReplicas ?? 0).toBe(pods.filter(isPodReady).length);
        expect(status.availableReplicas ?? 0).toBe(pods.filter(isPodReady).length);
        expect(status.observedGeneration).toBe(d.metadata.generation);
        expect(status.terminatingReplicas).toBe(0);
        if (!spec.paused && !spec.template.spec.containers[0]?.image.includes('missing')) {
          expect(status.updatedReplicas ?? 0).toBe(spec.replicas);
          expect(status.availableReplicas ?? 0).toBe(spec.replicas);
          expect(fresh?.spec.replicas).toBe(spec.replicas);
        }
      }),
      { numRuns: WALKS },
    );
  });

  it('a story can be sought back and resumed: the same Steps follow', () => {
    fc.assert(
      fc.property(story(fc.oneof(update, scale, killPod)), fc.nat(), (actions, jump) => {
        const cluster = play(actions);
        const { oldest, head } = cluster.journal;
        const want = JSON.stringify([...cluster.state.all('ReplicaSet')].sort());
        cluster.seek(oldest + (jump % (head - oldest + 1)));
        cluster.seek(head);
        expect(JSON.stringify([...cluster.state.all('ReplicaSet')].sort())).toBe(want);
      }),
      { numRuns: Math.ceil(WALKS / 3) },
    );
  });
});
