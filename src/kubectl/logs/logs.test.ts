import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { testCluster } from '../../testing/test-cluster.ts';
import { runKubectl } from '../run.ts';

function run(cluster: Cluster, line: string) {
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now });
  return { stdout, stderr, exitCode };
}

function withPod(image = 'nginx'): Cluster {
  const cluster = testCluster();
  cluster.world.setImage('crash', { crashAfter: 15_000 });
  cluster.world.setImage('nowhere', { pullError: 'not found' });
  run(cluster, `run web --image=${image}`);
  return cluster;
}

describe('kubectl logs', () => {
  it('says the same whenever it is read, and --tail and --since leave the end', () => {
    const cluster = withPod();
    cluster.runUntil(26_000);
    const early = run(cluster, 'logs web').stdout;
    expect(early).toBe('info: nginx starts\ninfo: at work for 10s\ninfo: at work for 20s\n');
    cluster.runUntil(46_000);
    expect(run(cluster, 'logs web').stdout.startsWith(early)).toBe(true);
    expect(run(cluster, 'logs web --tail=1').stdout).toBe('info: at work for 40s\n');
    expect(run(cluster, 'logs web --since=12s --prefix').stdout).toMatch(/^\[pod\/web\/web\] info: at work for \d0s\n/);
  });

  it('of the run before, and why there is none', () => {
    const cluster = withPod('crash');
    cluster.runUntil(10_000);
    expect(run(cluster, 'logs web -p').stderr).toBe(
      'Error from server (BadRequest): previous terminated container "web" in pod "web" not found\n',
    );
    cluster.runUntil(25_000);
    expect(run(cluster, 'logs web --previous').stdout).toMatch(
      /^info: crash starts\n.*error: fails with exit code 1\n$/s,
    );
    const unpulled = withPod('nowhere');
    unpulled.runUntil(10_000);
    expect(run(unpulled, 'logs web')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run(unpulled, 'logs web').stderr).toMatch(
      /is waiting to start: (?:trying and failing to pull image|image can't be pulled)\n$/,
    );
  });

  it('-f prints what comes, each line once, until the container ends', () => {
    const cluster = withPod('crash');
    cluster.runUntil(4000);
    let look = runKubectl('logs -f web', { api: cluster.api, now: cluster.now });
    let printed = look.stdout;
    while (look.resume && cluster.now < 60_000) {
      cluster.runUntil(cluster.now + 700);
      look = look.resume({ api: cluster.api, now: cluster.now });
      printed += look.stdout;
    }
    expect(look.exitCode).toBe(0);
    expect(printed).toBe('info: crash starts\ninfo: at work for 10s\nerror: fails with exit code 1\n');
  });

  it('names what is not there as kubectl does', () => {
    const cluster = withPod();
    cluster.runUntil(5000);
    expect(run(cluster, 'logs ghost').stderr).toBe(
      'error: error from server (NotFound): pods "ghost" not found in namespace "default"\n',
    );
    expect(run(cluster, 'logs web -c x').stderr).toBe('error: container x is not valid for pod web out of: web\n');
    expect(run(cluster, 'logs').stderr).toMatch(/^error: expected 'logs/);
    expect(run(cluster, 'logs web -c web --all-containers').stderr).toBe(
      'error: --all-containers=true should not be specified with container name web\n',
    );
  });
});
