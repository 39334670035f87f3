import { describe, expect, it } from 'vitest';
import { testCluster } from '../../testing/test-cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { Pod, PodSpec } from '../model/core.ts';
import { podCondition } from '../model/pods.ts';

const container = (requests: Record<string, string> = {}) => ({
  name: 'app',
  image: 'nginx:1.27',
  resources: { requests },
});

function createPod(cluster: Cluster, name: string, spec: Partial<PodSpec> = {}, labels = { app: name }): void {
  cluster.api.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels },
    spec: { containers: [container({ cpu: '500m' })], terminationGracePeriodSeconds: 5, ...spec },
  });
}

/** A class, and what a Pod says to be of it. */
function priorityClass(cluster: Cluster, name: string, value: number, preemptionPolicy?: string): Partial<PodSpec> {
  const body = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name } } as const;
  cluster.api.create('PriorityClass', { ...body, value, ...(preemptionPolicy ? { preemptionPolicy } : {}) });
  return { priorityClassName: name };
}

const pinnedTo = (...nodes: readonly string[]): Partial<PodSpec> => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchFields: nodes.map((node) => ({ key: 'metadata.name', operator: 'In', values: [node] })) },
        ],
      },
    },
  },
});

const podOf = (cluster: Cluster, name: string): Pod => cluster.api.get('Pod', { namespace: 'default', name });

/** `reason message ×count` of the events about a Pod, first seen first. */
function said(cluster: Cluster, name: string): readonly string[] {
  const own = [...cluster.state.all('Event').values()].filter(({ involvedObject }) => involvedObject.name === name);
  return own
    .filter(({ source }) => source.component === 'default-scheduler')
    .map(({ reason, message, count }) => `${reason} ${message} ×${count}`);
}

const pass = (cluster: Cluster, millis: number): void => cluster.runUntil(cluster.now + millis);

const SMALL = [{ name: 'node-1', cpu: '1' }];
const FULL = '0/1 nodes are available: 1 Insufficient cpu. preemption:';

describe('§16 preemption', () => {
  function fullNode() {
    const cluster = testCluster({ nodes: SMALL });
    for (const name of ['a', 'b']) createPod(cluster, name);
    pass(cluster, 3000);
    return cluster;
  }

  it('evicts the fewest that make room, waits for them on its nominated node, and is bound', () => {
    const cluster = fullNode();
    createPod(cluster, 'high', { ...priorityClass(cluster, 'high', 1000), containers: [container({ cpu: '400m' })] });
    pass(cluster, 100);
    const { uid } = podOf(cluster, 'high').metadata;
    expect(podOf(cluster, 'high').status.nominatedNodeName).toBe('node-1');
    const victims = ['a', 'b'].filter((name) => podOf(cluster, name).metadata.deletionTimestamp);
    expect(victims).toHaveLength(1);
    const [victim = ''] = victims;
    expect(podCondition(podOf(cluster, victim), 'DisruptionTarget')).toMatchObject({
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: 'default-scheduler: preempting to accommodate a higher priority pod',
    });
    expect(said(cluster, victim)).toContain(`Preempted Preempted by pod ${uid} on node node-1 ×1`);
    pass(cluster, 10_000);
    expect(podOf(cluster, 'high').spec.nodeName).toBe('node-1');
    expect(podOf(cluster, 'high').status.nominatedNodeName).toBeUndefined();
    expect(said(cluster, 'high')).toEqual([
      `FailedScheduling ${FULL} found a potential placement for pod on node node-1, preempting 1 victims ×1`,
      'Scheduled Successfully assigned default/high to node-1 ×1',
    ]);
  });

  it('keeps the room for the nominated Pod against others of no more priority', () => {
    const cluster = fullNode();
    createPod(cluster, 'high', { ...priorityClass(cluster, 'high', 1000), containers: [container({ cpu: '1' })] });
    pass(cluster, 10);
    createPod(cluster, 'late', { containers: [container({ cpu: '100m' })] });
    pass(cluster, 20_000);
    expect(podOf(cluster, 'high').spec.nodeName).toBe('node-1');
    expect(podOf(cluster, 'late').spec.nodeName).toBeUndefined();
  });

  it('preempts nobody more while its victims end', () => {
    const cluster = fullNode();
    const wide = { ...priorityClass(cluster, 'high', 1000), containers: [container({ cpu: '1' })] };
    cluster.world.setImage('slow:1', { terminate: 4000 });
    cluster.api.delete('Pod', { namespace: 'default', name: 'b' }, { gracePeriodSeconds: 0 });
    createPod(cluster, 'c', { containers: [{ ...container({ cpu: '500m' }), image: 'slow:1' }] });
    pass(cluster, 3000);
    createPod(cluster, 'high', wide);
    // One victim goes before the other: the Pod is tried in between.
    pass(cluster, 2000);
    expect(said(cluster, 'high')).toEqual([
      `FailedScheduling ${FULL} found a potential placement for pod on node node-1, preempting 2 victims ×1`,
      `FailedScheduling ${FULL} not eligible due to a terminating pod on the nominated node. ×1`,
    ]);
    pass(cluster, 5000);
    expect(podOf(cluster, 'high').spec.nodeName).toBe('node-1');
  });

  it('does not preempt under preemptionPolicy Never, nor without anyone of less priority', () => {
    const cluster = fullNode();
    createPod(cluster, 'polite', priorityClass(cluster, 'polite', 7, 'Never'));
    createPod(cluster, 'equal');
    pass(cluster, 1000);
    expect(said(cluster, 'polite')).toEqual([
      `FailedScheduling ${FULL} not eligible due to preemptionPolicy=Never. ×1`,
    ]);
    expect(said(cluster, 'equal')).toEqual([
      `FailedScheduling ${FULL} 0/1 nodes are available: 1 No preemption victims found for incoming pod. ×1`,
    ]);
  });
});

describe('§12.3 what a Pod says that cannot be placed', () => {
  it('counts the nodes that it does not name as excluded', () => {
    const cluster = testCluster({ nodes: 3 });
    createPod(cluster, 'one', { ...pinnedTo('node-2'), containers: [container({ cpu: '9' })] });
    createPod(cluster, 'gone', pinnedTo('node-9'));
    createPod(cluster, 'both', pinnedTo('node-1', 'node-2'));
    pass(cluster, 1000);
    const helpless = 'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling. ×1';
    const head = 'FailedScheduling 0/3 nodes are available:';
    expect(said(cluster, 'one')).toEqual([
      `${head} 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${helpless}`,
    ]);
    expect(said(cluster, 'gone')).toEqual([`${head} 3 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${helpless}`]);
    expect(said(cluster, 'both')).toEqual([`${head} pod affinity terms conflict. ${helpless}`]);
    expect(podCondition(podOf(cluster, 'both'), 'PodScheduled')).toMatchObject({ reason: 'Unschedulable' });
  });

  it('comes back by its back-off, 1 s to 10 s, while there are no nodes at all', () => {
    const cluster = testCluster({ nodes: 0 });
    createPod(cluster, 'a');
    pass(cluster, 100);
    expect(said(cluster, 'a')).toEqual(['FailedScheduling no nodes available to schedule pods ×1']);
    // After 1, 3, 7, 15 and 25 s.
    pass(cluster, 26_000);
    expect(said(cluster, 'a')).toEqual(['FailedScheduling no nodes available to schedule pods ×6']);
  });
});

describe('§12.1 the queue', () => {
  const attempts = (cluster: Cluster, name: string): number =>
    [...cluster.state.all('Event').values()]
      .filter(({ involvedObject, reason }) => involvedObject.name === name && reason === 'FailedScheduling')
      .reduce((sum, { count }) => sum + count, 0);

  it('of Pods that arrive together the highest priority is tried first', () => {
    const cluster = testCluster({ nodes: SMALL });
    const high = priorityClass(cluster, 'high', 1000, 'Never');
    const containers = [container({ cpu: '800m' })];
    cluster.transact({ actor: 'test', key: '', reason: 'both at once' }, () => {
      createPod(cluster, 'low', { containers });
      createPod(cluster, 'high', { ...high, containers });
    });
    pass(cluster, 1000);
    expect(podOf(cluster, 'high').spec.nodeName).toBe('node-1');
    expect(podOf(cluster, 'low').spec.nodeName).toBeUndefined();
  });

  it('a Pod refused for resources is tried again when a Pod goes or a node that could hold it comes', () => {
    const cluster = testCluster({ nodes: [{ name: 'node-1', cpu: '1' }, { name: 'node-2' }] });
    createPod(cluster, 'big', { ...pinnedTo('node-1'), containers: [container({ cpu: '600m' })] });
    pass(cluster, 1000);
    createPod(cluster, 'second', { ...pinnedTo('node-1'), containers: [container({ cpu: '600m' })] });
    pass(cluster, 1000);
    expect(attempts(cluster, 'second')).toBe(1);
    cluster.api.patch('Node', { name: 'node-2' }, { type: 'merge', body: { metadata: { labels: { disk: 'ssd' } } } });
    pass(cluster, 1000);
    expect(attempts(cluster, 'second')).toBe(1);
    cluster.world.addNode({ name: 'tiny', cpu: '100m' });
    pass(cluster, 1000);
    expect(attempts(cluster, 'second')).toBe(1);
    // It is pinned to another node, but its hint only looks at whether it would fit the new one.
    cluster.world.addNode({ name: 'node-3' });
    pass(cluster, 1000);
    expect(attempts(cluster, 'second')).toBe(2);
    cluster.api.delete('Pod', { namespace: 'default', name: 'big' }, { gracePeriodSeconds: 0 });
    pass(cluster, 1000);
    expect(podOf(cluster, 'second').spec.nodeName).toBe('node-1');
  });

  it('a refused Pod is tried again after five minutes at the latest', () => {
    const cluster = testCluster({ nodes: SMALL });
    createPod(cluster, 'big', { containers: [container({ cpu: '2' })] });
    pass(cluster, 5 * 60_000 - 1000);
    expect(attempts(cluster, 'big')).toBe(1);
    pass(cluster, 2000);
    expect(attempts(cluster, 'big')).toBe(2);
  });

  it('Pods of other schedulers and Pods behind gates are left alone', () => {
    const cluster = testCluster({ nodes: 1 });
    createPod(cluster, 'foreign', { schedulerName: 'mine' });
    createPod(cluster, 'gated', { schedulingGates: [{ name: 'example.com/wait' }] });
    pass(cluster, 5000);
    expect(podOf(cluster, 'foreign').spec.nodeName).toBeUndefined();
    expect(podCondition(podOf(cluster, 'gated'), 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'SchedulingGated',
      message: 'Scheduling is blocked due to non-empty scheduling gates',
    });
    const body = { spec: { schedulingGates: null } };
    cluster.api.patch('Pod', { namespace: 'default', name: 'gated' }, { type: 'merge', body });
    pass(cluster, 1000);
    expect(podOf(cluster, 'gated').spec.nodeName).toBe('node-1');
    expect([...said(cluster, 'foreign'), ...said(cluster, 'gated')]).toEqual([
      'Scheduled Successfully assigned default/gated to node-1 ×1',
    ]);
  });

  it.each([0, 10])(
    'is tried at once when a cordon ends, before its taint has gone (caches trail by %i ms)',
    (watchLatency) => {
      const cluster = testCluster({ nodes: 1, watchLatency });
      const cordon = (unschedulable: boolean) =>
        cluster.api.patch('Node', { name: 'node-1' }, { type: 'merge', body: { spec: { unschedulable } } });
      cordon(true);
      pass(cluster, 1000);
      createPod(cluster, 'a');
      pass(cluster, 2000);
      cordon(false);
      pass(cluster, 1000);
      const helpless = 'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling. ×1';
      expect(said(cluster, 'a')).toEqual([
        `FailedScheduling 0/1 nodes are available: 1 node(s) were unschedulable. ${helpless}`,
        `FailedScheduling 0/1 nodes are available: 1 node(s) had untolerated taint(s). ${helpless}`,
        'Scheduled Successfully assigned default/a to node-1 ×1',
      ]);
    },
  );
});
