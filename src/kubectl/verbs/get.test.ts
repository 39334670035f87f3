import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { runKubectl } from '../run.ts';

function running(): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(10_000);
  return cluster;
}

function run(cluster: Cluster, line: string) {
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now });
  return { stdout, stderr, exitCode };
}

describe('get -o', () => {
  it('prints one named object as it is, all else as a List', () => {
    const cluster = running();
    expect(run(cluster, "get ds log-collector -o jsonpath='{.kind} {.status.numberReady}'").stdout).toBe('DaemonSet 3');
    expect(run(cluster, 'get ds -o jsonpath={.kind}').stdout).toBe('List');
    expect(
      run(cluster, 'get node node-2 node-1 -o go-template="{{range .items}}{{.metadata.name}} {{end}}"').stdout,
    ).toBe('node-2 node-1 ');
    expect(run(cluster, 'get nodes -o name').stdout).toBe('node/node-1\nnode/node-2\nnode/node-3\n');
  });

  it('takes the text from --template too', () => {
    const cluster = running();
    expect(run(cluster, 'get ds log-collector --template={{.kind}}').stdout).toBe('DaemonSet');
    expect(run(cluster, 'get ds log-collector -o jsonpath --template={.kind}').stdout).toBe('DaemonSet');
    expect(run(cluster, 'get ds -o jsonpath=').stderr).toBe('error: template format specified but no template given\n');
  });

  it('prints custom columns at least six wide, and their header over nothing', () => {
    const cluster = running();
    expect(run(cluster, 'get nodes -o custom-columns=N:.metadata.name,A:.spec.x --sort-by=.metadata.name').stdout).toBe(
      'N        A\nnode-1   <none>\nnode-2   <none>\nnode-3   <none>\n',
    );
    expect(run(cluster, 'get ds -l a=b -o custom-columns=N:.metadata.name')).toEqual({
      stdout: 'N\n',
      stderr: '',
      exitCode: 0,
    });
  });

  it('names the formats that it knows', () => {
    expect(run(running(), 'get ds -o x')).toEqual({
      stdout: '',
      stderr:
        'error: unable to match a printer suitable for the output format "x", allowed formats are: custom-columns,' +
        'custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,' +
        'template,templatefile,wide,yaml\n',
      exitCode: 1,
    });
  });

  it('prints what was found of several names, but nothing when the only one is missing', () => {
    const cluster = running();
    const both = run(cluster, 'get node node-1 node-9 -o name');
    expect(both).toEqual({
      stdout: 'node/node-1\n',
      stderr: 'Error from server (NotFound): nodes "node-9" not found\n',
      exitCode: 1,
    });
    expect(run(cluster, 'get node node-9 -o json').stdout).toBe('');
    expect(run(cluster, 'get node node-9 -o json --ignore-not-found')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  });
});

describe('get as a table', () => {
  it('adds label columns headed by the last part of their key', () => {
    const rows = run(running(), 'get nodes -L kubernetes.io/hostname,none').stdout.split('\n');
    expect(rows[0]).toMatch(/VERSION +HOSTNAME +NONE$/);
    expect(rows[1]).toMatch(/ node-1 +$/);
  });

  it('names the kind when several were asked for, and keeps tables apart unless there are no headers', () => {
    const cluster = running();
    expect(run(cluster, 'get ds,nodes').stdout).toMatch(
      /^NAME .*\ndaemonset.apps\/log-collector .*\n\nNAME .*\nnode\/node-1/,
    );
    expect(run(cluster, 'get ds,nodes --no-headers').stdout).toMatch(/^daemonset.apps\/log-collector .*\nnode\/node-1/);
  });

  it('shows labels in tables only', () => {
    expect(run(running(), 'get ds -o json --show-labels').stderr).toBe(
      'error: --show-labels option cannot be used with json printer\n',
    );
  });
});
