import { describe, expect, it } from 'vitest';
import { testCluster } from '../testing/test-cluster.ts';
import { runKubectl } from './run.ts';

describe('kubectl label', () => {
  it('validateNoOverwrites: several labels are several lines, without a prefix', () => {
    const cluster = testCluster({ nodes: 1 });
    const env = { api: cluster.api, now: cluster.now };
    expect(runKubectl('label node node-1 kubernetes.io/os=a kubernetes.io/arch=b', env).stderr).toBe(
      "'kubernetes.io/os' already has a value (linux), and --overwrite is false\n" +
        "'kubernetes.io/arch' already has a value (amd64), and --overwrite is false\n",
    );
    expect(runKubectl('label node node-1 kubernetes.io/os=a', env).stderr).toBe(
      "error: 'kubernetes.io/os' already has a value (linux), and --overwrite is false\n",
    );
  });
});
