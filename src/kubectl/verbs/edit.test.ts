import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { runKubectl } from '../run.ts';

/** `rounds` are what the user does to each text that the editor is given. */
function edit(cluster: Cluster, line: string, ...rounds: ((text: string) => string)[]) {
  const texts: string[] = [];
  const open = (text: string): string => {
    texts.push(text);
    return (rounds[texts.length - 1] ?? ((same) => same))(text);
  };
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now, edit: open });
  return { stdout, stderr, exitCode, texts };
}

function running(): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(5000);
  return cluster;
}

describe('kubectl edit', () => {
  it('sends what was changed', () => {
    const cluster = running();
    const { stdout, texts } = edit(cluster, 'edit ds/log-collector', (text) =>
      text.replace('fluentd:latest', 'fluentd:v2'),
    );
    expect(stdout).toBe('daemonset.apps/log-collector edited\n');
    expect(texts[0]).toMatch(/^# Please edit the object below\. Lines beginning with a '#' will be ignored,\n/);
    expect(runKubectl('get ds -o wide', { api: cluster.api, now: cluster.now }).stdout).toContain('fluentd:v2');
  });

  it('no change, and an empty file, change nothing', () => {
    const cluster = running();
    const { head } = cluster.journal;
    expect(edit(cluster, 'edit ds log-collector')).toMatchObject({
      stderr: 'Edit cancelled, no changes made.\n',
      exitCode: 0,
    });
    expect(edit(cluster, 'edit ds log-collector', () => '# gone\n').stderr).toBe(
      'Edit cancelled, saved file was empty.\n',
    );
    expect(cluster.journal.head).toBe(head);
  });

  it('a refused text comes back with what is wrong, until it is right or left alone', () => {
    const cluster = running();
    const spoil = (text: string): string =>
      text.replace('minReadySeconds: 0', '').replace('type: RollingUpdate', 'type: Never');
    const mended = edit(cluster, 'edit ds/log-collector', spoil, (text) =>
      text.replace('type: Never', 'type: OnDelete'),
    );
    expect(mended.stderr).toBe('error: daemonsets.apps "log-collector" is invalid\n');
    expect(mended.texts[1]).toContain(
      '# daemonsets.apps "log-collector" was not valid:\n# * spec.updateStrategy: Unsupported value: ',
    );
    expect(mended).toMatchObject({ exitCode: 0, stdout: 'daemonset.apps/log-collector edited\n' });
    const left = edit(running(), 'edit ds/log-collector', spoil);
    expect(left).toMatchObject({ exitCode: 1 });
    expect(left.stderr).toContain('error: Edit cancelled, no valid changes were saved.\n');
    const broken = edit(
      running(),
      'edit ds/log-collector',
      () => 'a: [',
      (text) => text,
    );
    expect(broken.texts[1]).toContain('# The edited file had a syntax error: ');
  });

  it('waits for the editor, and says so where there is none', () => {
    const cluster = running();
    const waiting = runKubectl('edit ds/log-collector', { api: cluster.api, now: cluster.now, edit: () => undefined });
    expect(waiting.exitCode).toBeUndefined();
    expect(waiting.resume?.({ api: cluster.api, now: cluster.now, edit: (text) => text }).stderr).toBe(
      'Edit cancelled, no changes made.\n',
    );
    expect(runKubectl('edit ds/log-collector', { api: cluster.api, now: cluster.now })).toMatchObject({ exitCode: 1 });
  });
});
