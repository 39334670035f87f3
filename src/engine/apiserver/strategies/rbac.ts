/** Roles and their bindings. Follows pkg/registry/rbac and pkg/apis/rbac/v1/defaults.go. */
import type { Draft, Kind } from '../../model/kinds.ts';
import type { RoleRef, Subject } from '../../model/rbac.ts';
import { fill, mapItems, withMember } from '../defaults/fill.ts';
import type { ResourceInfo } from '../strategy.ts';
import { pathSegment } from '../validation/metadata.ts';
import {
  validateAggregation,
  validateRoleRef,
  validateRoleRefUpdate,
  validateRules,
  validateSubjects,
} from '../validation/rbac.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

const GROUP = 'rbac.authorization.k8s.io';

const resource = (kind: Kind, plural: string, namespaced: boolean): ResourceInfo =>
  resourceInfo(kind, GROUP, plural, '', namespaced);

/** Names of roles may hold colons and capitals: anything that can be part of a URL's path. */
const nameRule = (name: string): string[] => pathSegment(name);

export const roleStrategy = strategyOf<'Role'>({
  resource: resource('Role', 'roles', true),
  nameRule,
  validateCreate: ({ rules }) => validateRules(rules, true),
  validateUpdate: ({ rules }) => validateRules(rules, true),
});

const validateClusterRole = (role: Draft<'ClusterRole'>) => [
  ...validateRules(role.rules, false),
  ...validateAggregation(role),
];

export const clusterRoleStrategy = strategyOf<'ClusterRole'>({
  resource: resource('ClusterRole', 'clusterroles', false),
  nameRule,
  validateCreate: validateClusterRole,
  validateUpdate: validateClusterRole,
});

interface Binding {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

function defaultSubject(subject: Subject): Subject {
  return subject.kind === 'User' || subject.kind === 'Group' ? fill(subject, { apiGroup: GROUP }) : subject;
}

function applyDefaults<T extends Binding>(binding: T): T {
  const { roleRef, subjects } = binding;
  const referring = withMember<Binding, 'roleRef'>(binding, 'roleRef', fill(roleRef ?? {}, { apiGroup: GROUP }));
  return (subjects ? withMember(referring, 'subjects', mapItems(subjects, defaultSubject)) : referring) as T;
}

export const roleBindingStrategy = strategyOf<'RoleBinding'>({
  resource: resource('RoleBinding', 'rolebindings', true),
  nameRule,
  applyDefaults,
  validateCreate: validateRoleBinding,
  validateUpdate: (next, old) => [...validateRoleBinding(next), ...validateRoleRefUpdate(next.roleRef, old.roleRef)],
});

function validateRoleBinding({ roleRef, subjects }: Binding) {
  return [...validateRoleRef(roleRef, ['Role', 'ClusterRole']), ...validateSubjects(subjects, true)];
}

export const clusterRoleBindingStrategy = strategyOf<'ClusterRoleBinding'>({
  resource: resource('ClusterRoleBinding', 'clusterrolebindings', false),
  nameRule,
  applyDefaults,
  validateCreate: validateClusterRoleBinding,
  validateUpdate: (next, old) => [
    ...validateClusterRoleBinding(next),
    ...validateRoleRefUpdate(next.roleRef, old.roleRef),
  ],
});

function validateClusterRoleBinding({ roleRef, subjects }: Binding) {
  return [...validateRoleRef(roleRef, ['ClusterRole']), ...validateSubjects(subjects, false)];
}
