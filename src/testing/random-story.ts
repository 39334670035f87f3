/** Random stories of one DaemonSet: what people do to it and to its nodes, with time in between. */
import fc from 'fast-check';
import { ApiError, type Cluster, type ClusterOptions } from '../engine/index.ts';
import { logCollector, setImage, testCluster } from './test-cluster.ts';

export const STORY_DAEMONSET = { namespace: 'default', name: 'log-collector' };

export type Action = (cluster: Cluster) => void;
/** Each action, and the milliseconds that pass after it. */
export type Story = readonly (readonly [Action, number])[];

const node = fc.integer({ min: 1, max: 6 }).map((n) => `node-${n}`);

function patchSpec(spec: unknown): Action {
  return (cluster) => cluster.api.patch('DaemonSet', STORY_DAEMONSET, { type: 'merge', body: { spec } });
}

function patchNode(name: string, body: unknown): Action {
  return (cluster) => cluster.api.patch('Node', { name }, { type: 'merge', body });
}

/** What a person can do; refusals are part of life. */
const anyStrategy: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom('fluentd:v1', 'fluentd:v2', 'fluentd:crash', 'fluentd:missing', 'fluentd:unready').map(
    (image): Action =>
      (cluster) =>
        setImage(cluster, image),
  ),
  node.map(
    (name): Action =>
      (cluster) =>
        cluster.world.addNode({ name }),
  ),
  node.map(
    (name): Action =>
      (cluster) =>
        cluster.api.delete('Node', { name }),
  ),
  fc
    .tuple(node, fc.constantFrom('NoSchedule', 'NoExecute'))
    .map(([name, effect]) => patchNode(name, { spec: { taints: [{ key: 'team', value: 'db', effect }] } })),
  node.map((name) => patchNode(name, { spec: { taints: null } })),
  fc.tuple(node, fc.boolean()).map(([name, unschedulable]) => patchNode(name, { spec: { unschedulable } })),
  fc
    .tuple(node, fc.constantFrom('a', 'b', null))
    .map(([name, zone]) => patchNode(name, { metadata: { labels: { zone } } })),
  fc.constantFrom({ zone: 'a' }, null).map((nodeSelector) => patchSpec({ template: { spec: { nodeSelector } } })),
  fc.nat(20).map(
    (n): Action =>
      (cluster) => {
        const pods = [...cluster.state.all('Pod').values()];
        const pod = pods[n % Math.max(1, pods.length)];
        if (pod) cluster.api.delete('Pod', pod.metadata);
      },
  ),
  node.map(
    (name): Action =>
      (cluster) =>
        cluster.world.stopKubelet(name),
  ),
  node.map(
    (name): Action =>
      (cluster) =>
        cluster.world.startKubelet(name),
  ),
  fc.integer({ min: 1, max: 3 }).map((minReadySeconds) => patchSpec({ minReadySeconds })),
);

const withoutSurge: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: anyStrategy },
  fc
    .constantFrom(1, 2, 3, '34%')
    .map((maxUnavailable) =>
      patchSpec({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge: 0 } } }),
    ),
  fc.constant(patchSpec({ updateStrategy: { type: 'OnDelete', rollingUpdate: null } })),
);

const withSurge: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: withoutSurge },
  fc
    .constantFrom(1, 2, '50%')
    .map((maxSurge) =>
      patchSpec({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge } } }),
    ),
);

const pause = fc.constantFrom(100, 700, 4000, 30_000);

const storyOf = (action: fc.Arbitrary<Action>, maxLength = 10): fc.Arbitrary<Story> =>
  fc.array(fc.tuple(action, pause), { minLength: 1, maxLength });

export const storyWithoutSurge = storyOf(withoutSurge);
export const storyWithSurge = storyOf(withSurge);
/** What is done on the way, in a past that one has travelled to. */
export const shortStory = storyOf(withSurge, 2);

/** The cluster of a story: four nodes, a DaemonSet, and images that fail. */
export function storyCluster(options?: ClusterOptions): Cluster {
  const cluster = testCluster({ nodes: 4, ...options });
  cluster.world.setImage('fluentd:crash', { crashAfter: 1000 });
  cluster.world.setImage('fluentd:missing', { pullError: 'not found' });
  cluster.world.setImage('fluentd:unready', { neverReady: true });
  cluster.api.create('DaemonSet', logCollector());
  return cluster;
}

/** Plays a story; `watch` is told after each Step. */
export function playStory(story: Story, watch?: (cluster: Cluster) => void): Cluster {
  const cluster = storyCluster();
  if (watch) cluster.journal.subscribe(() => watch(cluster));
  for (const [act, milliseconds] of story) {
    attempt(act, cluster);
    cluster.runUntil(cluster.now + milliseconds);
  }
  return cluster;
}

/** Acts, unless the API server refuses: then the cluster must be as it was, which the checks would notice. */
export function attempt(act: Action, cluster: Cluster): void {
  try {
    act(cluster);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
