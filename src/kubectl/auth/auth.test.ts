import { describe, expect, it } from 'vitest';
import { Cluster } from '../../engine/index.ts';
import { runKubectl } from '../run.ts';

function on(...lines: readonly string[]) {
  const cluster = Cluster.create('auth');
  const run = (line: string, stdin?: string) => {
    const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now, stdin });
    return { stdout, stderr, exitCode };
  };
  for (const line of lines) expect(run(line).exitCode).toBe(0);
  return run;
}

const AGENT = '--as=system:serviceaccount:default:agent';

describe('kubectl auth can-i', () => {
  it('answers yes or no, also by its exit code, and warns of what is in no namespace', () => {
    const run = on(
      'create clusterrole nodes --verb=get,list --resource=nodes',
      'create clusterrolebinding nodes --clusterrole=nodes --serviceaccount=default:agent',
    );
    const warning = "Warning: resource 'nodes' is not namespace scoped\n\n";
    expect(run(`auth can-i list no ${AGENT}`)).toEqual({ stdout: 'yes\n', stderr: warning, exitCode: 0 });
    expect(run(`auth can-i delete nodes/n ${AGENT}`)).toEqual({ stdout: 'no\n', stderr: warning, exitCode: 1 });
    expect(run(`auth can-i delete nodes -A -q ${AGENT}`)).toEqual({ stdout: '', stderr: '', exitCode: 1 });
    expect(run('auth can-i frob clusterroles').stderr).toBe(
      "Warning: resource 'clusterroles' is not namespace scoped in group 'rbac.authorization.k8s.io'\n\n" +
        "Warning: verb 'frob' is not a known verb\n\n",
    );
    expect(run('auth can-i get things.x').stderr).toBe(
      "Warning: the server doesn't have a resource type 'things' in group 'x'\n\n",
    );
    expect(run(`auth can-i get /healthz ${AGENT}`).stdout).toBe('yes\n');
  });

  it('tells subresources from their resource', () => {
    const run = on('create role logs --verb=get --resource=pods/log', 'create rolebinding l --role=logs --user=bob');
    expect(run('auth can-i get pods --subresource=log --as=bob').stdout).toBe('yes\n');
    expect(run('auth can-i get pods --as=bob').stdout).toBe('no\n');
    expect(run('auth can-i get pods --subresource=log --as=bob -n kube-system').stdout).toBe('no\n');
  });

  it('lists all rules', () => {
    const run = on(
      'create role r --verb=get,list --resource=pods,deploy --resource-name=a',
      'create rolebinding b --role=r --group=g',
    );
    const rows = run('auth can-i --list --as=bob --as-group=g').stdout.split('\n');
    expect(rows[0]).toBe('Resources                                       Non-Resource URLs   Resource Names   Verbs');
    expect(rows).toContain(
      'deployments.apps                                []                  [a]              [get list]',
    );
    expect(rows).toContain(
      '                                                [/version]          []               [get]',
    );
  });
});

describe('--as', () => {
  it('asks in the other’s name for everything, and says so when it is refused', () => {
    const run = on('create role r --verb=get --resource=pods', 'create rolebinding b --role=r --user=bob');
    expect(run('get pods --as=bob')).toEqual({
      stdout: '',
      stderr:
        'Error from server (Forbidden): pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"\n',
      exitCode: 1,
    });
    // Deletion needs no look at the object first, so what is refused is the deletion.
    expect(run('delete pod a --as=bob').stderr).toContain('cannot delete resource "pods"');
    const manifest = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}';
    expect(run('apply -f - --as=bob', manifest).stderr).toBe(
      'Error from server (Forbidden): error when retrieving current configuration of:\n' +
        'Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"\n' +
        'Name: "c", Namespace: "default"\n' +
        'from server for: "STDIN": configmaps "c" is forbidden: User "bob" cannot get resource "configmaps" in API group "" in the namespace "default"\n',
    );
    expect(run('auth whoami --as=bob --as-group=g').stdout).toBe(
      'ATTRIBUTE   VALUE\nUsername    bob\nGroups      [g system:authenticated]\n',
    );
    expect(run('get pods --as-group=g').exitCode).toBe(1);
  });
});

describe('tables and descriptions', () => {
  it('shows roles, bindings and their subjects', () => {
    const run = on(
      'create role r --verb=get,list --resource=pods,pods/log',
      'create rolebinding b --role=r --user=u --user=v --serviceaccount=default:s',
    );
    expect(run('get rolebinding -o wide').stdout).toBe(
      'NAME   ROLE     AGE   USERS   GROUPS   SERVICEACCOUNTS\nb      Role/r   0s    u, v             default/s\n',
    );
    expect(run('get role').stdout).toBe('NAME   CREATED AT\nr      2026-07-01T09:00:00Z\n');
    expect(run('describe role r').stdout).toBe(
      'Name:         r\nLabels:       <none>\nAnnotations:  <none>\nPolicyRule:\n' +
        '  Resources  Non-Resource URLs  Resource Names  Verbs\n' +
        '  ---------  -----------------  --------------  -----\n' +
        '  pods/log   []                 []              [get list]\n' +
        '  pods       []                 []              [get list]\n',
    );
    expect(run('describe rolebinding b').stdout).toBe(
      'Name:         b\nLabels:       <none>\nAnnotations:  <none>\nRole:\n  Kind:  Role\n  Name:  r\nSubjects:\n' +
        '  Kind            Name  Namespace\n  ----            ----  ---------\n' +
        '  User            u     \n  User            v     \n  ServiceAccount  s     default\n',
    );
  });

  it('tells of secrets only how long they are', () => {
    const run = on('create secret generic s --from-literal=k=geheim', 'create cm c --from-literal=k=v');
    expect(run('describe secret s').stdout).toBe(
      'Name:         s\nNamespace:    default\nLabels:       <none>\nAnnotations:  <none>\n\nType:  Opaque\n\nData\n====\nk:  6 bytes\n',
    );
    expect(run('get secrets').stdout).toBe('NAME   TYPE     DATA   AGE\ns      Opaque   1      0s\n');
    expect(run('describe cm c').stdout).toContain(
      '\n\nData\n====\nk:\n----\nv\n\n\nBinaryData\n====\n\nEvents:  <none>\n',
    );
  });
});
