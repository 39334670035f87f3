import { describe, expect, it } from 'vitest';
import type { Deployment, ReplicaSet } from '../../model/apps.ts';
import type { IntOrString } from '../../model/meta.ts';
import { newReplicas, planOldSizes, planScaling } from './plan-scale.ts';

const template = { spec: { containers: [{ name: 'app', image: 'web:v1' }] } };

function deployment(replicas: number, maxSurge: IntOrString = '25%', maxUnavailable: IntOrString = '25%'): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', uid: 'web', resourceVersion: '1', creationTimestamp: '2026-07-01T09:00:00Z' },
    spec: { replicas, template, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } },
    status: {},
  };
}

interface Options {
  readonly available?: number;
  /** The size of the Deployment, with surge, when it was last scaled. */
  readonly max?: number;
  readonly born?: number;
}

function replicaSet(name: string, replicas: number, { available = replicas, max, born = 0 }: Options = {}): ReplicaSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      uid: name,
      resourceVersion: '1',
      creationTimestamp: `2026-07-01T09:00:0${born}Z`,
      ...(max === undefined ? {} : { annotations: { 'deployment.kubernetes.io/max-replicas': String(max) } }),
    },
    spec: { replicas, template },
    status: { replicas, availableReplicas: available },
  };
}

describe('NewRSNewReplicas', () => {
  it('grows the new ReplicaSet as far as the surge goes, which is rounded up', () => {
    const fresh = replicaSet('new', 0);
    expect(newReplicas(deployment(3, '10%'), [replicaSet('old', 3), fresh], fresh)).toBe(1);
    expect(newReplicas(deployment(3, 0, 1), [replicaSet('old', 3), fresh], fresh)).toBe(0);
    expect(newReplicas(deployment(3, '200%'), [replicaSet('old', 3), fresh], fresh)).toBe(3);
  });
});

describe('reconcileOldReplicaSets', () => {
  const plan = (of: Deployment, old: readonly ReplicaSet[], fresh: ReplicaSet) =>
    planOldSizes(of, old, fresh).map((sizes) => Object.fromEntries(sizes));

  it('rounds what may be missing down; with both budgets at 0 one Pod may be', () => {
    expect(plan(deployment(3), [replicaSet('old', 3)], replicaSet('new', 1, { available: 0 }))).toEqual([{}, {}]);
    expect(plan(deployment(3, 0, '10%'), [replicaSet('old', 3)], replicaSet('new', 0))).toEqual([{}, { old: 2 }]);
  });

  it('takes Pods that are not available first, then others, each with a size of its own', () => {
    const old = [replicaSet('old', 10, { available: 9 })];
    expect(plan(deployment(10, 1, 5), old, replicaSet('new', 0))).toEqual([{ old: 9 }, { old: 5 }]);
  });

  it('the oldest ReplicaSet shrinks first', () => {
    const old = [replicaSet('second', 3, { born: 2 }), replicaSet('first', 2, { born: 1 })];
    expect(plan(deployment(5, 0, 3), old, replicaSet('new', 0))).toEqual([{}, { first: 0, second: 2 }]);
  });

  it('does nothing while a status is older than its size', () => {
    const old = [replicaSet('old', 3, { available: 4 })];
    expect(plan(deployment(4, 1, 1), old, replicaSet('new', 2, { available: 1 }))).toEqual([{}, {}]);
  });
});

describe('scale', () => {
  const plan = (of: Deployment, fresh: ReplicaSet | undefined, ...old: ReplicaSet[]) =>
    Object.fromEntries(planScaling(of, fresh, old));

  it('the only active ReplicaSet, or the newest when none is, takes the whole size', () => {
    expect(plan(deployment(5), replicaSet('new', 3), replicaSet('old', 0))).toEqual({ new: 5 });
    expect(plan(deployment(5), replicaSet('new', 0), replicaSet('old', 3))).toEqual({ old: 5 });
    expect(plan(deployment(5), undefined, replicaSet('a', 0), replicaSet('b', 0, { born: 1 }))).toEqual({ b: 5 });
  });

  it('in a rollout each grows in proportion, and the largest takes what rounding leaves', () => {
    // From 10 (+3) to 15 (+3): 5 more.
    const sets = [replicaSet('new', 5, { max: 13 }), replicaSet('old', 8, { max: 13, born: 0 })] as const;
    expect(plan(deployment(15, 3, 2), ...sets)).toEqual({ old: 11, new: 7 });
  });

  it('in a rollout each shrinks in proportion, to nothing with the Deployment', () => {
    const sets = [replicaSet('new', 5, { max: 13 }), replicaSet('old', 8, { max: 13 })] as const;
    expect(plan(deployment(5, 3, 2), ...sets)).toEqual({ old: 5, new: 3 });
    expect(plan(deployment(0, 3, 2), ...sets)).toEqual({ old: 0, new: 0 });
  });
});
