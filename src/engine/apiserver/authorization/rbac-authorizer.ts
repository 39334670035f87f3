/** Role-based access control. Follows plugin/pkg/auth/authorizer/rbac/rbac.go and pkg/registry/rbac/validation/rule.go. */
import type { ClusterRole, PolicyRule, Role, RoleRef, Subject } from '../../model/rbac.ts';
import type { Reader } from '../../store/plane.ts';
import { notFound, quoted } from '../errors.ts';
import { strategies } from '../strategies.ts';
import type { Attributes, UserInfo } from './attributes.ts';
import { isResourceRequest } from './attributes.ts';
import { ruleAllows } from './rule-allows.ts';

/** Its members may do anything, whatever the roles say. */
export const SYSTEM_MASTERS = 'system:masters';

export interface Decision {
  readonly allowed: boolean;
  /** What went wrong on the way to a refusal: bindings to roles that are not there. */
  readonly reason: string;
}

export function authorize(read: Reader, user: UserInfo, attributes: Attributes): Decision {
  if (user.groups.includes(SYSTEM_MASTERS)) return { allowed: true, reason: '' };
  const problems: string[] = [];
  const namespace = isResourceRequest(attributes) ? (attributes.namespace ?? '') : '';
  for (const found of rulesOf(read, user, namespace)) {
    if (typeof found === 'string') problems.push(found);
    else if (ruleAllows(found, attributes)) return { allowed: true, reason: '' };
  }
  return { allowed: false, reason: problems.length === 0 ? '' : `RBAC: ${aggregated(problems)}` };
}

/** The rules that apply to a user in a namespace ('': in none), as far as their roles are there. */
export function rulesFor(read: Reader, user: UserInfo, namespace: string): readonly PolicyRule[] {
  return [...rulesOf(read, user, namespace)].filter((found) => typeof found !== 'string');
}

/** Rules, and a text for each binding whose role is missing. */
function* rulesOf(read: Reader, user: UserInfo, namespace: string): Generator<PolicyRule | string> {
  for (const { subjects, roleRef } of read.all('ClusterRoleBinding').values()) {
    if (appliesTo(user, subjects, '')) yield* rulesOrProblem(read, roleRef, '');
  }
  if (namespace === '') return;
  for (const { metadata, subjects, roleRef } of read.all('RoleBinding').values()) {
    if (metadata.namespace !== namespace || !appliesTo(user, subjects, namespace)) continue;
    yield* rulesOrProblem(read, roleRef, namespace);
  }
}

function* rulesOrProblem(read: Reader, roleRef: RoleRef, namespace: string): Generator<PolicyRule | string> {
  const role = roleOf(read, roleRef, namespace);
  if (role) yield* role.rules ?? [];
  // The authorizer's listers call a resource by its singular.
  else yield `${roleRef.kind.toLowerCase()}.rbac.authorization.k8s.io ${quoted(roleRef.name)} not found`;
}

function roleOf(read: Reader, { kind, name }: RoleRef, namespace: string): Role | ClusterRole | undefined {
  return kind === 'Role' ? read.get('Role', `${namespace}/${name}`) : read.get('ClusterRole', name);
}

/** The rules of the role that a binding in `namespace` names; throws 404 when it is not there. */
export function roleReferenceRules(read: Reader, roleRef: RoleRef, namespace: string): readonly PolicyRule[] {
  const role = roleOf(read, roleRef, namespace);
  const { resource } = roleRef.kind === 'Role' ? strategies.Role : strategies.ClusterRole;
  if (!role) throw notFound(resource, roleRef.name);
  return role.rules ?? [];
}

function appliesTo(user: UserInfo, subjects: readonly Subject[] | undefined, namespace: string): boolean {
  return (subjects ?? []).some((subject) => appliesToUser(user, subject, namespace));
}

function appliesToUser(user: UserInfo, subject: Subject, namespace: string): boolean {
  if (subject.kind === 'User') return user.name === subject.name;
  if (subject.kind === 'Group') return user.groups.includes(subject.name);
  if (subject.kind !== 'ServiceAccount') return false;
  const home = subject.namespace || namespace;
  return home !== '' && user.name === `system:serviceaccount:${home}:${subject.name}`;
}

/** Go's aggregate of errors: one as it is, several in brackets, each said once. */
function aggregated(problems: readonly string[]): string {
  const texts = [...new Set(problems)];
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}
