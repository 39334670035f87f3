/** A kubectl command's first answer; one that waits has no exit code yet. */
import type { Cluster } from '../engine/index.ts';
import { runKubectl } from '../kubectl/run.ts';
import type { Ended } from './run-to-end.ts';

export function runOnce(cluster: Cluster, line: string, stdin?: string): Ended {
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now, stdin });
  return { stdout, stderr, exitCode };
}
