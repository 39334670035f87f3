import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import { runKubectl } from '../run.ts';

/** What a command prints at once, then its exit code in brackets; hashes and Pod suffixes masked. */
function run(cluster: Cluster, line: string): string {
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now });
  const masked = (stdout + stderr).replace(/web-[bcdfghjklmnpqrstvwxz2456789]{8,10}/g, 'web-HASH');
  return `${masked}[${exitCode ?? 'waits'}]`;
}

/** As run, but lets time pass until the command ends. */
function follow(cluster: Cluster, line: string): string {
  let answer = runKubectl(line, { api: cluster.api, now: cluster.now });
  let text = answer.stdout + answer.stderr;
  while (answer.exitCode === undefined && answer.resume) {
    cluster.runUntil(cluster.now + 100);
    answer = answer.resume({ api: cluster.api, now: cluster.now });
    text += answer.stdout + answer.stderr;
  }
  return `${text}[${answer.exitCode}]`;
}

function running(): Cluster {
  const cluster = testCluster();
  run(cluster, 'create deployment web --image=web:v1 --replicas=3');
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(cluster.now + 5000);
  return cluster;
}

describe('create deployment', () => {
  it('makes one container an image, named for it, with the command behind --', () => {
    const yaml = run(
      testCluster(),
      'create deploy web --image=reg.io/a/nginx:1 --port=80 --dry-run=client -o yaml -- sh -c x',
    );
    expect(yaml).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: web
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  strategy: {}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - command:
        - sh
        - -c
        - x
        image: reg.io/a/nginx:1
        name: nginx
        ports:
        - containerPort: 80
        resources: {}
status: {}
[0]`);
  });

  it('says what is missing or too much', () => {
    const cluster = testCluster();
    expect(run(cluster, 'create deployment web')).toBe('error: required flag(s) "image" not set\n[1]');
    expect(run(cluster, 'create deployment web --image=a --image=b -- date')).toBe(
      'error: cannot specify multiple --image options and command\n[1]',
    );
    expect(run(cluster, 'create deployment web date --image=a')).toContain('exactly one NAME is required, got 2');
    run(cluster, 'create deployment web --image=a');
    expect(run(cluster, 'create deployment web --image=a')).toBe(
      'error: failed to create deployment: deployments.apps "web" already exists\n[1]',
    );
  });
});

describe('scale', () => {
  it('sets the size, unless it is not the expected one or the kind has none', () => {
    const cluster = running();
    expect(run(cluster, 'scale deploy/web --replicas=5')).toBe('deployment.apps/web scaled\n[0]');
    expect(run(cluster, 'scale deploy/web --replicas=4 --current-replicas=3')).toBe(
      'error: Expected replicas to be 3, was 5\n[1]',
    );
    expect(run(cluster, 'scale ds/log-collector --replicas=2')).toBe(
      'Error from server (NotFound): the server could not find the requested resource\n[1]',
    );
    expect(run(cluster, 'scale deploy web')).toBe('error: required flag(s) "replicas" not set\n[1]');
    expect(run(cluster, 'scale deploy web --replicas=-1')).toBe(
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n[1]',
    );
    expect(run(cluster, 'scale deploy ghost --replicas=1')).toBe(
      'Error from server (NotFound): deployments.apps "ghost" not found\n[1]',
    );
    cluster.runUntil(cluster.now + 5000);
    expect(run(cluster, 'get deploy')).toContain('web    5/5     5            5');
    expect(follow(cluster, 'scale deploy web --replicas=1 --timeout=1m')).toBe('deployment.apps/web scaled\n[0]');
    expect(cluster.api.get('Deployment', { name: 'web' }).status.replicas).toBe(1);
  });
});

describe('rollout', () => {
  const web2 = 'set image deploy/web web=web:v2';

  it('status follows a Deployment to the end, or to its timeout', () => {
    const cluster = running();
    expect(run(cluster, web2)).toBe('deployment.apps/web image updated\n[0]');
    expect(run(cluster, 'rollout status deploy/web --watch=false')).toBe(
      'Waiting for deployment spec update to be observed...\n[0]',
    );
    const told = follow(cluster, 'rollout status deploy/web');
    expect(told).toContain(
      'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...\n',
    );
    expect(told).toMatch(/deployment "web" successfully rolled out\n\[0\]$/);
    expect(run(cluster, 'rollout status deploy/web --revision=1')).toBe(
      'error: desired revision (1) is different from the running revision (2)\n[1]',
    );
    cluster.world.setImage('web:gone', { pullError: 'not found' });
    run(cluster, 'set image deploy/web web=web:gone');
    expect(follow(cluster, 'rollout status deploy/web --timeout=1m30s')).toMatch(
      /error: timed out waiting for the condition\n\[1\]$/,
    );
    expect(run(cluster, 'rollout status rs')).toBe(
      'error: no status viewer has been implemented for ReplicaSet.apps\n[1]',
    );
  });

  it('history and undo', () => {
    const cluster = running();
    expect(run(cluster, 'rollout undo deploy/web')).toBe('error: no rollout history found for deployment "web"\n[1]');
    run(cluster, web2);
    run(cluster, 'annotate deploy/web kubernetes.io/change-cause=second');
    follow(cluster, 'rollout status deploy/web');
    expect(run(cluster, 'rollout history deploy/web')).toBe(
      'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         second\n\n[0]',
    );
    expect(run(cluster, 'rollout history deploy/web --revision=1')).toMatch(
      /^deployment\.apps\/web with revision #1\nPod Template:\n {2}Labels:\tapp=web\n\tpod-template-hash=\w+\n/,
    );
    expect(run(cluster, 'rollout history deploy/web --revision=9')).toBe(
      'error: unable to find the specified revision\n[1]',
    );
    expect(run(cluster, 'rollout undo deploy/web --to-revision=9')).toBe(
      'error: unable to find specified revision 9 in history\n[1]',
    );
    expect(run(cluster, 'rollout undo deploy/web --to-revision=2')).toBe(
      'deployment.apps/web skipped rollback (current template already matches revision 2)\n[0]',
    );
    expect(run(cluster, 'rollout undo deploy/web')).toBe('deployment.apps/web rolled back\n[0]');
    const { spec, metadata } = cluster.api.get('Deployment', { name: 'web' });
    expect(spec.template.spec.containers[0]?.image).toBe('web:v1');
    expect(spec.template.metadata?.labels).toEqual({ app: 'web' });
    expect(metadata.annotations).not.toHaveProperty('kubernetes.io/change-cause');
    follow(cluster, 'rollout status deploy/web');
    expect(run(cluster, 'rollout history deploy/web')).toContain('2         second\n3         <none>\n');
  });

  it('pause, resume and restart', () => {
    const cluster = running();
    expect(run(cluster, 'rollout resume deploy/web')).toBe('error: deployments.apps "web" is not paused\n[1]');
    expect(run(cluster, 'rollout pause deploy/web')).toBe('deployment.apps/web paused\n[0]');
    expect(run(cluster, 'rollout pause deploy/web')).toBe('error: deployments.apps "web" is already paused\n[1]');
    expect(run(cluster, 'rollout restart deploy/web')).toBe(
      'error: deployments.apps "web" can\'t restart paused deployment (run rollout resume first)\n[1]',
    );
    run(cluster, web2);
    cluster.runUntil(cluster.now + 3000);
    expect(run(cluster, 'get rs --no-headers').split('\n')).toHaveLength(2);
    expect(run(cluster, 'rollout resume deploy/web')).toBe('deployment.apps/web resumed\n[0]');
    expect(run(cluster, 'rollout restart deploy/web')).toBe('deployment.apps/web restarted\n[0]');
    expect(run(cluster, 'rollout pause ds/log-collector')).toBe(
      'error: daemonsets.apps "log-collector" pausing is not supported\n[1]',
    );
  });
});

describe('expose and autoscale', () => {
  it('put a Service before what has Pods to offer', () => {
    const cluster = running();
    expect(run(cluster, 'expose deploy web')).toBe("error: couldn't find port via --port flag or introspection\n[1]");
    expect(run(cluster, 'expose deploy web --port=80 --target-port=8080')).toBe('service/web exposed\n[0]');
    expect(cluster.api.get('Service', { name: 'web' }).spec).toMatchObject({
      selector: { app: 'web' },
      ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
    });
    expect(run(cluster, 'expose ds log-collector --port=80')).toBe('error: cannot expose a DaemonSet.apps\n[1]');
  });

  it('autoscale refuses kinds without a scale', () => {
    expect(run(running(), 'autoscale ds log-collector --max=3')).toBe(
      'error: cannot autoscale a DaemonSet: could not find scale subresource for apps/v1, Resource=daemonsets in discovery information\n[1]',
    );
    expect(run(running(), 'autoscale deploy web --max=0')).toBe(
      'error: --max=MAXPODS is required and must be at least 1, max: 0\n[1]',
    );
  });
});

it('describe deployment names its ReplicaSets and what became of them', () => {
  const cluster = running();
  const text = run(cluster, 'describe deploy web');
  expect(text).toMatch(/^Replicas: +3 desired \| 3 updated \| 3 total \| 3 available \| 0 unavailable$/m);
  expect(text).toMatch(/^RollingUpdateStrategy: +25% max unavailable, 25% max surge$/m);
  expect(text).toMatch(/^OldReplicaSets: +<none>\nNewReplicaSet: +web-HASH \(3\/3 replicas created\)$/m);
  expect(text).toContain('Scaled up replica set web-HASH from 0 to 3');
  expect(run(cluster, 'describe rs')).toMatch(/^Controlled By: +Deployment\/web\nReplicas: +3 current \/ 3 desired$/m);
});
