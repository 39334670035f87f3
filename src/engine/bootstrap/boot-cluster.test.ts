import { describe, expect, it } from 'vitest';
import { Cluster } from '../cluster.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';

describe('bootstrap policy', () => {
  it('fills admin, edit and view so that the aggregation controller finds nothing to do', () => {
    const cluster = Cluster.create('boot');
    const born = cluster.api.get('ClusterRole', { name: 'admin' });
    expect(born.rules?.length).toBeGreaterThan(20);
    const { resourceVersion } = cluster.api.list('ClusterRole');
    expect(cluster.runUntilIdle(60_000)).toBe('idle');
    expect(cluster.api.list('ClusterRole').resourceVersion).toBe(resourceVersion);
    expect(cluster.api.get('ClusterRole', { name: 'admin' })).toBe(born);
  });

  it('lets a viewer look at workloads and not at secrets, and an editor write both', () => {
    const cluster = Cluster.create('boot');
    for (const [name, role] of Object.entries({ vic: 'view', ed: 'edit' })) {
      const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role };
      const metadata = { name, namespace: 'default' };
      const subjects = [{ kind: 'User', name }];
      cluster.api.create('RoleBinding', { apiVersion, kind: 'RoleBinding', metadata, roleRef, subjects });
    }
    const may = (user: string, verb: string, group: string, resource: string) =>
      cluster.api.as({ user }).accessReview({ verb, group, resource, namespace: 'default' }).allowed;
    expect([may('vic', 'list', 'apps', 'daemonsets'), may('vic', 'get', '', 'secrets')]).toEqual([true, false]);
    expect([may('ed', 'create', 'apps', 'daemonsets'), may('ed', 'get', '', 'secrets')]).toEqual([true, true]);
    expect([may('ed', 'list', '', 'nodes'), may('ed', 'create', apiVersion, 'roles')]).toEqual([false, false]);
  });
});

describe('clusterrole-aggregation-controller', () => {
  it('collects the rules of the picked roles by name, each once, and follows their changes', () => {
    const cluster = Cluster.create('aggregation');
    const rule = (resource: string) => ({ apiGroups: [''], resources: [resource], verbs: ['get'] });
    const make = (name: string, labels: Record<string, string>, ...resources: string[]) =>
      cluster.api.create('ClusterRole', {
        apiVersion,
        kind: 'ClusterRole',
        metadata: { name, labels },
        rules: resources.map(rule),
      });
    const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] };
    cluster.api.create('ClusterRole', {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: 'all' },
      rules: null,
      aggregationRule,
    });
    make('b', { to: 'all' }, 'pods', 'nodes');
    make('a', { to: 'all' }, 'pods', 'services');
    make('c', {}, 'secrets');
    cluster.runUntilIdle(10_000);
    const collected = () =>
      cluster.api.get('ClusterRole', { name: 'all' }).rules?.map(({ resources }) => resources?.[0]);
    expect(collected()).toEqual(['pods', 'services', 'nodes']);
    cluster.api.delete('ClusterRole', { name: 'b' });
    cluster.runUntilIdle(20_000);
    expect(collected()).toEqual(['pods', 'services']);
  });
});

describe('serviceaccount-controller', () => {
  it('gives a new namespace its default account, and puts a deleted one back', () => {
    const cluster = Cluster.create('accounts');
    cluster.api.create('Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' }, spec: {} });
    cluster.runUntilIdle(1000);
    const ref = { namespace: 'team', name: 'default' };
    const { uid } = cluster.api.get('ServiceAccount', ref).metadata;
    cluster.api.delete('ServiceAccount', ref);
    cluster.runUntilIdle(2000);
    expect(cluster.api.get('ServiceAccount', ref).metadata.uid).not.toBe(uid);
  });
});
