import { expect, it } from 'vitest';
import { podStatusText } from '../../kubectl/printers/pod-status.ts';
import { barePod, eventsOf, pass, podOf, statusOf } from '../../testing/kubelet-cluster.ts';
import { testCluster } from '../../testing/test-cluster.ts';
import { podCondition } from '../index.ts';

const twoInits = [
  { name: 'first', image: 'init:1' },
  { name: 'second', image: 'init:2' },
];

it('§14 init containers run one after the other, and the main ones wait with PodInitializing', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('init:1', { pull: 1000, readyAfter: 5000 });
  cluster.world.setImage('init:2', { pull: 1000, readyAfter: 5000 });
  cluster.api.create('Pod', barePod('p', { initContainers: twoInits }));
  pass(cluster, 3000);
  expect(podStatusText(podOf(cluster, 'p'))).toBe('Init:0/2');
  expect(podOf(cluster, 'p').status.phase).toBe('Pending');
  expect(statusOf(cluster, 'p').state).toEqual({ waiting: { reason: 'PodInitializing' } });
  expect(statusOf(cluster, 'p', 'second').state).toEqual({ waiting: { reason: 'PodInitializing' } });
  expect(podCondition(podOf(cluster, 'p'), 'Initialized')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: 'containers with incomplete status: [first second]',
  });
  pass(cluster, 5000);
  expect(podStatusText(podOf(cluster, 'p'))).toBe('Init:1/2');
  expect(statusOf(cluster, 'p', 'first')).toMatchObject({
    ready: true,
    state: { terminated: { exitCode: 0, reason: 'Completed' } },
  });
  pass(cluster, 10_000);
  expect(podStatusText(podOf(cluster, 'p'))).toBe('Running');
  expect(podCondition(podOf(cluster, 'p'), 'Initialized')?.status).toBe('True');
  expect(podCondition(podOf(cluster, 'p'), 'Ready')?.status).toBe('True');
});

it('§14 a failing init container is restarted with back-off, and holds the Pod in Pending', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('init:1', { crashAfter: 1000 });
  cluster.api.create('Pod', barePod('p', { initContainers: [{ name: 'first', image: 'init:1' }] }));
  pass(cluster, 8000);
  expect(podStatusText(podOf(cluster, 'p'))).toBe('Init:CrashLoopBackOff');
  expect(podOf(cluster, 'p').status.phase).toBe('Pending');
  expect(statusOf(cluster, 'p', 'first').restartCount).toBe(1);
  expect(statusOf(cluster, 'p').state).toEqual({ waiting: { reason: 'PodInitializing' } });
});

it('getPhase: with restartPolicy Never a failed init container fails the Pod', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('init:1', { crashAfter: 1000 });
  const spec = { restartPolicy: 'Never', initContainers: [{ name: 'first', image: 'init:1' }] };
  cluster.api.create('Pod', barePod('p', spec));
  pass(cluster, 8000);
  expect(podOf(cluster, 'p').status.phase).toBe('Failed');
  expect(podStatusText(podOf(cluster, 'p'))).toBe('Init:Error');
  expect(cluster.state.all('podRun').size).toBe(0);
});

it('§14 a sidecar lets the next one begin once it has started, counts for readiness, and ends last', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('mesh:1', { readyAfter: 20_000, terminate: 3000 });
  cluster.world.setImage('app:1', { terminate: 2000 });
  const sidecar = { name: 'mesh', image: 'mesh:1', restartPolicy: 'Always' };
  cluster.api.create('Pod', barePod('p', { initContainers: [sidecar] }));
  pass(cluster, 5000);
  expect(statusOf(cluster, 'p').ready).toBe(true);
  expect(podCondition(podOf(cluster, 'p'), 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [mesh]',
  });
  pass(cluster, 20_000);
  expect(podCondition(podOf(cluster, 'p'), 'Ready')?.status).toBe('True');
  cluster.api.delete('Pod', { namespace: 'default', name: 'p' });
  pass(cluster, 3000);
  expect(statusOf(cluster, 'p').state.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  expect(statusOf(cluster, 'p', 'mesh').state.running).toBeDefined();
  pass(cluster, 3000);
  expect(cluster.state.get('Pod', 'default/p')).toBeUndefined();
});

it.each([
  ['Never', 1, 'Failed', 'Error'],
  ['Never', 0, 'Succeeded', 'Completed'],
  ['OnFailure', 0, 'Succeeded', 'Completed'],
  ['OnFailure', 1, 'Running', 'CrashLoopBackOff'],
  ['Always', 0, 'Running', 'CrashLoopBackOff'],
])('getPhase: restartPolicy %s and exit code %i give %s', (restartPolicy, exitCode, phase, text) => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { crashAfter: 1000, exitCode });
  cluster.api.create('Pod', barePod('p', { restartPolicy }));
  pass(cluster, 8000);
  expect(podOf(cluster, 'p').status.phase).toBe(phase);
  expect(podStatusText(podOf(cluster, 'p'))).toBe(text);
  const why = phase === 'Running' ? 'ContainersNotReady' : phase === 'Failed' ? 'PodFailed' : 'PodCompleted';
  expect(podCondition(podOf(cluster, 'p'), 'ContainersReady')).toMatchObject({ status: 'False', reason: why });
});

it('§14 a sidecar ends when the main containers of a Pod are through, and then the Pod has succeeded', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { crashAfter: 5000, exitCode: 0 });
  const sidecar = { name: 'mesh', image: 'mesh:1', restartPolicy: 'Always' };
  cluster.api.create('Pod', barePod('p', { restartPolicy: 'Never', initContainers: [sidecar] }));
  pass(cluster, 10_000);
  expect(podOf(cluster, 'p').status.phase).toBe('Succeeded');
  expect(eventsOf(cluster, 'p')).toContain('Normal Killing Stopping container mesh');
  expect(cluster.nextAt).toBeUndefined();
});
