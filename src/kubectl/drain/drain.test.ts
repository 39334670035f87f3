import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { buildPod } from '../../testing/builders.ts';
import { runToEnd } from '../../testing/run-to-end.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { verdictOf } from './filters.ts';

/** A DaemonSet, and a Pod `api-1` and `api-2` without a controller on the first two nodes. */
function withPods(): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  for (const n of [1, 2]) {
    cluster.api.create('Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `api-${n}`, namespace: 'default', labels: { app: 'api' } },
      spec: { nodeName: `node-${n}`, containers: [{ name: 'api', image: 'api:v1' }] },
    });
  }
  cluster.runUntil(cluster.now + 10_000);
  return cluster;
}

function withBudget(cluster: Cluster, minAvailable: number): void {
  cluster.api.create('PodDisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'api', namespace: 'default' },
    spec: { minAvailable, selector: { matchLabels: { app: 'api' } } },
  });
  cluster.runUntil(cluster.now + 1000);
}

const daemonPod = (cluster: Cluster): string =>
  [...cluster.state.byIndex('Pod', 'node', 'node-1').keys()].find((key) => key.includes('log-')) ?? '';

describe('§10.5 kubectl drain', () => {
  it('leaves the node cordoned and says twice what it may not delete', () => {
    const cluster = withPods();
    const { stdout, stderr, exitCode } = runToEnd(cluster, 'drain node-1 --ignore-daemonsets');
    const why = 'cannot delete Pods that declare no controller (use --force to override): default/api-1';
    expect(stdout).toBe('node/node-1 cordoned\n');
    expect(stderr).toBe(
      `error: unable to drain node "node-1" due to error: ${why}, continuing command...\nThere are pending nodes to be drained:\n node-1\n${why}\n`,
    );
    expect(exitCode).toBe(1);
  });

  it('lists the kinds of trouble of a node in brackets, and each on a line of its own at the end', () => {
    const { stderr } = runToEnd(withPods(), 'drain node-1');
    expect(stderr).toContain('due to error: [cannot delete ');
    expect(stderr.trimEnd().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^cannot delete /),
      expect.stringMatching(/^cannot delete /),
    ]);
  });

  it('asks every five seconds while a budget refuses, then waits until the Pod is gone', () => {
    const cluster = withPods();
    withBudget(cluster, 2);
    const begun = cluster.now;
    const relax = (): void => {
      if (cluster.now !== begun + 12_000) return;
      cluster.api.patch(
        'PodDisruptionBudget',
        { namespace: 'default', name: 'api' },
        { type: 'merge', body: { spec: { minAvailable: 1 } } },
      );
    };
    const ended = runToEnd(cluster, 'drain node-1 --ignore-daemonsets --force', relax);
    const warning = `Warning: deleting Pods that declare no controller: default/api-1; ignoring DaemonSet-managed Pods: ${daemonPod(cluster)}`;
    expect(ended.stderr.split('\n')[0]).toBe(warning);
    const refused =
      'error when evicting pods/"api-1" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod\'s disruption budget.';
    expect(ended.stderr.split('\n').filter((line) => line === refused)).toHaveLength(3);
    expect(ended.stdout.split('\n').filter((line) => line === 'evicting pod default/api-1')).toHaveLength(4);
    expect(ended.stdout.endsWith('pod/api-1 evicted\nnode/node-1 drained\n')).toBe(true);
    expect(ended.exitCode).toBe(0);
    expect(daemonPod(cluster)).not.toBe('');
  });

  it('gives up when --timeout is over', () => {
    const cluster = withPods();
    withBudget(cluster, 2);
    const { stderr, exitCode } = runToEnd(cluster, 'drain node-1 --ignore-daemonsets --force --timeout=7s');
    const why = 'error when evicting pods/"api-1" -n "default": global timeout reached: 7s';
    expect(stderr).toContain(`There are pending pods in node "node-1" when an error occurred: ${why}\npod/api-1\n`);
    expect(stderr.endsWith(`There are pending nodes to be drained:\n node-1\n${why}\n`)).toBe(true);
    expect(exitCode).toBe(1);
  });

  it('deletes past the budget with --disable-eviction, several nodes one after the other', () => {
    const cluster = withPods();
    withBudget(cluster, 2);
    const { stdout, exitCode } = runToEnd(
      cluster,
      'drain node-1 node-2 --ignore-daemonsets --force --disable-eviction',
    );
    expect(stdout).toBe(
      'node/node-1 cordoned\nnode/node-2 cordoned\npod/api-1 deleted\nnode/node-1 drained\npod/api-2 deleted\nnode/node-2 drained\n',
    );
    expect(exitCode).toBe(0);
  });

  it('touches nothing when one of the nodes is not there', () => {
    const cluster = withPods();
    const { stdout, stderr } = runToEnd(cluster, 'drain node-1 node-9 --force');
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: 'Error from server (NotFound): nodes "node-9" not found\n',
    });
    expect(cluster.api.get('Node', { name: 'node-1' }).spec.unschedulable).toBeUndefined();
  });
});

describe('filters', () => {
  const view = {
    force: true,
    ignoreDaemonSets: true,
    deleteEmptyDirData: true,
    skipWaitForDelete: 0,
    now: 0,
    daemonSetProblem: () => undefined,
  };

  it('a later filter overrules the warning of an earlier one, as upstream', () => {
    const plain = buildPod({ node: 'node-1' });
    const stored = { ...plain, spec: { ...plain.spec, volumes: [{ name: 'tmp', emptyDir: {} }] } };
    expect(verdictOf(stored, view)).toEqual({ remove: true, warning: 'deleting Pods that declare no controller' });
    expect(verdictOf(stored, { ...view, deleteEmptyDirData: false })).toMatchObject({ remove: false });
  });

  it('a finished Pod always goes', () => {
    expect(verdictOf(buildPod({ phase: 'Failed' }), { ...view, force: false })).toEqual({ remove: true });
  });
});
