/** A small cluster for tests, up for two seconds, and the tutorial's manifest. */
import { Cluster, type ClusterOptions, type Draft, type NodeSpec } from '../engine/index.ts';

export interface TestClusterOptions extends ClusterOptions {
  /** How many nodes `node-1`…; or exactly these. */
  readonly nodes?: number | readonly NodeSpec[];
  readonly seed?: string;
}

export function testCluster({ nodes = 3, seed = 'test', ...options }: TestClusterOptions = {}): Cluster {
  const cluster = Cluster.create(seed, options);
  const specs =
    typeof nodes === 'number' ? Array.from({ length: nodes }, (_, i) => ({ name: `node-${i + 1}` })) : nodes;
  for (const spec of specs) cluster.world.addNode(spec);
  cluster.runUntil(cluster.now + 2000);
  return cluster;
}

/** The tutorial's DaemonSet; `change` goes on top of its spec. */
export function logCollector(
  change: Partial<Draft<'DaemonSet'>['spec']> = {},
  image = 'fluentd:latest',
): Draft<'DaemonSet'> {
  const labels = { app: 'log-collector' };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'log-collector', namespace: 'default', labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'log-collector', image, resources: { requests: { cpu: '100m', memory: '200Mi' } } }],
        },
      },
      updateStrategy: { type: 'RollingUpdate' },
      ...change,
    },
  };
}

/** Changes the image as `kubectl set image` does. */
export function setImage(cluster: Cluster, image: string, name = 'log-collector'): void {
  const body = { spec: { template: { spec: { containers: [{ name, image }] } } } };
  cluster.api.patch('DaemonSet', { namespace: 'default', name }, { type: 'strategic', body });
}
