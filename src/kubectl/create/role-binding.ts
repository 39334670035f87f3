/** kubectl create rolebinding and clusterrolebinding. Follows kubectl's pkg/cmd/create/create_rolebinding.go and its kin. */
import type { Subject } from '../../engine/index.ts';
import { type CommandLine, flag, flagValues } from '../command-line.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';

const GROUP = 'rbac.authorization.k8s.io';
const apiVersion = 'rbac.authorization.k8s.io/v1';
const SUBJECT_FLAGS = { user: 'value', group: 'value', serviceaccount: 'value' } as const;

export const roleBinding: Generator = {
  names: ['rolebinding'],
  flags: { ...SUBJECT_FLAGS, role: 'value', clusterrole: 'value' },
  failure: 'failed to create rolebinding:',
  draft(name, line) {
    const [role, clusterRole] = [flag(line, 'role') ?? '', flag(line, 'clusterrole') ?? ''];
    if ((role === '') === (clusterRole === '')) {
      throw createError('exactly one of clusterrole or role must be specified');
    }
    const metadata = namespacedMeta(name, line);
    const roleRef = {
      apiGroup: GROUP,
      ...(role === '' ? { kind: 'ClusterRole', name: clusterRole } : { kind: 'Role', name: role }),
    };
    return { kind: 'RoleBinding', apiVersion, metadata, ...subjectsOf(line), roleRef };
  },
};

export const clusterRoleBinding: Generator = {
  names: ['clusterrolebinding'],
  flags: { ...SUBJECT_FLAGS, clusterrole: 'value' },
  required: ['clusterrole'],
  failure: 'failed to create clusterrolebinding:',
  draft(name, line) {
    const roleRef = { apiGroup: GROUP, kind: 'ClusterRole', name: flag(line, 'clusterrole') ?? '' };
    return { kind: 'ClusterRoleBinding', apiVersion, metadata: { name }, ...subjectsOf(line), roleRef };
  },
};

function subjectsOf(line: CommandLine): { readonly subjects?: readonly Subject[] } {
  const named = (kind: 'User' | 'Group') => (name: string) => ({ kind, apiGroup: GROUP, name });
  const subjects = [
    ...flagValues(line, 'user').map(named('User')),
    ...flagValues(line, 'group').map(named('Group')),
    ...flagValues(line, 'serviceaccount').map(serviceAccount),
  ];
  return subjects.length === 0 ? {} : { subjects };
}

function serviceAccount(text: string): Subject {
  const [namespace = '', name = '', ...rest] = text.split(':');
  if (namespace === '' || name === '' || rest.length > 0) {
    throw createError('serviceaccount must be <namespace>:<name>');
  }
  return { kind: 'ServiceAccount', name, namespace };
}
