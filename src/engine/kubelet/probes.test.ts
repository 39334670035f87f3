import { expect, it } from 'vitest';
import { barePod, eventsOf, pass, podOf, statusOf } from '../../testing/kubelet-cluster.ts';
import { testCluster } from '../../testing/test-cluster.ts';
import { isPodReady } from '../index.ts';

const http = { httpGet: { path: '/', port: 80 } };

it('§14 readiness follows the ticks of the probe, and a failing one is told as Unhealthy', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { pull: 1000, readyAfter: 12_000 });
  cluster.api.create(
    'Pod',
    barePod('p', {}, { readinessProbe: { ...http, initialDelaySeconds: 5, periodSeconds: 10 } }),
  );
  pass(cluster, 14_500); // it serves since 13 s, but the next look is at 16 s
  expect(isPodReady(podOf(cluster, 'p'))).toBe(false);
  pass(cluster, 2000);
  expect(isPodReady(podOf(cluster, 'p'))).toBe(true);
  expect(eventsOf(cluster, 'p')).toContain(
    'Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503',
  );
  expect(cluster.runUntilIdle(60_000)).toBe('idle');
});

it('a Pod that is never ready is told of 25 times, and then costs nothing', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { neverReady: true });
  cluster.api.create('Pod', barePod('p', {}, { readinessProbe: http }));
  expect(cluster.runUntilIdle(3_600_000)).toBe('idle');
  expect(cluster.now).toBeLessThan(260_000);
  expect(statusOf(cluster, 'p')).toMatchObject({ ready: false, started: true, restartCount: 0 });
});

it('§14 a container that hangs is killed after failureThreshold periods of its liveness probe, and starts anew', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { pull: 1000, unhealthyAfter: 30_000 });
  cluster.api.create('Pod', barePod('p', {}, { livenessProbe: { ...http, periodSeconds: 5, failureThreshold: 2 } }));
  pass(cluster, 36_000); // looks fail at 32 s and 37 s
  expect(statusOf(cluster, 'p').restartCount).toBe(0);
  pass(cluster, 4000);
  expect(statusOf(cluster, 'p').restartCount).toBe(1);
  expect(eventsOf(cluster, 'p')).toContain('Normal Killing Container app failed liveness probe, will be restarted');
  expect(eventsOf(cluster, 'p')).toContain(
    'Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 503 x2',
  );
  pass(cluster, 45_000);
  expect(statusOf(cluster, 'p').state.waiting?.reason).toBe('CrashLoopBackOff');
});

it('§14 until its startup probe succeeds a container is not started; too slow a one is killed', () => {
  const cluster = testCluster({ nodes: 1 });
  cluster.world.setImage('app:1', { pull: 0, readyAfter: 25_000 });
  const startupProbe = { ...http, periodSeconds: 10, failureThreshold: 3 };
  cluster.api.create('Pod', barePod('slow', {}, { startupProbe: { ...startupProbe, failureThreshold: 2 } }));
  cluster.api.create('Pod', barePod('fine', {}, { startupProbe: { ...startupProbe, failureThreshold: 4 } }));
  pass(cluster, 10_500);
  expect(statusOf(cluster, 'fine')).toMatchObject({ started: false, ready: false });
  pass(cluster, 3000);
  expect(eventsOf(cluster, 'slow')).toContain('Normal Killing Container app failed startup probe, will be restarted');
  pass(cluster, 20_000);
  expect(statusOf(cluster, 'fine')).toMatchObject({ started: true, ready: true, restartCount: 0 });
});
