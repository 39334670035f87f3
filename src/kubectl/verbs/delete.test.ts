import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { runToEnd } from '../../testing/run-to-end.ts';
import { testCluster } from '../../testing/test-cluster.ts';

function withMaps(...names: readonly string[]): Cluster {
  const cluster = testCluster({ nodes: 0 });
  for (const name of names) {
    cluster.api.create('ConfigMap', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'default', labels: { app: 'web' } },
    });
  }
  return cluster;
}

describe('kubectl delete', () => {
  it('refuses what contradicts itself before it deletes anything', () => {
    const cluster = withMaps('a');
    const refusal = (line: string): string => runToEnd(cluster, `delete ${line}`).stderr;
    expect(refusal('cm --all -l app=web')).toBe("error: setting 'all' parameter but found a non empty selector. \n");
    expect(refusal('cm a -l app=web')).toBe('error: name cannot be provided when a selector is specified\n');
    expect(refusal('cm')).toBe('error: resource(s) were provided, but no name was specified\n');
    expect(refusal('cm,secret a')).toBe('error: you must specify only one resource\n');
    expect(refusal('cm a --force --grace-period=5')).toBe(
      'error: --force and --grace-period greater than 0 cannot be specified together\n',
    );
    expect(refusal('cm a --cascade=maybe')).toContain('error: invalid cascade value (maybe).');
    expect(refusal('cm a -o yaml')).toBe("error: unexpected -o output mode: yaml. We only support '-o name'\n");
    expect(cluster.api.list('ConfigMap', { namespace: 'default' }).items).toHaveLength(1);
  });

  it('goes on behind a missing name and tells of all of them at the end', () => {
    const cluster = withMaps('a', 'b');
    expect(runToEnd(cluster, 'delete cm a none b nobody')).toEqual({
      stdout: 'configmap "a" deleted from default namespace\nconfigmap "b" deleted from default namespace\n',
      stderr:
        'Error from server (NotFound): configmaps "none" not found\nError from server (NotFound): configmaps "nobody" not found\n',
      exitCode: 1,
    });
    expect(runToEnd(cluster, 'delete cm a --ignore-not-found')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  });

  it('takes several kinds by selector, and says what a dry run would do', () => {
    const cluster = withMaps('a', 'b');
    expect(runToEnd(cluster, 'delete cm,secret -l app=web --dry-run=server').stdout).toBe(
      'configmap "a" deleted from default namespace (server dry run)\nconfigmap "b" deleted from default namespace (server dry run)\n',
    );
    expect(runToEnd(cluster, 'delete cm,secret -l app=web -o name').stdout).toBe('configmap/a\nconfigmap/b\n');
    expect(runToEnd(cluster, 'delete cm --all')).toEqual({ stdout: 'No resources found\n', stderr: '', exitCode: 0 });
  });

  it('waits for finalizers, as long as --timeout', () => {
    const cluster = withMaps('a');
    const ref = { namespace: 'default', name: 'a' };
    cluster.api.patch('ConfigMap', ref, { type: 'merge', body: { metadata: { finalizers: ['example.com/hold'] } } });
    expect(runToEnd(cluster, 'delete cm a --timeout=2s')).toMatchObject({
      stderr: 'error: timed out waiting for the condition on configmaps/a\n',
      exitCode: 1,
    });
    expect(runToEnd(cluster, 'delete cm a --wait=false').exitCode).toBe(0);
  });
});
