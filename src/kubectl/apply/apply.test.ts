import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { runOnce as run } from '../../testing/run-once.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';

const ref = { namespace: 'default', name: 'log-collector' };

/** The tutorial's manifest with another selector, which is immutable. */
function relabelled(app: string, image = 'fluentd:latest'): string {
  const { spec, ...rest } = logCollector();
  const labels = { app };
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'log-collector', image }] },
  };
  return JSON.stringify({ ...rest, spec: { ...spec, selector: { matchLabels: labels }, template } });
}

function applied(): Cluster {
  const cluster = testCluster();
  expect(run(cluster, 'apply -f -', JSON.stringify(logCollector())).exitCode).toBe(0);
  cluster.runUntil(cluster.now + 10_000);
  return cluster;
}

describe('kubectl apply --force', () => {
  it('deletes and makes anew what may not change; without it that is refused', () => {
    const cluster = applied();
    const { uid } = cluster.api.get('DaemonSet', ref).metadata;
    expect(run(cluster, 'apply -f -', relabelled('agent')).stderr).toContain('field is immutable');
    expect(cluster.api.get('DaemonSet', ref).metadata.uid).toBe(uid);
    const forced = run(cluster, 'apply -f - --force', relabelled('agent'));
    expect(forced).toEqual({ exitCode: 0, stderr: '', stdout: 'daemonset.apps/log-collector configured\n' });
    const { metadata, spec } = cluster.api.get('DaemonSet', ref);
    expect(metadata.uid).not.toBe(uid);
    expect(spec.selector).toEqual({ matchLabels: { app: 'agent' } });
    cluster.runUntil(cluster.now + 60_000);
    expect(cluster.api.list('Pod').items.map((pod) => pod.metadata.labels?.app)).toEqual(['agent', 'agent', 'agent']);
  });

  it('what the server does not take leaves the old object, with its error', () => {
    const cluster = applied();
    const { exitCode, stderr } = run(cluster, 'apply -f - --force', relabelled('agent', ''));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('spec.template.spec.containers[0].image: Required value');
    expect(cluster.api.get('DaemonSet', ref).spec.selector).toEqual({ matchLabels: { app: 'log-collector' } });
  });

  it('does not go with a dry run on the server, nor with --server-side', () => {
    const cluster = applied();
    for (const [flags, why] of [
      ['--dry-run=server', '--dry-run=server cannot be used with --force'],
      ['--server-side', '--force cannot be used with --server-side'],
    ]) {
      const { stderr, exitCode } = run(cluster, `apply -f - --force ${flags}`, relabelled('agent'));
      expect([stderr, exitCode]).toEqual([`error: ${why}\n`, 1]);
    }
  });
});

describe('kubectl apply -l', () => {
  const configMap = (name: string, tier: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {tier: ${tier}}}\n`;
  const both = `${configMap('front', 'web')}---\n${configMap('back', 'db')}`;

  it('takes of the files what the selector matches', () => {
    expect(run(testCluster(), 'apply -f - -l tier=db', both).stdout).toBe('configmap/back created\n');
    expect(run(testCluster(), 'apply -f - -l tier=x', both).stderr).toBe('error: no objects passed to apply\n');
  });

  it('a selector that cannot be read is an error of its own', () => {
    const { stderr, exitCode } = run(testCluster(), "apply -f - -l 'tier in db'", both);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: the provided selector "tier in db" is not valid: /);
  });
});

describe('kubectl apply --prune', () => {
  const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {app: a}}\n`;

  it('removes what was applied before and is in the files no more, and nothing else', () => {
    const cluster = applied();
    run(cluster, 'create -f -', configMap('by-hand'));
    run(cluster, 'apply -f -', `${configMap('front')}---\n${configMap('back')}`);
    expect(run(cluster, 'apply -f - --prune -l app=a --dry-run=client', configMap('front')).stdout).toBe(
      'configmap/front unchanged (dry run)\nconfigmap/back pruned (dry run)\n',
    );
    expect(run(cluster, 'apply -f - --prune -l app=a', configMap('front'))).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: 'configmap/front unchanged\nconfigmap/back pruned\n',
    });
    expect(cluster.api.list('ConfigMap', { namespace: 'default' }).items.map(({ metadata }) => metadata.name)).toEqual([
      'by-hand',
      'front',
    ]);
    expect(run(cluster, 'apply -f - --prune --all', configMap('front')).stdout).toBe(
      'configmap/front unchanged\ndaemonset.apps/log-collector pruned\n',
    );
  });

  it('after an error nothing is removed', () => {
    const cluster = applied();
    expect(run(cluster, 'apply -f - --prune --all', relabelled('agent')).exitCode).toBe(1);
    expect(cluster.api.list('DaemonSet').items).toHaveLength(1);
  });
});
