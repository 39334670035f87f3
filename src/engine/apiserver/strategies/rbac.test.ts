import { describe, expect, it } from 'vitest';
import type { StatusCause } from '../status.ts';
import { clusterRoleBindingStrategy, clusterRoleStrategy, roleBindingStrategy, roleStrategy } from './rbac.ts';

const texts = (causes: readonly StatusCause[]) => causes.map(({ field, message }) => `${field}: ${message}`);
const GROUP = 'rbac.authorization.k8s.io';
const metadata = { name: 'a', namespace: 'default' };

describe('ValidateRole and ValidateClusterRole', () => {
  const problems = (rule: object) =>
    texts(roleStrategy.validateCreate(roleStrategy.decode({ metadata, rules: [rule] }, 'Strict')));

  it('asks every rule for verbs, groups and resources', () => {
    expect(problems({ verbs: [] })).toEqual([
      'rules[0].verbs: Required value: verbs must contain at least one value',
      'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
      'rules[0].resources: Required value: resource rules must supply at least one resource',
    ]);
  });

  it('keeps paths out of namespaces, and away from resources', () => {
    expect(problems({ verbs: ['get'], nonResourceURLs: ['/x'], resources: ['pods'] })).toEqual([
      'rules[0].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs',
      'rules[0].nonResourceURLs: Invalid value: ["/x"]: rules cannot apply to both regular resources and non-resource URLs',
    ]);
  });

  it('takes any name that can stand in a path', () => {
    const named = (name: string) =>
      texts(clusterRoleStrategy.validateCreate(clusterRoleStrategy.decode({ metadata: { name } }, 'Strict')));
    expect(named('system:Node_reader')).toEqual([]);
    expect(named('a/b%')).toEqual([
      'metadata.name: Invalid value: "a/b%": may not contain \'/\'',
      'metadata.name: Invalid value: "a/b%": may not contain \'%\'',
    ]);
  });

  it('asks aggregation for selectors', () => {
    const draft = clusterRoleStrategy.decode({ metadata: { name: 'a' }, aggregationRule: {} }, 'Strict');
    expect(texts(clusterRoleStrategy.validateCreate(draft))).toEqual([
      'aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil',
    ]);
  });
});

describe('ValidateRoleBinding and ValidateClusterRoleBinding', () => {
  const stored = (json: object) =>
    roleBindingStrategy.applyDefaults(roleBindingStrategy.decode({ metadata, ...json }, 'Strict'));

  it('fills in the API groups of the role and of users and groups', () => {
    const subjects = [
      { kind: 'User', name: 'u' },
      { kind: 'ServiceAccount', name: 's' },
    ];
    const draft = stored({ roleRef: { kind: 'Role', name: 'r' }, subjects });
    expect(draft.roleRef.apiGroup).toBe(GROUP);
    expect(draft.subjects).toEqual([{ ...subjects[0], apiGroup: GROUP }, subjects[1]]);
    expect(roleBindingStrategy.validateCreate(draft)).toEqual([]);
  });

  it('refuses roles and subjects that there cannot be', () => {
    const draft = stored({
      roleRef: { kind: 'Group', name: '' },
      subjects: [
        { kind: 'Robot', name: '' },
        { kind: 'User', name: '' },
      ],
    });
    expect(texts(roleBindingStrategy.validateCreate(draft))).toEqual([
      'roleRef.kind: Unsupported value: "Group": supported values: "Role", "ClusterRole"',
      'roleRef.name: Required value',
      'subjects[0].name: Required value',
      'subjects[0].kind: Unsupported value: "Robot": supported values: "ServiceAccount", "User", "Group"',
      'subjects[1].name: Required value',
      'subjects[1].name: Invalid value: "": user name cannot be empty',
    ]);
  });

  it('asks a cluster-wide binding where an account lives', () => {
    const json = {
      metadata: { name: 'a' },
      roleRef: { kind: 'Role', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 's' }],
    };
    const draft = clusterRoleBindingStrategy.applyDefaults(clusterRoleBindingStrategy.decode(json, 'Strict'));
    expect(texts(clusterRoleBindingStrategy.validateCreate(draft))).toEqual([
      'roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"',
      'subjects[0].namespace: Required value',
    ]);
  });

  it('never changes the role of a binding', () => {
    const draft = stored({ roleRef: { kind: 'Role', name: 'r' } });
    const old = { ...draft, metadata: { ...metadata, resourceVersion: '1' } } as Parameters<
      typeof roleBindingStrategy.validateUpdate
    >[1];
    const next = { ...old, roleRef: { ...old.roleRef, name: 'other' } };
    expect(texts(roleBindingStrategy.validateUpdate(next, old))).toEqual([
      `roleRef: Invalid value: {"APIGroup":"${GROUP}","Kind":"Role","Name":"other"}: cannot change roleRef`,
    ]);
  });
});
