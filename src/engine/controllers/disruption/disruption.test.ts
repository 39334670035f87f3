import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../../testing/test-cluster.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import type { Pod } from '../../model/core.ts';

const SELECTOR = { matchLabels: { app: 'log-collector' } };

function budgeted(spec: object): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(10_000);
  cluster.api.create('PodDisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'p', namespace: 'default' },
    spec: { selector: SELECTOR, ...spec },
  });
  cluster.runUntil(12_000);
  return cluster;
}

const statusOf = (cluster: Cluster) => cluster.state.get('PodDisruptionBudget', 'default/p')?.status;

const eventsOf = (cluster: Cluster) =>
  [...cluster.state.all('Event').values()]
    .filter(({ source }) => source.component === 'controllermanager')
    .map(({ reason, message }) => `${reason}: ${message}`);

function somePod(cluster: Cluster): Pod {
  const [pod] = cluster.state.all('Pod').values();
  if (!pod) throw new Error('no Pod');
  return pod;
}

describe('the disruption controller', () => {
  it('trySync: counts ready Pods against minAvailable', () => {
    const cluster = budgeted({ minAvailable: 2 });
    expect(statusOf(cluster)).toMatchObject({
      observedGeneration: 1,
      disruptionsAllowed: 1,
      currentHealthy: 3,
      desiredHealthy: 2,
      expectedPods: 3,
      conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods', observedGeneration: 1 }],
    });
  });

  it('getExpectedScale: a DaemonSet has no scale, so percentages of its Pods cannot be counted', () => {
    const cluster = budgeted({ maxUnavailable: '34%' });
    const why = 'daemonsets.apps does not implement the scale subresource';
    expect(statusOf(cluster)).toMatchObject({
      disruptionsAllowed: 0,
      conditions: [{ status: 'False', reason: 'SyncFailed', message: why }],
    });
    expect(eventsOf(cluster)).toEqual([
      `CalculateExpectedPodCountFailed: Failed to calculate the number of expected pods: ${why}`,
    ]);
  });

  it('syncStalePodDisruption: a condition that nothing came of is taken back after two minutes', () => {
    const cluster = budgeted({ minAvailable: 0 });
    const pod = somePod(cluster);
    const target = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' };
    const conditions = [...(pod.status.conditions ?? []), { ...target, lastTransitionTime: '2026-01-01T00:00:12Z' }];
    cluster.api.update('Pod', { ...pod, status: { ...pod.status, conditions } }, { subresource: 'status' });
    const of = () =>
      cluster.api.get('Pod', pod.metadata).status.conditions?.find(({ type }) => type === 'DisruptionTarget')?.status;
    expect(of()).toBe('True');
    cluster.runUntil(cluster.now + 150_000);
    expect(of()).toBe('False');
  });

  it('GetPodPodDisruptionBudgets: an empty selector takes every Pod, and follows them', () => {
    const cluster = budgeted({ minAvailable: 2, selector: {} });
    expect(statusOf(cluster)).toMatchObject({ currentHealthy: 3, disruptionsAllowed: 1 });
    cluster.api.delete('Pod', somePod(cluster).metadata);
    cluster.runUntil(cluster.now + 100);
    expect(statusOf(cluster)).toMatchObject({ currentHealthy: 2, disruptionsAllowed: 0 });
  });

  it('getPdbForPod: of several budgets the Pod is told which one counts', () => {
    const cluster = budgeted({ minAvailable: 2 });
    const spec = { minAvailable: 1, selector: SELECTOR };
    const head = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' } as const;
    cluster.api.create('PodDisruptionBudget', { ...head, metadata: { name: 'o', namespace: 'default' }, spec });
    cluster.runUntil(cluster.now + 100);
    const { metadata } = somePod(cluster);
    cluster.api.patch('Pod', metadata, { type: 'merge', body: { metadata: { labels: { more: 'x' } } } });
    cluster.runUntil(cluster.now + 100);
    expect(eventsOf(cluster)).toEqual([
      `MultiplePodDisruptionBudgets: Pod "default"/"${metadata.name}" matches multiple PodDisruptionBudgets.  Chose "o" arbitrarily.`,
    ]);
  });

  it('checkAndDecrement: the refusal of an eviction says that the count has failed', () => {
    const cluster = budgeted({ minAvailable: 1 });
    const budget = cluster.api.get('PodDisruptionBudget', { name: 'p' });
    const message = 'nobody could count';
    const failed = { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', message };
    const status = { ...budget.status, disruptionsAllowed: 0, conditions: [failed] };
    cluster.api.update('PodDisruptionBudget', { ...budget, status }, { subresource: 'status' });
    let causes: unknown;
    try {
      cluster.api.evict(somePod(cluster).metadata);
    } catch (error) {
      if (error instanceof ApiError) causes = error.status.details?.causes;
    }
    const refused = 'The disruption budget p does not allow evicting pods currently because it failed sync';
    expect(causes).toMatchObject([{ message: `${refused}: ${message}` }]);
  });

  it('validation: both bounds at once, and more than everything', () => {
    expect(() => budgeted({ minAvailable: 1, maxUnavailable: 1 })).toThrow(
      'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"log-collector"}},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
    );
    expect(() => budgeted({ minAvailable: '101%' })).toThrow(
      'spec.minAvailable: Invalid value: "101%": must not be greater than 100%',
    );
  });
});
