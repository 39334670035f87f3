/**
 * Nobody grants more than they hold, unless told that they may: `escalate` on roles, `bind` on what a binding names.
 * Follows pkg/registry/rbac/escalation_check.go and pkg/registry/rbac/{role,clusterrole,rolebinding,clusterrolebinding}/policybased.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Draft, Kind, Obj } from '../../model/kinds.ts';
import type { PolicyRule, RoleRef } from '../../model/rbac.ts';
import type { Reader } from '../../store/plane.ts';
import { forbidden, quoted } from '../errors.ts';
import { strategies } from '../strategies.ts';
import type { UserInfo } from './attributes.ts';
import { compactRules } from './compact-rules.ts';
import { missingRules } from './covers.ts';
import { authorize, roleReferenceRules, rulesFor, SYSTEM_MASTERS } from './rbac-authorizer.ts';

const GROUP = 'rbac.authorization.k8s.io';
const FULL_AUTHORITY: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** A role or binding about to be stored, with defaults; `old` when it is there already. Throws 403, or 404 for a role. */
export function confirmNoEscalation(read: Reader, user: UserInfo, next: Draft<Kind>, old?: Obj): void {
  if (user.groups.includes(SYSTEM_MASTERS) || !(isRole(next) || isBinding(next))) return;
  if (old && onlyCollectorFields(next, old)) return;
  if (isRole(next)) confirmRole(read, user, next, old);
  else confirmBinding(read, user, next);
}

type RoleDraft = Draft<'Role'> | Draft<'ClusterRole'>;
type BindingDraft = Draft<'RoleBinding'> | Draft<'ClusterRoleBinding'>;

function isRole(draft: Draft<Kind>): draft is RoleDraft {
  return draft.kind === 'Role' || draft.kind === 'ClusterRole';
}

function isBinding(draft: Draft<Kind>): draft is BindingDraft {
  return draft.kind === 'RoleBinding' || draft.kind === 'ClusterRoleBinding';
}

function confirmRole(read: Reader, user: UserInfo, role: RoleDraft, old: Obj | undefined): void {
  const { resource } = strategies[role.kind];
  const { name = '', namespace = '' } = role.metadata;
  // A request to create names no object, so a rule with names cannot allow it.
  const escalate = { verb: 'escalate', group: GROUP, resource: resource.plural, namespace, name: old ? name : '' };
  if (authorize(read, user, escalate).allowed) return;
  const why = escalationText(read, user, role.rules ?? [], namespace);
  if (why !== '') throw forbidden(resource, name, why);
  if (!aggregates(role) && !(old && aggregates(old))) return;
  // What is aggregated can be anything, and later: only who may do all may ask for it.
  if (missingRules(rulesFor(read, user, ''), FULL_AUTHORITY).length === 0) return;
  throw forbidden(resource, name, 'must have cluster-admin privileges to use the aggregationRule');
}

function aggregates(role: RoleDraft | Obj): boolean {
  return role.kind === 'ClusterRole' && (role.aggregationRule?.clusterRoleSelectors?.length ?? 0) > 0;
}

function confirmBinding(read: Reader, user: UserInfo, binding: BindingDraft): void {
  const { resource } = strategies[binding.kind];
  const { name = '', namespace = '' } = binding.metadata;
  if (mayBind(read, user, binding.roleRef, namespace)) return;
  const rules = roleReferenceRules(read, binding.roleRef, namespace);
  const why = escalationText(read, user, rules, namespace);
  if (why !== '') throw forbidden(resource, name, why);
}

function mayBind(read: Reader, user: UserInfo, { apiGroup, kind, name }: RoleRef, namespace: string): boolean {
  if (kind !== 'Role' && kind !== 'ClusterRole') return false;
  const { plural } = strategies[kind].resource;
  return authorize(read, user, { verb: 'bind', group: apiGroup, resource: plural, name, namespace }).allowed;
}

/** '' when the user holds all of the rules. */
function escalationText(read: Reader, user: UserInfo, rules: readonly PolicyRule[], namespace: string): string {
  const missing = missingRules(rulesFor(read, user, namespace), rules);
  if (missing.length === 0) return '';
  const shown = [...new Set(compactRules(missing).map(compactText))].sort();
  const who = `user ${quoted(user.name)} (groups=${quotedList(user.groups)})`;
  return `${who} is attempting to grant RBAC permissions not currently held:\n${shown.join('\n')}`;
}

/** Go's `%q` of a list. */
function quotedList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(' ')}]`;
}

/** CompactString in pkg/apis/rbac/v1/evaluation_helpers.go. */
function compactText(rule: PolicyRule): string {
  const parts = [
    ['APIGroups', rule.apiGroups],
    ['Resources', rule.resources],
    ['NonResourceURLs', rule.nonResourceURLs],
    ['ResourceNames', rule.resourceNames],
    ['Verbs', rule.verbs],
  ] as const;
  const shown = parts
    .filter(([, values]) => values?.length)
    .map(([name, values]) => `${name}:${quotedList(values ?? [])}`);
  return `{${shown.join(', ')}}`;
}

/** Owners and finalizers alone change when the garbage collector is at work. */
function onlyCollectorFields(next: Draft<Kind>, old: Obj): boolean {
  const { ownerReferences, finalizers } = old.metadata;
  return deepEqual({ ...next, metadata: { ...next.metadata, ownerReferences, finalizers } }, old);
}
