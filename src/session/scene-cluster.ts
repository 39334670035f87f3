/** The cluster of a scene as it stands at moment 0: the same seed and nodes give the same one. */
import { Cluster, type ImageBehaviour, type Millis, type NodeSpec } from '../engine/index.ts';

/** The cluster has been up for this long at moment 0: nodes registered, nothing to be done. A multiple of all periods. */
const BOOT: Millis = 60_000;
const WATCH_LATENCY: Millis = 40;
/** Slow enough for the eye to follow a Pod from hand to hand; a real cluster takes some ten milliseconds. */
const WORK_DELAY = { 'default-scheduler': 450, kubelet: 150 };
/** What images do in the page unless they are made to fail: a pull that can be seen, an end that takes a moment. */
const ORDINARY_IMAGE: Partial<ImageBehaviour> = { pull: 1200, pullJitter: 0.6, readyAfter: 800, terminate: 1800 };

/** Made in small parts: a fleet takes its time. */
export function* makeScene(seed: string, nodes: readonly NodeSpec[]): Generator<void, Cluster> {
  const cluster = Cluster.create(seed, { watchLatency: WATCH_LATENCY, workDelay: WORK_DELAY, startAt: -BOOT });
  cluster.world.setDefaultImage(ORDINARY_IMAGE);
  for (const node of nodes) {
    cluster.world.addNode(node);
    yield;
  }
  for (let at = cluster.nextAt; at !== undefined && at <= 0; at = cluster.nextAt) {
    cluster.step();
    yield;
  }
  cluster.runUntil(0);
  cluster.forgetPast();
  return cluster;
}
