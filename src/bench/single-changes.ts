/** What one change costs in a fleet at rest: the sync that follows it must not cost the fleet's size. */
import type { Cluster } from '../engine/index.ts';
import { emptyFleet, fleetStatus, isSync, median, seconds, settle, start } from './fleet.ts';

const WARM_UP = 50;
const SAMPLES = 200;

export function startedFleet(count: number): Cluster {
  const cluster = emptyFleet(count);
  start(cluster, count);
  return cluster;
}

/** One Pod turns Ready: the microseconds of the sync that counts it and writes the status. */
export function statusMicroseconds(cluster: Cluster, count: number): number {
  return medianOf((sample) => {
    const pod = [...cluster.state.byIndex('Pod', 'node', `node-${sample + 1}`).values()][0];
    if (!pod) throw new Error(`no Pod on node-${sample + 1}`);
    cluster.api.delete('Pod', pod.metadata);
    for (;;) {
      const before = performance.now();
      const step = cluster.step();
      const took = performance.now() - before;
      if (!step) throw new Error('no sync has counted the Pod');
      if (!isSync(step) || step.changes.every(({ table }) => table !== 'DaemonSet')) continue;
      if (fleetStatus(cluster)?.numberReady === count) return took / 1000;
    }
  }, cluster);
}

/** A node gets a taint that its Pod does not tolerate: the microseconds until the sync has ended that removes the Pod. */
export function taintMicroseconds(cluster: Cluster): number {
  const taints = [{ key: 'team', value: 'db', effect: 'NoExecute' }];
  return medianOf((sample) => {
    const body = { spec: { taints } };
    return seconds(() => {
      cluster.api.patch('Node', { name: `node-${sample + 1}` }, { type: 'merge', body });
      for (let step = cluster.step(); step && !isSync(step); step = cluster.step());
    });
  }, cluster);
}

function medianOf(sample: (n: number) => number, cluster: Cluster): number {
  const took: number[] = [];
  for (let n = 0; n < WARM_UP + SAMPLES; n += 1) {
    const value = sample(n);
    if (n >= WARM_UP) took.push(value * 1_000_000);
    settle(cluster);
  }
  return median(took);
}
