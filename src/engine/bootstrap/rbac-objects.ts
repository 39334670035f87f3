/** The roles and bindings with which a cluster begins, as its API server's start hook makes them. Follows pkg/registry/rbac/rest/storage_rbac.go. */
import type { Draft } from '../model/kinds.ts';
import type { PolicyRule } from '../model/rbac.ts';
import { clusterRoleBindings, clusterRoles, roleBindings, roles } from './cluster-roles.ts';
import { controllerRoles } from './controller-roles.ts';
import { type RoleEntry, readBindings, readRoles } from './policy-notation.ts';

const API_GROUP = 'rbac.authorization.k8s.io';
const apiVersion = 'rbac.authorization.k8s.io/v1';
/** The API server puts these objects right whenever it starts, unless this annotation is taken away. */
const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

export type BootstrapObject = Draft<'ClusterRole'> | Draft<'ClusterRoleBinding'> | Draft<'Role'> | Draft<'RoleBinding'>;

/** Made once: the objects are the same in every cluster, and records are never changed in place. */
let made: readonly BootstrapObject[] | undefined;

export function bootstrapObjects(): readonly BootstrapObject[] {
  made ??= [...clusterRoleDrafts(), ...clusterRoleBindingDrafts(), ...roleDrafts(), ...roleBindingDrafts()];
  return made;
}

function metadata(name: string, labels: Readonly<Record<string, string>> = {}) {
  const slash = name.indexOf('/');
  const place = slash < 0 ? { name } : { namespace: name.slice(0, slash), name: name.slice(slash + 1) };
  return { ...place, annotations, labels: { ...bootstrapping, ...labels } };
}

const aggregateTo = (role: string) => ({ [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' });

function clusterRoleDrafts(): readonly BootstrapObject[] {
  const entries = [...readRoles(clusterRoles), ...controllerEntries()];
  return entries.map(({ name, from, to, rules }) => ({
    apiVersion,
    kind: 'ClusterRole',
    metadata: metadata(name, to === undefined ? {} : aggregateTo(to)),
    rules: from === undefined ? rules : collected(entries, from),
    ...(from === undefined ? {} : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregateTo(from) }] } }),
  }));
}

function controllerEntries(): readonly RoleEntry[] {
  return readRoles(controllerRoles).map((entry) => ({ ...entry, name: `system:controller:${entry.name}` }));
}

/** What the aggregation controller will make of a role's selector: done here, it finds nothing left to do. */
function collected(entries: readonly RoleEntry[], to: string): readonly PolicyRule[] {
  const parts = entries.filter((entry) => entry.to === to).sort((a, b) => (a.name < b.name ? -1 : 1));
  return parts.flatMap(({ from, rules }) => (from === undefined ? rules : collected(entries, from)));
}

function clusterRoleBindingDrafts(): readonly BootstrapObject[] {
  const forControllers = readRoles(controllerRoles).map(({ name }) => ({
    name: `system:controller:${name}`,
    role: `system:controller:${name}`,
    subjects: [{ kind: 'ServiceAccount', name, namespace: 'kube-system' }],
  }));
  return [...readBindings(clusterRoleBindings), ...forControllers].map(({ name, role, subjects }) => ({
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: metadata(name),
    roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: role },
    ...(subjects.length === 0 ? {} : { subjects }),
  }));
}

function roleDrafts(): readonly BootstrapObject[] {
  return readRoles(roles).map(({ name, rules }) => ({ apiVersion, kind: 'Role', metadata: metadata(name), rules }));
}

function roleBindingDrafts(): readonly BootstrapObject[] {
  return readBindings(roleBindings).map(({ name, role, subjects }) => ({
    apiVersion,
    kind: 'RoleBinding',
    metadata: metadata(name),
    roleRef: { apiGroup: API_GROUP, kind: 'Role', name: role },
    subjects,
  }));
}
