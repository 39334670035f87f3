import { describe, expect, it } from 'vitest';
import type { Cluster } from '../engine/index.ts';
import { runOnce as run } from '../testing/run-once.ts';
import { logCollector, testCluster } from '../testing/test-cluster.ts';

function running(): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(10_000);
  return cluster;
}

describe('get', () => {
  it('§15.1 prints DaemonSets as kubectl does', () => {
    expect(run(running(), 'kubectl get ds').stdout).toBe(
      'NAME            DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE\n' +
        'log-collector   3         3         3       3            3           <none>          8s\n',
    );
  });

  it('§15.2 selects by fields, and sorts by one', () => {
    const cluster = running();
    const one = run(cluster, 'get pods -o wide --no-headers --field-selector spec.nodeName=node-2').stdout;
    expect(one.trim().split('\n')).toHaveLength(1);
    expect(one).toContain('node-2');
    const nodes = run(cluster, 'get pods -o wide --no-headers --sort-by={.spec.nodeName}').stdout;
    expect(nodes.match(/node-\d/g)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(run(cluster, 'get pods --sort-by=.spec.nothing')).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('says when there is nothing, when a kind is unknown, and when a flag is', () => {
    const cluster = testCluster();
    expect(run(cluster, 'get ds')).toEqual({
      stdout: '',
      stderr: 'No resources found in default namespace.\n',
      exitCode: 0,
    });
    expect(run(cluster, 'get dss').stderr).toBe('error: the server doesn\'t have a resource type "dss"\n');
    expect(run(cluster, 'get ds --nope').stderr).toBe(
      "error: unknown flag: --nope\nSee 'kubectl get --help' for usage.\n",
    );
    expect(run(cluster, 'frobnicate').stderr).toContain('unknown command "frobnicate" for "kubectl"');
    expect(run(cluster, 'get "ds').exitCode).toBe(1);
  });
});

describe('changes', () => {
  it('§10.3 taints and untaints; §10.4 cordons', () => {
    const cluster = running();
    expect(run(cluster, 'taint node node-1 a=b:NoExecute').stdout).toBe('node/node-1 tainted\n');
    expect(run(cluster, 'taint node node-1 a=b:NoExecute').stderr).toBe(
      'error: node node-1 already has a taint(s) with same effect(s) and --overwrite is false\n',
    );
    cluster.runUntil(20_000);
    expect(run(cluster, 'get ds --no-headers').stdout).toMatch(/^log-collector\s+2\s+2\s+2/);
    expect(run(cluster, 'taint node node-1 a-').stdout).toBe('node/node-1 untainted\n');
    expect(run(cluster, 'cordon node-1').stdout).toBe('node/node-1 cordoned\n');
    expect(run(cluster, 'cordon node-1').stdout).toBe('node/node-1 already cordoned\n');
  });

  it('replace needs an object that is there', () => {
    const cluster = running();
    const text = JSON.stringify({ ...logCollector({}, 'fluentd:v2') });
    expect(run(cluster, 'replace -f -', text).stdout).toBe('daemonset.apps/log-collector replaced\n');
    expect(run(cluster, 'replace -f -', text.replaceAll('"log-collector"', '"ghost"')).stderr).toBe(
      'Error from server (NotFound): error when replacing "STDIN": daemonsets.apps "ghost" not found\n',
    );
  });
});
