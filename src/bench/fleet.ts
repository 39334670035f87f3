/** A fleet to measure on: empty Ready nodes, one DaemonSet, and how long things take there in real time. */
import { Cluster, type DaemonSet, type Draft, type Step } from '../engine/index.ts';

/** A start or rollout of any fleet is through long before this, in virtual time. */
const LONGEST = 24 * 3_600_000;
const LABELS = { app: 'log-collector' };
export const FLEET_DAEMONSET = { namespace: 'default', name: 'log-collector' };
export const FLEET_KEY = 'default/log-collector';

/** The tutorial's DaemonSet; a rollout may take a tenth of the fleet at a time. */
function fleetDaemonSet(): Draft<'DaemonSet'> {
  const resources = { requests: { cpu: '100m', memory: '200Mi' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { ...FLEET_DAEMONSET, labels: LABELS },
    spec: {
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: { containers: [{ name: 'log-collector', image: 'fluentd:v1', resources }] },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    },
  };
}

/** `count` empty nodes that have settled. */
export function emptyFleet(count: number): Cluster {
  const cluster = Cluster.create('fleet');
  for (let i = 1; i <= count; i += 1) cluster.world.addNode({ name: `node-${i}` });
  settle(cluster);
  return cluster;
}

/** Runs until nothing is left to do. */
export function settle(cluster: Cluster): void {
  if (cluster.runUntilIdle(cluster.now + LONGEST) === 'limit') throw new Error('the fleet never rests');
}

/** Applies the DaemonSet and waits until every Pod is Ready; answers the seconds that it took. */
export function start(cluster: Cluster, count: number): number {
  return seconds(() => {
    cluster.api.create('DaemonSet', fleetDaemonSet());
    settle(cluster);
    expectReady(cluster, count);
  });
}

/** Changes the image and waits until every Pod is updated and Ready; answers the seconds that it took. */
export function rollout(cluster: Cluster, count: number): number {
  const containers = [{ name: 'log-collector', image: 'fluentd:v2' }];
  const body = { spec: { template: { spec: { containers } } } };
  return seconds(() => {
    cluster.api.patch('DaemonSet', FLEET_DAEMONSET, { type: 'strategic', body });
    settle(cluster);
    expectReady(cluster, count);
  });
}

export function fleetStatus(cluster: Cluster): DaemonSet['status'] | undefined {
  return cluster.state.get('DaemonSet', FLEET_KEY)?.status;
}

function expectReady(cluster: Cluster, count: number): void {
  const { numberReady = 0, updatedNumberScheduled = 0 } = fleetStatus(cluster) ?? {};
  if (numberReady === count && updatedNumberScheduled === count) return;
  throw new Error(`${numberReady} Pods of ${count} are ready, ${updatedNumberScheduled} updated`);
}

/** Whether a Step is a sync of the fleet's DaemonSet. */
export function isSync({ cause }: Step): boolean {
  return cause.actor === 'daemonset-controller' && cause.key === FLEET_KEY;
}

export function seconds(what: () => void): number {
  const before = performance.now();
  what();
  return (performance.now() - before) / 1000;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
