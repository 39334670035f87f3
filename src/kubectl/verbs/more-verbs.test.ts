import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { runOnce as run } from '../../testing/run-once.ts';
import { runToEnd } from '../../testing/run-to-end.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { runKubectl } from '../run.ts';

function running(): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(10_000);
  return cluster;
}

describe('kubectl get', () => {
  it('all is a category, and -w goes on with what changes', () => {
    const cluster = running();
    expect(run(cluster, 'get all').stdout.match(/^\S+\/\S+/gm)).toEqual([
      expect.stringMatching(/^pod\/log-collector-/),
      expect.stringMatching(/^pod\/log-collector-/),
      expect.stringMatching(/^pod\/log-collector-/),
      'service/kubernetes',
      'daemonset.apps/log-collector',
    ]);
    const first = runKubectl('get ds -w', { api: cluster.api, now: cluster.now });
    expect(first.stdout).toMatch(/^NAME .*\nlog-collector .*\n$/);
    run(cluster, 'taint node node-1 a=b:NoExecute');
    cluster.runUntil(20_000);
    const next = first.resume?.({ api: cluster.api, now: cluster.now });
    expect(next?.exitCode).toBeUndefined();
    expect(next?.stdout.trim().split('\n').at(-1)).toMatch(/^log-collector\s+2 /);
    expect(run(cluster, 'get ds,pods -w').stderr).toBe('error: you may only specify a single resource type\n');
  });

  it('-o kyaml is YAML in braces', () => {
    const cluster = running();
    run(cluster, 'create configmap c --from-literal=yes=1 --from-literal=a="  x"');
    expect(run(cluster, 'get cm c -o kyaml').stdout).toContain(
      '\n  data: {\n    a: "  x",\n    "yes": "1",\n  },\n  kind: "ConfigMap",\n',
    );
  });
});

describe('kubectl set', () => {
  it('env adds, replaces and removes, and lists', () => {
    const cluster = running();
    expect(run(cluster, 'set env ds/log-collector A=1 B=2').stdout).toBe('daemonset.apps/log-collector env updated\n');
    expect(run(cluster, 'set env ds/log-collector A- B=3 C=4').exitCode).toBe(0);
    expect(run(cluster, 'set env ds/log-collector --list').stdout).toBe(
      '# DaemonSet log-collector, container log-collector\nB=3\nC=4\n',
    );
    expect(run(cluster, 'set env ds/log-collector B=9 --overwrite=false').stderr).toBe(
      "error: daemonsets/log-collector 'B' already has a value (3), and --overwrite is false\n",
    );
    expect(run(cluster, 'set env svc/kubernetes A=1').stderr).toBe(
      'error: services/kubernetes the object is not a pod or does not have a pod template: *v1.Service\n',
    );
  });

  it('selector is for Services, subject for bindings, resources for containers', () => {
    const cluster = running();
    expect(run(cluster, 'set selector svc/kubernetes a=b').stdout).toBe('service/kubernetes selector updated\n');
    expect(run(cluster, 'set selector ds/log-collector a=b').stderr).toBe(
      'error: daemonsets/log-collector setting a selector is only supported for Services\n',
    );
    expect(run(cluster, 'set resources ds/log-collector --limits=cpu=1').stdout).toBe(
      'daemonset.apps/log-collector resource requirements updated\n',
    );
    expect(run(cluster, 'set subject clusterrolebinding/cluster-admin --serviceaccount=:x').stderr).toBe(
      'error: serviceaccount must be <namespace>:<name>, namespace must be specified\n',
    );
    expect(run(cluster, 'set image ds/log-collector *=a b=c').stderr).toBe(
      'error: all containers are already specified by *, but saw more than one container_name=container_image pairs\n',
    );
  });
});

describe('kubectl replace and apply', () => {
  it('replace --force removes, waits, and makes anew', () => {
    const cluster = running();
    const before = cluster.api.get('DaemonSet', { name: 'log-collector', namespace: 'default' }).metadata.uid;
    const stdin = JSON.stringify(logCollector({}, 'fluentd:v2'));
    const { stdout, exitCode } = run(cluster, 'replace --force -f -', stdin);
    expect(stdout).toBe(
      'daemonset.apps "log-collector" deleted from default namespace\ndaemonset.apps/log-collector replaced\n',
    );
    expect(exitCode).toBe(0);
    expect(cluster.api.get('DaemonSet', { name: 'log-collector', namespace: 'default' }).metadata.uid).not.toBe(before);
    expect(run(cluster, 'replace -f - --grace-period=1', stdin).stderr).toBe(
      'error: --grace-period must have --force specified\n',
    );
  });

  it('apply --server-side leaves no note, and set-last-applied makes one when told to', () => {
    const cluster = running();
    const stdin = JSON.stringify(logCollector({}, 'fluentd:v2'));
    expect(run(cluster, 'apply --server-side -f -', stdin).stdout).toBe(
      'daemonset.apps/log-collector serverside-applied\n',
    );
    expect(run(cluster, 'apply view-last-applied ds/log-collector').stdout).toBe('');
    expect(run(cluster, 'apply set-last-applied -f -', stdin).stderr).toContain(
      'run the command with --create-annotation\n',
    );
    expect(run(cluster, 'apply set-last-applied -f - --create-annotation', stdin).stdout).toBe(
      'daemonset.apps/log-collector configured\n',
    );
    expect(run(cluster, 'apply view-last-applied ds/log-collector').stdout).toContain('image: fluentd:v2\n');
    expect(run(cluster, 'apply --server-side --dry-run=client -f -', stdin).exitCode).toBe(1);
  });
});

describe('kubectl run, events, top, api-resources, explain', () => {
  it('run makes a Pod, and a Service for it', () => {
    const cluster = running();
    expect(run(cluster, 'run web --image=nginx --port=80 --expose').stdout).toBe(
      'pod/web created\nservice/web created\n',
    );
    const dry = run(
      cluster,
      'run job --image=x --restart=Never --dry-run=client -o jsonpath={.spec.restartPolicy}{.spec.containers[0].command} --command -- a b',
    );
    expect(dry.stdout).toBe('Never["a","b"]');
    expect(run(cluster, 'run x --image=Bad').stderr).toBe(
      'error: invalid image name "Bad": invalid reference format\n',
    );
    expect(run(cluster, 'run x').stderr).toBe('error: required flag(s) "image" not set\n');
  });

  it('events are those of an object or of a type, oldest first', () => {
    const cluster = running();
    const about = run(cluster, 'events --for=ds/log-collector').stdout.trim().split('\n');
    expect(about).toHaveLength(4);
    expect(about[0]).toMatch(/^LAST SEEN\s+TYPE\s+REASON\s+OBJECT\s+MESSAGE$/);
    expect(run(cluster, 'events --types=Warning')).toEqual({
      stdout: '',
      stderr: 'No events found in default namespace.\n',
      exitCode: 0,
    });
    expect(run(cluster, 'events --for=ds').stderr).toBe('error: --for must be in resource/name form\n');
    expect(run(cluster, 'events --types=Bad').stderr).toBe('error: valid --types are Normal or Warning\n');
    expect(runToEnd(cluster, 'events -w', undefined, 1000)).toMatchObject({ exitCode: undefined });
  });

  it('a plain cluster has no metrics', () => {
    expect(run(running(), 'top pod').stderr).toBe('error: Metrics API not available\n');
  });

  it('api-resources by group and verb, api-versions', () => {
    const cluster = running();
    expect(run(cluster, 'api-resources --api-group=apps -o name --verbs=list,watch').stdout).toBe(
      'controllerrevisions.apps\ndaemonsets.apps\ndeployments.apps\nreplicasets.apps\n',
    );
    expect(run(cluster, 'api-resources --namespaced=false --no-headers').stdout).toMatch(
      /^namespaces\s+ns\s+v1\s+false\s+Namespace$/m,
    );
    expect(run(cluster, 'api-versions').stdout.split('\n')).toContain('apps/v1');
  });

  it('explain follows a path through lists, knows what is required, and says what is not there', () => {
    const cluster = running();
    expect(run(cluster, 'explain ds.spec.template.spec.tolerations.effect').stdout).toMatch(
      /^GROUP: {6}apps\nKIND: {7}DaemonSet\nVERSION: {4}v1\n\nFIELD: effect <string>\nENUM:\n {4}NoExecute\n/,
    );
    expect(run(cluster, 'explain ds.spec --recursive --max-depth=2').stdout).toContain(
      '\n  selector\t<LabelSelector> -required-\n    matchExpressions\t<[]LabelSelectorRequirement>\n',
    );
    expect(run(cluster, 'explain ds.spec.nope').stderr).toBe('error: field "nope" does not exist\n');
    expect(run(cluster, 'explain ds --api-version=apps/v2').stderr).toBe(
      'error: couldn\'t find resource for "apps/v2, Resource=daemonsets"\n',
    );
  });
});

describe('kubectl taint', () => {
  const taintsOf = (cluster: Cluster) => cluster.api.list('Node').items.map(({ spec }) => spec.taints?.length ?? 0);

  it('a dry run of either kind taints nothing, and says it did', () => {
    const cluster = running();
    for (const how of ['client', 'server']) {
      const { stdout, exitCode } = run(cluster, `taint node node-1 a=b:NoSchedule --dry-run=${how}`);
      expect([stdout, exitCode]).toEqual(['node/node-1 tainted\n', 0]);
    }
    expect(taintsOf(cluster)).toEqual([0, 0, 0]);
  });

  it('one node’s clash does not keep the others from their taint', () => {
    const cluster = running();
    run(cluster, 'taint node node-1 k=v:NoSchedule');
    const clash = (name: string) =>
      `node ${name} already has k taint(s) with same effect(s) and --overwrite is false\n`;
    expect(run(cluster, 'taint nodes --all k=w:NoSchedule')).toEqual({
      exitCode: 1,
      stdout: 'node/node-2 tainted\nnode/node-3 tainted\n',
      stderr: `error: ${clash('node-1')}`,
    });
    expect(run(cluster, 'taint nodes --all k=w:NoSchedule').stderr).toBe(
      ['node-1', 'node-2', 'node-3'].map(clash).join(''),
    );
  });
});

describe('names and categories', () => {
  it('delete all takes what get all shows', () => {
    const cluster = running();
    expect(run(cluster, 'delete all --all --wait=false').stdout).toContain('daemonset.apps "log-collector" deleted');
    expect(cluster.api.list('DaemonSet').items).toEqual([]);
  });

  it('a name is not free while its bearer is being deleted', () => {
    const cluster = running();
    run(cluster, 'create ns team');
    run(cluster, 'delete ns team --wait=false');
    expect(run(cluster, 'create ns team').stderr).toBe(
      'Error from server (AlreadyExists): object is being deleted: namespaces "team" already exists\n',
    );
  });
});

describe('kubectl patch --subresource', () => {
  it('status writes the status alone: a Pod that is made to fail is replaced', () => {
    const cluster = running();
    const [pod] = cluster.api.list('Pod').items;
    const name = pod?.metadata.name ?? '';
    const body = '{"metadata":{"labels":{"app":"other"}},"status":{"phase":"Failed"}}';
    expect(run(cluster, `patch pod ${name} --subresource=status --type=merge -p '${body}'`).exitCode).toBe(0);
    const failed = cluster.api.get('Pod', { namespace: 'default', name });
    expect([failed.status.phase, failed.metadata.labels?.app]).toEqual(['Failed', 'log-collector']);
    cluster.runUntil(cluster.now + 60_000);
    const names = cluster.api.list('Pod').items.map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(3);
    expect(names).not.toContain(name);
  });

  it('others are refused', () => {
    expect(run(running(), "patch ds log-collector --subresource=x -p '{}'").stderr).toBe(
      'error: invalid subresource value: "x". Must be one of [status scale resize]\n',
    );
  });
});
