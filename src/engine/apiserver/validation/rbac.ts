/** Roles and bindings. Follows pkg/apis/rbac/validation/validation.go. */
import type { Draft } from '../../model/kinds.ts';
import { isDNS1123Subdomain } from '../../model/names.ts';
import type { PolicyRule, RoleRef, Subject } from '../../model/rbac.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, invalidValue, invalidValues, notSupported, required } from './causes.ts';
import { validateLabelSelector } from './labels.ts';
import { pathSegment } from './metadata.ts';

const GROUP = 'rbac.authorization.k8s.io';

export function validateRules(rules: readonly PolicyRule[] | null, namespaced: boolean): StatusCause[] {
  return (rules ?? []).flatMap((rule, i) => validateRule(rule, namespaced, `rules[${i}]`));
}

function validateRule(rule: PolicyRule, namespaced: boolean, path: string): StatusCause[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const causes: StatusCause[] = [];
  if (!verbs?.length) causes.push(required(`${path}.verbs`, 'verbs must contain at least one value'));
  if (nonResourceURLs.length > 0) {
    const field = `${path}.nonResourceURLs`;
    const shown = asJson(nonResourceURLs);
    if (namespaced) causes.push(invalidValue(field, shown, 'namespaced rules cannot apply to non-resource URLs'));
    if (apiGroups.length > 0 || resources.length > 0 || resourceNames.length > 0) {
      causes.push(invalidValue(field, shown, 'rules cannot apply to both regular resources and non-resource URLs'));
    }
    return causes;
  }
  if (apiGroups.length === 0) {
    causes.push(required(`${path}.apiGroups`, 'resource rules must supply at least one api group'));
  }
  if (resources.length === 0) {
    causes.push(required(`${path}.resources`, 'resource rules must supply at least one resource'));
  }
  return causes;
}

export function validateAggregation({ aggregationRule }: Draft<'ClusterRole'>): StatusCause[] {
  if (!aggregationRule) return [];
  const { clusterRoleSelectors = [] } = aggregationRule;
  const field = 'aggregationRule.clusterRoleSelectors';
  if (clusterRoleSelectors.length === 0) {
    return [required(field, 'at least one clusterRoleSelector required if aggregationRule is non-nil')];
  }
  return clusterRoleSelectors.flatMap((selector, i) => validateLabelSelector(selector, `${field}[${i}]`));
}

export function validateRoleRef({ apiGroup, kind, name }: RoleRef, kinds: readonly string[]): StatusCause[] {
  const causes: StatusCause[] = [];
  if (apiGroup !== GROUP) causes.push(notSupported('roleRef.apiGroup', apiGroup, [GROUP]));
  if (!kinds.includes(kind)) causes.push(notSupported('roleRef.kind', kind, kinds));
  if (!name) causes.push(required('roleRef.name'));
  else causes.push(...invalidValues('roleRef.name', name, pathSegment(name)));
  return causes;
}

/** The API server's own type has no JSON names, so Go prints its field names. */
export function validateRoleRefUpdate(next: RoleRef, old: RoleRef): StatusCause[] {
  if (next.apiGroup === old.apiGroup && next.kind === old.kind && next.name === old.name) return [];
  const json = goJsonStruct([
    ['APIGroup', goJson(next.apiGroup)],
    ['Kind', goJson(next.kind)],
    ['Name', goJson(next.name)],
  ]);
  return [invalidValue('roleRef', { json }, 'cannot change roleRef')];
}

export function validateSubjects(subjects: readonly Subject[] | undefined, namespaced: boolean): StatusCause[] {
  return (subjects ?? []).flatMap((subject, i) => validateSubject(subject, namespaced, `subjects[${i}]`));
}

function validateSubject(subject: Subject, namespaced: boolean, path: string): StatusCause[] {
  const { kind, name, apiGroup = '', namespace = '' } = subject;
  const causes: StatusCause[] = [];
  if (!name) causes.push(required(`${path}.name`));
  if (kind === 'ServiceAccount') {
    if (name) causes.push(...invalidValues(`${path}.name`, name, isDNS1123Subdomain(name)));
    if (apiGroup !== '') causes.push(notSupported(`${path}.apiGroup`, apiGroup, ['']));
    if (!namespaced && namespace === '') causes.push(required(`${path}.namespace`));
  } else if (kind === 'User' || kind === 'Group') {
    if (!name) causes.push(invalidValue(`${path}.name`, '', `${kind.toLowerCase()} name cannot be empty`));
    if (apiGroup !== GROUP) causes.push(notSupported(`${path}.apiGroup`, apiGroup, [GROUP]));
  } else causes.push(notSupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group']));
  return causes;
}
