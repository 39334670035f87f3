import { expect, it } from 'vitest';
import { barePod, eventsOf, pass, podOf, statusOf } from '../../testing/kubelet-cluster.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { type Cluster, isPodReady } from '../index.ts';

const taints = (cluster: Cluster): readonly string[] =>
  (cluster.api.get('Node', { name: 'node-1' }).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);
const condition = (cluster: Cluster, type: string) =>
  cluster.api.get('Node', { name: 'node-1' }).status.conditions?.find((one) => one.type === type);
const requests = { resources: { requests: { cpu: '100m', memory: '200Mi' } } };

it('§14 under memory pressure the node is tainted and one Pod is evicted: the one above its requests', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('Pod', barePod('modest', {}, requests));
  cluster.api.create('Pod', barePod('greedy'));
  cluster.api.create('Pod', barePod('vital', { priorityClassName: 'system-node-critical', priority: 2_000_001_000 }));
  pass(cluster, 3000);
  cluster.world.setPressure('node-1', 'memory', true);
  pass(cluster, 5000);
  expect(condition(cluster, 'MemoryPressure')).toMatchObject({
    status: 'True',
    reason: 'KubeletHasInsufficientMemory',
    message: 'kubelet has insufficient memory available',
  });
  expect(taints(cluster)).toEqual(['node.kubernetes.io/memory-pressure:NoSchedule']);
  expect(podOf(cluster, 'greedy').status).toMatchObject({ phase: 'Failed', reason: 'Evicted' });
  expect(podOf(cluster, 'greedy').status.message).toMatch(
    /^The node was low on resource: memory\. .*Container app was using \d+Ki, request is 0, has larger consumption of memory\. $/,
  );
  expect(['modest', 'vital'].map((name) => podOf(cluster, name).status.phase)).toEqual(['Running', 'Running']);
  expect(eventsOf(cluster, 'node-1')).toContain(
    'Normal NodeHasInsufficientMemory Node node-1 status is now: NodeHasInsufficientMemory',
  );
  cluster.world.setPressure('node-1', 'memory', false);
  pass(cluster, 5000);
  expect(condition(cluster, 'MemoryPressure')?.status).toBe('False');
  expect(taints(cluster)).toEqual([]);
});

it('§14 under disk pressure a daemon Pod is evicted, and each new one rejected, with growing delay', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('DaemonSet', logCollector());
  pass(cluster, 3000);
  cluster.world.setPressure('node-1', 'disk', true);
  pass(cluster, 10_000);
  const pods = [...cluster.state.all('Pod').values()];
  expect(pods.map(({ status }) => [status.phase, status.reason, status.message])).toEqual([
    ['Failed', 'Evicted', 'Pod was rejected: The node had condition: [DiskPressure]. '],
  ]);
  cluster.world.setPressure('node-1', 'disk', false);
  pass(cluster, 60_000);
  expect([...cluster.state.all('Pod').values()].map(isPodReady)).toEqual([true]);
});

it('a machine that booted starts its containers anew, and says so', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('Pod', barePod('p'));
  cluster.api.create('Pod', barePod('once', { restartPolicy: 'Never' }));
  pass(cluster, 3000);
  cluster.world.powerOff('node-1');
  pass(cluster, 5000);
  cluster.world.powerOn('node-1');
  pass(cluster, 5000);
  expect(isPodReady(podOf(cluster, 'p'))).toBe(true);
  expect(statusOf(cluster, 'p')).toMatchObject({
    restartCount: 1,
    lastState: { terminated: { exitCode: 255, reason: 'Unknown' } },
  });
  expect(podOf(cluster, 'once').status.phase).toBe('Failed');
  expect(eventsOf(cluster, 'p')).toContain(
    'Normal SandboxChanged Pod sandbox changed, it will be killed and re-created.',
  );
  const { bootID } = cluster.api.get('Node', { name: 'node-1' }).status.nodeInfo ?? {};
  expect(eventsOf(cluster, 'node-1')).toContain(`Warning Rebooted Node node-1 has been rebooted, boot id: ${bootID}`);
});

it('§10.2 a node that was silent returns: same Pods, Ready since then, what was force-deleted is gone', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('Pod', barePod('kept'));
  cluster.api.create('Pod', barePod('forced'));
  pass(cluster, 3000);
  cluster.world.stopKubelet('node-1');
  pass(cluster, 70_000);
  expect(condition(cluster, 'Ready')?.status).toBe('Unknown');
  cluster.api.delete('Pod', { namespace: 'default', name: 'forced' }, { gracePeriodSeconds: 0 });
  cluster.world.startKubelet('node-1');
  pass(cluster, 10_000);
  expect(condition(cluster, 'Ready')).toMatchObject({ status: 'True', reason: 'KubeletReady' });
  expect(condition(cluster, 'Ready')?.lastTransitionTime).toBe('2026-07-01T09:01:15Z');
  expect(statusOf(cluster, 'kept').restartCount).toBe(0);
  expect(isPodReady(podOf(cluster, 'kept'))).toBe(true);
  expect([...cluster.state.all('podRun').keys()]).toEqual(['default/kept']);
});

it('a short silence that nobody noticed moves no transition time', () => {
  const cluster = testCluster({ nodes: 1 });
  const before = condition(cluster, 'Ready')?.lastTransitionTime;
  pass(cluster, 5000);
  cluster.world.stopKubelet('node-1');
  pass(cluster, 5000);
  cluster.world.startKubelet('node-1');
  pass(cluster, 5000);
  expect(condition(cluster, 'Ready')?.lastTransitionTime).toBe(before);
});

it('cut off from the network a container crashes and restarts unheard; its count is told afterwards', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { crashAfter: 20_000 });
  cluster.api.create('Pod', barePod('p'));
  pass(cluster, 3000);
  cluster.world.cutNetwork('node-1');
  pass(cluster, 45_000);
  expect(statusOf(cluster, 'p').restartCount).toBe(0);
  cluster.world.restoreNetwork('node-1');
  pass(cluster, 1000);
  expect(statusOf(cluster, 'p').restartCount).toBeGreaterThan(0);
});

it('§14 while the registry is down every pull fails, and present images still start', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('Pod', barePod('before', {}, { image: 'old:1' }));
  pass(cluster, 3000);
  cluster.world.setRegistry('down');
  cluster.api.create('Pod', barePod('new', {}, { image: 'fresh:1' }));
  cluster.api.create('Pod', barePod('again', {}, { image: 'old:1' }));
  pass(cluster, 3000);
  expect(statusOf(cluster, 'new').state.waiting?.reason).toBe('ImagePullBackOff');
  expect(statusOf(cluster, 'new').state.waiting?.message).toMatch(
    /^Back-off pulling image "fresh:1": ErrImagePull: failed to pull/,
  );
  expect(isPodReady(podOf(cluster, 'again'))).toBe(true);
  expect(eventsOf(cluster, 'again')).toEqual([
    'Normal Pulled Container image "old:1" already present on machine',
    'Normal Created Created container: app',
    'Normal Started Started container app',
  ]);
  cluster.world.setRegistry('up');
  pass(cluster, 30_000);
  expect(isPodReady(podOf(cluster, 'new'))).toBe(true);
});

it('§14 a second deletion shortens the time that a stubborn container has left', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { terminate: 60_000 });
  for (const name of ['slow', 'hurried', 'forced']) cluster.api.create('Pod', barePod(name));
  pass(cluster, 3000);
  for (const name of ['slow', 'hurried', 'forced']) cluster.api.delete('Pod', { namespace: 'default', name });
  cluster.api.delete('Pod', { namespace: 'default', name: 'hurried' }, { gracePeriodSeconds: 5 });
  cluster.api.delete('Pod', { namespace: 'default', name: 'forced' }, { gracePeriodSeconds: 0 });
  const present = () => [...cluster.state.all('Pod').values()].map(({ metadata }) => metadata.name);
  expect(present()).toEqual(['slow', 'hurried']);
  pass(cluster, 7000);
  expect(present()).toEqual(['slow']);
  pass(cluster, 25_000);
  expect(present()).toEqual([]);
});
