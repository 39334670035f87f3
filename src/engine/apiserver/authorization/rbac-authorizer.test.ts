import { describe, expect, it } from 'vitest';
import { Cluster } from '../../cluster.ts';
import type { PolicyRule, Subject } from '../../model/rbac.ts';
import { ApiError } from '../status.ts';
import { ruleAllows } from './rule-allows.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

function clusterWith(rules: readonly PolicyRule[], subject: Subject, namespace?: string): Cluster {
  const cluster = Cluster.create('rbac');
  cluster.api.create('ClusterRole', { apiVersion, kind: 'ClusterRole', metadata: { name: 'r' }, rules });
  const roleRef = { apiGroup, kind: 'ClusterRole', name: 'r' };
  const subjects = [subject];
  if (namespace === undefined)
    cluster.api.create('ClusterRoleBinding', {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'b' },
      roleRef,
      subjects,
    });
  else
    cluster.api.create('RoleBinding', {
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name: 'b', namespace },
      roleRef,
      subjects,
    });
  return cluster;
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) return `${error.status.code} ${error.message}`;
    throw error;
  }
  return 'allowed';
}

const bob: Subject = { kind: 'User', apiGroup, name: 'bob' };
const readPods: PolicyRule = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] };

describe('rbac.RuleAllows', () => {
  const pods = { verb: 'get', group: '', resource: 'pods', name: 'a' };

  it('tells a resource from its subresources, and knows a star before one', () => {
    expect(ruleAllows(readPods, pods)).toBe(true);
    expect(ruleAllows(readPods, { ...pods, subresource: 'log' })).toBe(false);
    const scales = { ...readPods, apiGroups: ['*'], resources: ['*/scale'] };
    expect(ruleAllows(scales, { ...pods, group: 'apps', resource: 'deployments', subresource: 'scale' })).toBe(true);
    expect(ruleAllows(scales, { ...pods, group: 'apps', resource: 'deployments' })).toBe(false);
  });

  it('holds names against the name of the request, which a list has not', () => {
    const named = { ...readPods, resourceNames: ['a'] };
    expect(
      [pods, { ...pods, name: 'b' }, { ...pods, verb: 'list', name: '' }].map((asked) => ruleAllows(named, asked)),
    ).toEqual([true, false, false]);
  });

  it('takes a star at the end of a path for the rest', () => {
    const rule = { verbs: ['get'], nonResourceURLs: ['/healthz', '/logs/*'] };
    const paths = ['/healthz', '/healthz/etcd', '/logs/a/b'];
    expect(paths.map((path) => ruleAllows(rule, { verb: 'get', path }))).toEqual([true, false, true]);
  });
});

describe('the RBAC authorizer', () => {
  it('allows what a binding grants, in its namespace only, and refuses the rest in the words of the API server', () => {
    const { api } = clusterWith([readPods], bob, 'default');
    const user = api.as({ user: 'bob' });
    expect(user.list('Pod', { namespace: 'default' }).items).toEqual([]);
    expect(refusal(() => user.list('Pod'))).toBe(
      '403 pods is forbidden: User "bob" cannot list resource "pods" in API group "" at the cluster scope',
    );
    expect(refusal(() => user.delete('Pod', { namespace: 'default', name: 'a' }))).toBe(
      '403 pods "a" is forbidden: User "bob" cannot delete resource "pods" in API group "" in the namespace "default"',
    );
    const status = { subresource: 'status' } as const;
    const patch = { type: 'merge', body: {} } as const;
    expect(refusal(() => user.patch('DaemonSet', { namespace: 'x', name: 'web' }, patch, status))).toBe(
      '403 daemonsets.apps "web" is forbidden: User "bob" cannot patch resource "daemonsets/status" in API group "apps" in the namespace "x"',
    );
  });

  it('gives a service account its groups, and takes the groups that are named instead', () => {
    const { api } = clusterWith([readPods], { kind: 'Group', apiGroup, name: 'system:serviceaccounts:team' });
    const user = 'system:serviceaccount:team:agent';
    expect(api.as({ user }).selfReview().groups).toEqual([
      'system:serviceaccounts',
      'system:serviceaccounts:team',
      'system:authenticated',
    ]);
    expect(refusal(() => api.as({ user }).list('Pod'))).toBe('allowed');
    expect(refusal(() => api.as({ user, groups: ['others'] }).list('Pod'))).toContain('cannot list');
    const anonymous = api.as({ user: 'system:anonymous' });
    expect(anonymous.accessReview.bind(anonymous, { verb: 'get', path: '/version' })).toThrow(
      'selfsubjectaccessreviews',
    );
  });

  it('finds an account of the binding’s own namespace, and says which role is missing', () => {
    const cluster = clusterWith([readPods], { kind: 'ServiceAccount', name: 'agent' }, 'default');
    const asked = { verb: 'list', group: '', resource: 'pods', namespace: 'default' };
    const user = cluster.api.as({ user: 'system:serviceaccount:default:agent' });
    expect(user.accessReview(asked)).toEqual({ allowed: true, reason: '' });
    cluster.api.delete('ClusterRole', { name: 'r' });
    expect(user.accessReview(asked)).toEqual({
      allowed: false,
      reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "r" not found',
    });
  });

  it('lets nobody impersonate without the right to', () => {
    const rule: PolicyRule = { verbs: ['impersonate'], apiGroups: [''], resources: ['users'], resourceNames: ['eve'] };
    const user = clusterWith([rule], bob).api.as({ user: 'bob' });
    expect(user.as({ user: 'eve' }).selfReview().name).toBe('eve');
    expect(refusal(() => user.as({ user: 'kubernetes-admin' }))).toBe(
      '403 users "kubernetes-admin" is forbidden: User "bob" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
    expect(refusal(() => user.as({ user: 'eve', groups: ['system:masters'] }))).toContain(
      'groups "system:masters" is forbidden',
    );
  });
});

describe('privilege escalation', () => {
  const manage: PolicyRule = { verbs: ['create', 'update', 'patch'], apiGroups: [apiGroup], resources: ['*'] };
  const role = (rules: readonly PolicyRule[]) =>
    ({ apiVersion, kind: 'ClusterRole', metadata: { name: 'new' }, rules }) as const;

  it('refuses a role that grants more than its maker holds', () => {
    const user = clusterWith([manage, readPods], bob).api.as({ user: 'bob' });
    const more = { ...readPods, verbs: ['get', 'delete', 'create'], resources: ['pods', 'pods/log'] };
    expect(refusal(() => user.create('ClusterRole', role([more])))).toBe(
      '403 clusterroles.rbac.authorization.k8s.io "new" is forbidden: user "bob" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n' +
        '{APIGroups:[""], Resources:["pods"], Verbs:["delete" "create"]}\n' +
        '{APIGroups:[""], Resources:["pods/log"], Verbs:["get" "delete" "create"]}',
    );
    expect(refusal(() => user.create('ClusterRole', role([{ ...readPods, verbs: ['get'] }])))).toBe('allowed');
    const patch = { type: 'merge', body: { rules: [{ ...readPods, verbs: ['*'] }] } } as const;
    expect(refusal(() => user.patch('ClusterRole', { name: 'new' }, patch))).toContain(
      '{APIGroups:[""], Resources:["pods"], Verbs:["*"]}',
    );
  });

  it('keeps aggregation for those who may do all', () => {
    const user = clusterWith([manage], bob).api.as({ user: 'bob' });
    const aggregating = { ...role([]), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } };
    expect(refusal(() => user.create('ClusterRole', aggregating))).toBe(
      '403 clusterroles.rbac.authorization.k8s.io "new" is forbidden: must have cluster-admin privileges to use the aggregationRule',
    );
  });

  it('lets go who may escalate or bind', () => {
    const free = { ...manage, verbs: ['create', 'escalate', 'bind'] };
    const binding = (name: string) =>
      ({
        apiVersion,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'grant' },
        roleRef: { apiGroup, kind: 'ClusterRole', name },
        subjects: [bob],
      }) as const;
    const user = clusterWith([manage], bob).api.as({ user: 'bob' });
    expect(refusal(() => user.create('ClusterRoleBinding', binding('cluster-admin')))).toContain(
      '{NonResourceURLs:["*"], Verbs:["*"]}',
    );
    expect(refusal(() => user.create('ClusterRoleBinding', binding('gone')))).toBe(
      '404 clusterroles.rbac.authorization.k8s.io "gone" not found',
    );
    const freed = clusterWith([free], bob).api.as({ user: 'bob' });
    expect(refusal(() => freed.create('ClusterRole', role([readPods])))).toBe('allowed');
    expect(refusal(() => freed.create('ClusterRoleBinding', binding('cluster-admin')))).toBe('allowed');
  });
});
