/** The tables of accounts, roles, bindings and configuration. Follows pkg/printers/internalversion/printers.go. */
import type { RoleRef, Subject } from '../../engine/index.ts';
import { age, type Column, name } from './column.ts';

const createdAt = {
  name: 'CREATED AT',
  cell: ({ metadata }: { readonly metadata: { readonly creationTimestamp: string } }) => metadata.creationTimestamp,
} as const;

interface Binding {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

function subjects({ subjects: all = [] }: Binding, kind: string): string {
  const named = all.filter((subject) => subject.kind === kind);
  return named.map((one) => (kind === 'ServiceAccount' ? `${one.namespace ?? ''}/${one.name}` : one.name)).join(', ');
}

const bindingColumns = [
  name,
  { name: 'ROLE', cell: ({ roleRef }: Binding) => `${roleRef.kind}/${roleRef.name}` },
  age,
  { name: 'USERS', wide: true, cell: (binding: Binding) => subjects(binding, 'User') },
  { name: 'GROUPS', wide: true, cell: (binding: Binding) => subjects(binding, 'Group') },
  { name: 'SERVICEACCOUNTS', wide: true, cell: (binding: Binding) => subjects(binding, 'ServiceAccount') },
] as const;

const count = (values: object | undefined): number => Object.keys(values ?? {}).length;

const configMap: readonly Column<'ConfigMap'>[] = [
  name,
  { name: 'DATA', cell: ({ data, binaryData }) => String(count(data) + count(binaryData)) },
  age,
];

const secret: readonly Column<'Secret'>[] = [
  name,
  { name: 'TYPE', cell: ({ type = '' }) => type },
  { name: 'DATA', cell: ({ data }) => String(count(data)) },
  age,
];

export const rbacColumns = {
  Role: [name, createdAt],
  ClusterRole: [name, createdAt],
  RoleBinding: bindingColumns,
  ClusterRoleBinding: bindingColumns,
  ServiceAccount: [name, age],
  ConfigMap: configMap,
  Secret: secret,
} as const;
