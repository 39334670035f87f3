/** A kubectl command to its end: a waiting one looks again as virtual time goes by. */
import type { Cluster, Millis } from '../engine/index.ts';
import { runKubectl } from '../kubectl/run.ts';

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

/** `onLook` may act on the cluster before each look; after `limit` of virtual time the command is given up. */
export function runToEnd(cluster: Cluster, line: string, onLook?: () => void, limit: Millis = 300_000): Ended {
  const end = cluster.now + limit;
  const env = () => ({ api: cluster.api, now: cluster.now });
  let run = runKubectl(line, env());
  let { stdout, stderr } = run;
  while (run.resume && run.exitCode === undefined && cluster.now < end) {
    onLook?.();
    cluster.runUntil(cluster.now + 100);
    run = run.resume(env());
    stdout += run.stdout;
    stderr += run.stderr;
  }
  return { stdout, stderr, exitCode: run.exitCode };
}
