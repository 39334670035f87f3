import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { runToEnd } from '../../testing/run-to-end.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';

function running(): Cluster {
  const cluster = testCluster({ nodes: 2 });
  cluster.api.create('DaemonSet', logCollector());
  return cluster;
}

describe('kubectl wait', () => {
  it('waits for conditions and fields, object by object', () => {
    const cluster = running();
    cluster.runUntil(cluster.now + 100);
    const pods = runToEnd(cluster, 'wait --for=condition=ready pod -l app=log-collector --timeout=10s');
    expect(pods.stdout).toMatch(/^(pod\/log-collector-\w{5} condition met\n){2}$/);
    expect(runToEnd(cluster, "wait --for=jsonpath='{.status.numberReady}'=2 ds/log-collector")).toEqual({
      stdout: 'daemonset.apps/log-collector condition met\n',
      stderr: '',
      exitCode: 0,
    });
  });

  it('gives up after --timeout, and tells of several objects without `error: `', () => {
    const cluster = running();
    cluster.runUntil(cluster.now + 5000);
    expect(runToEnd(cluster, 'wait --for=condition=Available ds/log-collector --timeout=2s')).toEqual({
      stdout: '',
      stderr: 'error: timed out waiting for the condition on daemonsets/log-collector\n',
      exitCode: 1,
    });
    expect(runToEnd(cluster, 'wait --for=delete nodes --all --timeout=1s').stderr).toBe(
      'timed out waiting for the condition on nodes/node-1\ntimed out waiting for the condition on nodes/node-2\n',
    );
  });

  it('has nothing to wait for where nothing matches, unless it waits for that', () => {
    const cluster = running();
    expect(runToEnd(cluster, 'wait --for=condition=Ready pod -l app=none').stderr).toBe(
      'error: no matching resources found\n',
    );
    expect(runToEnd(cluster, 'wait --for=delete pod/none')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect(runToEnd(cluster, 'wait pod/none').stderr).toBe('error: unrecognized condition: []\n');
  });

  it('waits until something is created', () => {
    const cluster = testCluster({ nodes: 1 });
    const begun = cluster.now;
    const create = (): void => {
      if (cluster.now === begun + 2000) cluster.api.create('DaemonSet', logCollector());
    };
    expect(runToEnd(cluster, 'wait --for=create ds/log-collector', create).stdout).toBe(
      'daemonset.apps/log-collector condition met\n',
    );
  });
});
