import { expect, it } from 'vitest';
import { buildNode, buildPod } from '../../testing/builders.ts';
import { barePod, eventsOf, pass, podOf } from '../../testing/kubelet-cluster.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { checkPredicates, rejectionOf } from './admission.ts';

const asking = (cpu: string) => ({ resources: { requests: { cpu } } });

it('§12.4 a Pod bound past the scheduler that does not fit is rejected', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('Pod', barePod('big', {}, asking('1800m')));
  pass(cluster, 2000);
  cluster.api.create('Pod', barePod('late', {}, asking('500m')));
  pass(cluster, 2000);
  const message = "Node didn't have enough resource: cpu, requested: 500, used: 1800, capacity: 2000";
  expect(podOf(cluster, 'late').status).toMatchObject({
    phase: 'Failed',
    reason: 'OutOfcpu',
    message: `Pod was rejected: ${message}`,
  });
  expect(eventsOf(cluster, 'late')).toEqual([`Warning OutOfcpu ${message}`]);
});

it.each([
  ['NodeAffinity', { nodeSelector: { disk: 'ssd' } }, {}, "node(s) didn't match Pod's node affinity/selector"],
  [
    'NodePorts',
    {},
    { ports: [{ containerPort: 80, hostPort: 80 }] },
    "node(s) didn't have free ports for the requested pod ports",
  ],
])('§12.4 the kubelet rejects by %s', (reason, spec, container, why) => {
  const cluster = testCluster({ nodes: 1 });
  const web = { ports: [{ containerPort: 80, hostPort: 80 }] };
  cluster.api.create('Pod', barePod('web', {}, web));
  pass(cluster, 2000);
  cluster.api.create('Pod', barePod('p', spec, container));
  pass(cluster, 2000);
  expect(podOf(cluster, 'p').status).toMatchObject({
    phase: 'Failed',
    reason,
    message: `Pod was rejected: Predicate ${reason} failed: ${why}`,
  });
});

it('of taints only an untolerated NoExecute one concerns the kubelet', () => {
  const pod = buildPod({ node: 'node-1' });
  const rejected = (effect: string) =>
    rejectionOf(checkPredicates(pod, buildNode('node-1', { taints: [{ key: 'k', effect }] }), []));
  expect(rejected('NoSchedule')).toBeUndefined();
  expect(rejected('NoExecute')).toEqual({
    reason: 'TaintToleration',
    message: 'Predicate TaintToleration failed: node(s) had untolerated taint(s)',
  });
});

it('§12.4 a node holds no more Pods than it says', () => {
  const cluster = testCluster({ nodes: [{ name: 'node-1', pods: '1' }] });
  cluster.api.create('Pod', barePod('a'));
  pass(cluster, 2000);
  cluster.api.create('Pod', barePod('b'));
  pass(cluster, 2000);
  expect(podOf(cluster, 'b').status).toMatchObject({
    reason: 'OutOfpods',
    message: "Pod was rejected: Node didn't have enough resource: pods, requested: 1, used: 1, capacity: 1",
  });
});

it('§16 for a critical Pod the kubelet ends lesser ones, as few as possible', () => {
  const cluster = testCluster({ nodes: 1 });
  for (const [name, cpu] of [
    ['small', '500m'],
    ['large', '1200m'],
  ] as const)
    cluster.api.create('Pod', barePod(name, {}, asking(cpu)));
  pass(cluster, 2000);
  const priority = { priorityClassName: 'system-node-critical', priority: 2_000_001_000 };
  cluster.api.create('Pod', barePod('vital', priority, asking('1000m')));
  pass(cluster, 5000);
  expect(podOf(cluster, 'vital').status.phase).toBe('Running');
  expect(podOf(cluster, 'small').status.phase).toBe('Running');
  expect(podOf(cluster, 'large').status).toMatchObject({
    phase: 'Failed',
    reason: 'Preempting',
    message: 'Preempted in order to admit critical pod',
  });
  expect(podOf(cluster, 'large').status.conditions).toContainEqual(
    expect.objectContaining({ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet' }),
  );
});

it('§4.1 a rejected daemon Pod is replaced after 1, 2, 4 … seconds', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.api.create('Pod', barePod('big', {}, asking('1950m')));
  pass(cluster, 2000);
  const draft = logCollector();
  const { template } = draft.spec;
  const bypassed = { ...template, spec: { ...template.spec, nodeName: 'node-1' } };
  cluster.api.create('DaemonSet', { ...draft, spec: { ...draft.spec, template: bypassed } });
  pass(cluster, 20_000);
  const failed = eventsOf(cluster, 'log-collector').filter((text) => text.includes('FailedDaemonPod'));
  // Deleted at about 0, 1, 3, 7 and 15 s.
  expect(failed).toHaveLength(5);
  expect(failed[0]).toMatch(
    /^Warning FailedDaemonPod Found failed daemon pod default\/log-collector-\w+ on node node-1/,
  );
  cluster.api.delete('Pod', { namespace: 'default', name: 'big' });
  pass(cluster, 40_000);
  expect([...cluster.state.all('Pod').values()].map(({ status }) => status.phase)).toEqual(['Running']);
});
