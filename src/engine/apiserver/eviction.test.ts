import { describe, expect, it } from 'vitest';
import { testCluster } from '../../testing/test-cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';
import { ApiError, type Status } from './status.ts';

const WEB = { namespace: 'default', name: 'web-1' };
const BUDGET = { namespace: 'default', name: 'web' };

function withWebPods(image = 'web:v1'): Cluster {
  const cluster = testCluster({ nodes: 2 });
  for (const n of [1, 2]) {
    cluster.api.create('Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `web-${n}`, namespace: 'default', labels: { app: 'web' } },
      spec: { nodeName: `node-${n}`, containers: [{ name: 'web', image }] },
    });
  }
  cluster.runUntil(cluster.now + 5000);
  return cluster;
}

function budget(cluster: Cluster, spec: PodDisruptionBudget['spec'], name = 'web'): void {
  cluster.api.create('PodDisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
}

function refusal(cluster: Cluster): Status | undefined {
  try {
    cluster.api.evict(WEB);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.status;
    throw error;
  }
}

describe('eviction.go', () => {
  it('refuses until the controller has counted, then by the count', () => {
    const cluster = withWebPods();
    budget(cluster, { minAvailable: 2 });
    expect(refusal(cluster)?.details?.causes?.[0]?.message).toBe(
      'The disruption budget web is still being processed by the server.',
    );
    cluster.runUntil(cluster.now + 100);
    expect(refusal(cluster)).toMatchObject({
      code: 429,
      reason: 'TooManyRequests',
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          { reason: 'DisruptionBudget', message: 'The disruption budget web needs 2 healthy pods and has 2 currently' },
        ],
      },
    });
    expect(cluster.api.get('PodDisruptionBudget', BUDGET).status.conditions?.[0]).toMatchObject({
      type: 'DisruptionAllowed',
      status: 'False',
      reason: 'InsufficientPods',
    });
  });

  it('counts a granted eviction at once and marks the Pod; a dry run does neither', () => {
    const cluster = withWebPods();
    budget(cluster, { minAvailable: 1 });
    cluster.runUntil(cluster.now + 100);
    cluster.api.evict(WEB, { dryRun: true });
    expect(cluster.api.get('PodDisruptionBudget', BUDGET).status.disruptionsAllowed).toBe(1);
    cluster.api.evict(WEB);
    const { status } = cluster.api.get('PodDisruptionBudget', BUDGET);
    expect(status).toMatchObject({ disruptionsAllowed: 0, disruptedPods: { 'web-1': expect.any(String) } });
    const pod = cluster.api.get('Pod', WEB);
    expect(pod.metadata.deletionTimestamp).toBeDefined();
    expect(pod.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
      reason: 'EvictionByEvictionAPI',
      message: 'Eviction API: evicting',
    });
  });

  it('has no answer for a Pod with two budgets', () => {
    const cluster = withWebPods();
    budget(cluster, { minAvailable: 0 });
    budget(cluster, { minAvailable: 1 }, 'other');
    expect(refusal(cluster)).toMatchObject({
      code: 500,
      message: 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    });
  });

  it('lets a Pod go that is not ready, when its budget says AlwaysAllow', () => {
    const cluster = testCluster({ nodes: 2 });
    cluster.world.setImage('bad:v1', { neverReady: true });
    const broken = withImage(cluster, 'bad:v1');
    budget(broken, { minAvailable: 1 });
    broken.runUntil(broken.now + 100);
    expect(refusal(broken)?.code).toBe(429);
    broken.api.patch('PodDisruptionBudget', BUDGET, {
      type: 'merge',
      body: { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
    });
    expect(refusal(broken)).toBeUndefined();
  });
});

function withImage(cluster: Cluster, image: string): Cluster {
  cluster.api.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1', namespace: 'default', labels: { app: 'web' } },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image }] },
  });
  cluster.runUntil(cluster.now + 5000);
  return cluster;
}

describe('disruption.go', () => {
  it('cannot count the Pods of a DaemonSet, which has no scale', () => {
    const cluster = testCluster({ nodes: 2 });
    cluster.api.create('DaemonSet', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:v1' }] } },
        updateStrategy: { type: 'RollingUpdate' },
      },
    });
    cluster.runUntil(cluster.now + 5000);
    budget(cluster, { maxUnavailable: 1 });
    cluster.runUntil(cluster.now + 1000);
    const why = 'daemonsets.apps does not implement the scale subresource';
    expect(cluster.api.get('PodDisruptionBudget', BUDGET).status).toMatchObject({
      disruptionsAllowed: 0,
      conditions: [{ reason: 'SyncFailed', message: why }],
    });
    const event = cluster.api.list('Event').items.find(({ reason }) => reason === 'CalculateExpectedPodCountFailed');
    expect(event).toMatchObject({
      type: 'Warning',
      message: `Failed to calculate the number of expected pods: ${why}`,
      source: { component: 'controllermanager' },
    });
  });

  it('refuses a budget with both bounds', () => {
    expect(() => budget(withWebPods(), { minAvailable: 1, maxUnavailable: '50%' })).toThrow(
      'PodDisruptionBudget.policy "web" is invalid: spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"web"}},"MaxUnavailable":"50%","UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
    );
  });
});
