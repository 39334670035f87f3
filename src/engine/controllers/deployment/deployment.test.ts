import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import type { Deployment } from '../../model/apps.ts';

const REF = { namespace: 'default', name: 'web' };

/** A Deployment of three Pods that has rolled out. */
function running(spec: object = {}, replicas = 3): Cluster {
  const cluster = testCluster();
  cluster.world.setImage('web:missing', { pullError: 'not found' });
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:v1' }] } };
  cluster.api.create('Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas, selector: { matchLabels: labels }, template, strategy: {}, ...spec },
  });
  cluster.runUntil(cluster.now + 5000);
  return cluster;
}

function patch(cluster: Cluster, spec: object, wait = 10_000): void {
  cluster.api.patch('Deployment', REF, { type: 'strategic', body: { spec } });
  cluster.runUntil(cluster.now + wait);
}

const image = (name: string) => ({ template: { spec: { containers: [{ name: 'web', image: name }] } } });
const deployment = (cluster: Cluster): Deployment => cluster.api.get('Deployment', REF);

function sets(cluster: Cluster): Readonly<Record<string, string>> {
  return Object.fromEntries(
    cluster.api
      .list('ReplicaSet')
      .items.map(({ spec, metadata }) => [
        spec.template.spec.containers[0]?.image ?? '',
        `${spec.replicas} #${metadata.annotations?.['deployment.kubernetes.io/revision']}`,
      ]),
  );
}

function messages(cluster: Cluster, kind: string): readonly string[] {
  return cluster.api
    .list('Event')
    .items.filter(({ involvedObject }) => involvedObject.kind === kind)
    .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
    .map(({ reason, message }) => `${reason}: ${message.replace(/web-\w+/g, 'RS')}`);
}

function condition(cluster: Cluster, type: string): string {
  const found = deployment(cluster).status.conditions?.find((one) => one.type === type);
  return found ? `${found.status} ${found.reason}` : '';
}

describe('a rollout', () => {
  it('getNewReplicaSet: names its ReplicaSet by the hash, and notes sizes and revision on it', () => {
    const cluster = running();
    const [rs] = cluster.api.list('ReplicaSet').items;
    const hash = rs?.metadata.labels?.['pod-template-hash'];
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{6,10}$/);
    expect(rs?.metadata).toMatchObject({
      name: `web-${hash}`,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': '3',
        'deployment.kubernetes.io/max-replicas': '4',
        'deployment.kubernetes.io/revision': '1',
      },
    });
    expect(rs?.spec.selector?.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash });
    expect(messages(cluster, 'Deployment')).toEqual(['ScalingReplicaSet: Scaled up replica set RS from 0 to 3']);
    expect(deployment(cluster).status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
    });
    expect([condition(cluster, 'Available'), condition(cluster, 'Progressing')]).toEqual([
      'True MinimumReplicasAvailable',
      'True NewReplicaSetAvailable',
    ]);
  });

  it('RollingUpdate: one more, one less, until all are new', () => {
    const cluster = running();
    patch(cluster, image('web:v2'));
    const steps = messages(cluster, 'Deployment').slice(1);
    expect(steps).toEqual(
      ['up 0 1', 'down 3 2', 'up 1 2', 'down 2 1', 'up 2 3', 'down 1 0'].map((step) => {
        const [way, from, to] = step.split(' ');
        return `ScalingReplicaSet: Scaled ${way} replica set RS from ${from} to ${to}`;
      }),
    );
    expect(sets(cluster)).toEqual({ 'web:v1': '0 #1', 'web:v2': '3 #2' });
    expect(deployment(cluster).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2');
  });

  it('Recreate: no new Pod while an old one stands', () => {
    const cluster = running({ strategy: { type: 'Recreate' } });
    let both = false;
    cluster.journal.subscribe(() => {
      const images = new Set([...cluster.state.all('Pod').values()].map(({ spec }) => spec.containers[0]?.image));
      if (images.size > 1) both = true;
    });
    patch(cluster, image('web:v2'));
    expect(both).toBe(false);
    expect(sets(cluster)).toEqual({ 'web:v1': '0 #1', 'web:v2': '3 #2' });
  });

  it('a former template takes its ReplicaSet up again, under a new revision', () => {
    const cluster = running();
    patch(cluster, image('web:v2'));
    patch(cluster, image('web:v1'));
    expect(sets(cluster)).toEqual({ 'web:v1': '3 #3', 'web:v2': '0 #2' });
    const back = cluster.api.list('ReplicaSet').items.find(({ spec }) => spec.replicas === 3);
    expect(back?.metadata.annotations?.['deployment.kubernetes.io/revision-history']).toBe('1');
  });

  it('cleanupDeployment: old ReplicaSets beyond the limit go, lowest revision first', () => {
    const cluster = running({ revisionHistoryLimit: 1 });
    patch(cluster, image('web:v2'));
    patch(cluster, image('web:v3'));
    expect(sets(cluster)).toEqual({ 'web:v2': '0 #2', 'web:v3': '3 #3' });
  });
});

describe('conditions', () => {
  it('a rollout that does not move has timed out after its deadline, and goes on once it can', () => {
    const cluster = running({ progressDeadlineSeconds: 30 });
    patch(cluster, image('web:missing'), 25_000);
    expect(condition(cluster, 'Progressing')).toBe('True ReplicaSetUpdated');
    cluster.runUntil(cluster.now + 10_000);
    expect(condition(cluster, 'Progressing')).toBe('False ProgressDeadlineExceeded');
    expect(condition(cluster, 'Available')).toBe('True MinimumReplicasAvailable');
    patch(cluster, image('web:v2'));
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable');
  });

  it('a paused Deployment is scaled but not rolled out', () => {
    const cluster = running();
    patch(cluster, { paused: true });
    expect(condition(cluster, 'Progressing')).toBe('Unknown DeploymentPaused');
    patch(cluster, { ...image('web:v2'), replicas: 4 });
    expect(sets(cluster)).toEqual({ 'web:v1': '4 #1' });
    patch(cluster, { paused: false });
    expect(sets(cluster)).toEqual({ 'web:v1': '0 #1', 'web:v2': '4 #2' });
  });

  it('ReplicaFailure: what a quota refuses shows on the ReplicaSet and on the Deployment', () => {
    const cluster = running({}, 1);
    cluster.api.create('ResourceQuota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few', namespace: 'default' },
      spec: { hard: { pods: '2' } },
    });
    cluster.runUntil(cluster.now + 5000);
    patch(cluster, { replicas: 5 });
    expect(condition(cluster, 'ReplicaFailure')).toBe('True FailedCreate');
    expect(condition(cluster, 'Available')).toBe('False MinimumReplicasUnavailable');
    expect(messages(cluster, 'ReplicaSet').some((text) => text.startsWith('FailedCreate: Error creating: pods'))).toBe(
      true,
    );
    patch(cluster, { replicas: 2 });
    expect(condition(cluster, 'ReplicaFailure')).toBe('');
  });
});

describe('claims', () => {
  it('a Pod whose labels no longer match is released and replaced, and adopted again', () => {
    const cluster = running();
    const [pod] = cluster.api.list('Pod').items;
    if (!pod) throw new Error('no Pod');
    const label = (app: string) => {
      cluster.api.patch('Pod', pod.metadata, { type: 'merge', body: { metadata: { labels: { app } } } });
      cluster.runUntil(cluster.now + 3000);
    };
    label('debug');
    expect(cluster.api.get('Pod', pod.metadata).metadata.ownerReferences).toBeUndefined();
    expect(cluster.api.list('Pod').items).toHaveLength(4);
    label('web');
    expect(cluster.api.list('Pod').items).toHaveLength(3);
  });

  it('a Deployment that was deleted takes its ReplicaSets and Pods along', () => {
    const cluster = running();
    cluster.api.delete('Deployment', REF, { propagationPolicy: 'Background' });
    cluster.runUntil(cluster.now + 10_000);
    expect([cluster.api.list('ReplicaSet').items, cluster.api.list('Pod').items]).toEqual([[], []]);
  });
});
