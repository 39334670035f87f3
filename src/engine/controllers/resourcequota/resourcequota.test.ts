import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import type { Draft } from '../../model/kinds.ts';
import { sameLists } from '../../model/resource-list.ts';
import { countedUsage } from '../../quota/usage.ts';

const namespace = 'default';

interface Act {
  readonly pod: number;
  readonly cpu: number;
  readonly remove: boolean;
  readonly image: string;
  readonly wait: number;
}

function quota(name: string, hard: Record<string, string>, scopes: readonly string[]): Draft<'ResourceQuota'> {
  const spec = scopes.length > 0 ? { hard: { pods: hard.pods ?? '1' }, scopes } : { hard };
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name, namespace }, spec };
}

function act(cluster: Cluster, { pod, cpu, remove, image, wait }: Act): void {
  const name = `pod-${pod}`;
  try {
    if (remove) cluster.api.delete('Pod', { namespace, name });
    else {
      const resources = cpu === 0 ? {} : { requests: { cpu: `${cpu}m` }, limits: { cpu: '1' } };
      const containers = [{ name: 'app', image, resources }];
      cluster.api.create('Pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace },
        spec: { containers, restartPolicy: 'Never', terminationGracePeriodSeconds: 2 },
      });
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  cluster.runUntil(cluster.now + wait);
}

const acts = fc.array(
  fc.record({
    pod: fc.integer({ min: 0, max: 5 }),
    cpu: fc.constantFrom(0, 50, 200, 400),
    remove: fc.boolean(),
    image: fc.constantFrom('steady:1', 'failing:1'),
    wait: fc.constantFrom(0, 3, 20, 900, 4000),
  }),
  { maxLength: 25 },
);
const quotas = fc.array(
  fc.record({
    hard: fc.record({
      pods: fc.constantFrom('1', '3', '10'),
      'requests.cpu': fc.constantFrom('300m', '2'),
      'count/pods': fc.constantFrom('4', '20'),
    }),
    scopes: fc.subarray(['BestEffort', 'NotTerminating']),
  }),
  { minLength: 1, maxLength: 3 },
);

describe('resourcequota-controller', () => {
  it('what is used equals a recount whenever the cluster rests', () => {
    fc.assert(
      fc.property(quotas, acts, (limits, steps) => {
        const cluster = testCluster({ nodes: 1 });
        cluster.world.setImage('failing:1', { crashAfter: 300 });
        for (const [i, { hard, scopes }] of limits.entries()) {
          cluster.api.create('ResourceQuota', quota(`q${i}`, hard, scopes));
        }
        cluster.runUntil(cluster.now + 100);
        for (const step of steps) act(cluster, step);
        cluster.runUntil(cluster.now + 30_000);
        for (const one of cluster.api.list('ResourceQuota').items) {
          const recount = countedUsage(one, cluster.state, cluster.now);
          expect(sameLists(one.status.used, recount), JSON.stringify([one.status, recount])).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives back what a deleted Pod used, and lets the next one in', () => {
    const cluster = testCluster({ nodes: 1 });
    cluster.api.create('ResourceQuota', quota('q', { pods: '1' }, []));
    cluster.runUntil(cluster.now + 100);
    const first = { pod: 1, cpu: 0, remove: false, image: 'steady:1', wait: 1000 };
    act(cluster, first);
    act(cluster, { ...first, pod: 2 });
    expect(cluster.api.list('Pod', { namespace }).items.map(({ metadata }) => metadata.name)).toEqual(['pod-1']);
    act(cluster, { ...first, remove: true, wait: 4000 });
    act(cluster, { ...first, pod: 2 });
    expect(cluster.api.list('Pod', { namespace }).items.map(({ metadata }) => metadata.name)).toEqual(['pod-2']);
  });

  it('a full count every five minutes ends with the changes: the cluster comes to rest', () => {
    const cluster = testCluster({ nodes: 0 });
    cluster.api.create('ResourceQuota', quota('q', { pods: '1' }, []));
    expect(cluster.runUntilIdle(cluster.now + 11 * 60_000)).toBe('idle');
  });
});
