import { describe, expect, it } from 'vitest';
import type { Cluster } from '../engine/index.ts';
import { runKubectl } from '../kubectl/run.ts';
import { momentText } from '../lib/moment-text.ts';
import { toEnd } from '../lib/to-end.ts';
import { makeScene } from './scene-cluster.ts';
import { captionOf } from './visible-steps.ts';

const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx}]
`;

function type(cluster: Cluster, line: string): void {
  runKubectl(line, {
    api: cluster.connect(line),
    now: cluster.now,
    files: new Map([['web.yaml', MANIFEST]]),
  });
}

/** All captions until then, each once. */
function captions(cluster: Cluster, until: number): readonly string[] {
  const told = new Set<string>();
  for (let next = cluster.nextAt; next !== undefined && next <= until; next = cluster.nextAt) {
    cluster.step();
    told.add(captionOf(cluster.journal)?.text ?? '');
  }
  cluster.advanceTo(until);
  return [...told];
}

function setUp(): Cluster {
  const cluster = toEnd(makeScene('1', [{ name: 'node-1' }, { name: 'node-2' }]));
  type(cluster, 'kubectl apply -f web.yaml');
  return cluster;
}

describe('captions', () => {
  it('§2 say for which nodes Pods are made, and which go in a rollout', () => {
    const cluster = setUp();
    expect(captions(cluster, 8000)).toContain('The DaemonSet controller creates 2 Pods of web for node-1 and node-2');
    type(cluster, 'kubectl set image ds/web web=nginx:2');
    expect(captions(cluster, 12_000)).toContainEqual(
      expect.stringMatching(/^The DaemonSet controller deletes a Pod of web of an older template on node-[12]$/),
    );
  });

  it('§11 pod GC says since when the node is gone, as the clock shows it', () => {
    const cluster = setUp();
    cluster.runUntil(8000);
    type(cluster, 'kubectl delete node node-2');
    expect(captions(cluster, 90_000)).toContain('Pod GC: node-2 is gone since 0:08, and its Pod goes too');
  });

  it('§10 a silent node: since when, and the taint that it gets', () => {
    const cluster = setUp();
    cluster.runUntil(8000);
    cluster.world.powerOff('node-2');
    const told = captions(cluster, 120_000);
    expect(told).toContainEqual(
      expect.stringMatching(/^node-2 is silent since 0:\d\d, for over 50 s: the node lifecycle/),
    );
    expect(told).toContain('The node lifecycle controller adds node.kubernetes.io/unreachable:NoExecute on node-2');
  });

  it('§10 an eviction names the taint, §12 a refusal its reason', () => {
    const cluster = setUp();
    cluster.runUntil(8000);
    type(cluster, 'kubectl taint node node-1 a=b:NoExecute');
    expect(captions(cluster, 12_000)).toContainEqual(
      expect.stringMatching(
        /^The taint eviction controller deletes web-\w+: it does not tolerate a=b:NoExecute of node-1$/,
      ),
    );
    type(cluster, 'kubectl set resources ds/web --requests=cpu=900');
    expect(captions(cluster, 30_000)).toContainEqual(
      expect.stringMatching(/^The scheduler cannot place web-\w+: 0\/2 nodes are available: .*Insufficient cpu/),
    );
  });

  it('write a moment as the clock does', () => {
    expect([-5, 0, 41_999, 725_000].map(momentText)).toEqual(['0:00', '0:00', '0:41', '12:05']);
  });
});
