import { describe, expect, it } from 'vitest';
import { runOnce as run } from '../../testing/run-once.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';

const manifest = (image: string): string => JSON.stringify(logCollector({}, image));

describe('kubectl diff', () => {
  it('0 without differences, 1 with, and nothing is changed', () => {
    const cluster = testCluster();
    run(cluster, 'apply -f -', manifest('fluentd:v1'));
    const { head } = cluster.journal;
    expect(run(cluster, 'diff -f -', manifest('fluentd:v1'))).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    const { stdout, exitCode } = run(cluster, 'diff -f -', manifest('fluentd:v2'));
    expect(exitCode).toBe(1);
    const [command = '', from = '', to = ''] = stdout.split('\n');
    expect(command).toMatch(
      /^diff -u -N \/tmp\/LIVE-\d+\/apps\.v1\.DaemonSet\.default\.log-collector \/tmp\/MERGED-\d+\//,
    );
    expect(from).toMatch(/^--- \/tmp\/LIVE-.*\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9} \+0000$/);
    expect(to).toMatch(/^\+\+\+ \/tmp\/MERGED-/);
    expect(
      stdout
        .split('\n')
        .filter((line) => /^[-+] /.test(line))
        .map((line) => line.trim()),
    ).toEqual([
      '-    deprecated.daemonset.template.generation: "1"',
      '+    deprecated.daemonset.template.generation: "2"',
      '-  generation: 1',
      '+  generation: 2',
      '-      - image: fluentd:v1',
      '+      - image: fluentd:v2',
    ]);
    expect(cluster.journal.head).toBe(head);
  });

  it('an object that is not there is all new; a Secret is masked; a mistake ends with 2', () => {
    const cluster = testCluster();
    expect(run(cluster, 'diff -f -', manifest('fluentd:v1')).stdout).toContain('\n@@ -0,0 +1,');
    run(cluster, 'create secret generic key --from-literal=a=1 --from-literal=b=2');
    const secret = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key' },
      data: { a: 'Mg==', b: 'Mg==' },
    });
    const { stdout } = run(cluster, 'diff -f -', secret);
    expect(stdout).toContain("-  a: '*** (before)'\n+  a: '*** (after)'");
    expect(stdout).toContain("   b: '***'");
    expect(run(cluster, 'diff -f nothing.yaml').exitCode).toBe(2);
    expect(run(cluster, 'diff --nope')).toMatchObject({ exitCode: 2 });
  });
});
