/** Whether somebody's rules hold all that other rules would grant. Follows component-helpers/auth/rbac/validation/policy_comparator.go. */
import type { PolicyRule } from '../../model/rbac.ts';
import { breakdownRule } from './compact-rules.ts';
import { urlMatches } from './rule-allows.ts';

/** What of `wanted` is not covered by `owned`, one verb of one thing each. */
export function missingRules(owned: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] {
  return wanted.flatMap(breakdownRule).filter((part) => !owned.some((rule) => covers(rule, part)));
}

function covers(owner: PolicyRule, part: PolicyRule): boolean {
  return (
    hasAll(owner.verbs, part.verbs) &&
    hasAll(owner.apiGroups ?? [], part.apiGroups ?? []) &&
    (part.resources ?? []).every((resource) => coversResource(owner.resources ?? [], resource)) &&
    (part.nonResourceURLs ?? []).every((url) => urlMatches(owner.nonResourceURLs ?? [], url)) &&
    coversNames(owner.resourceNames ?? [], part.resourceNames ?? [])
  );
}

function hasAll(owned: readonly string[], wanted: readonly string[]): boolean {
  return owned.includes('*') || wanted.every((one) => owned.includes(one));
}

function coversResource(owned: readonly string[], resource: string): boolean {
  if (owned.includes('*') || owned.includes(resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`);
}

/** A rule without names speaks of all objects, so only such a rule covers another. */
function coversNames(owned: readonly string[], wanted: readonly string[]): boolean {
  return owned.length === 0 || (wanted.length > 0 && wanted.every((name) => owned.includes(name)));
}
