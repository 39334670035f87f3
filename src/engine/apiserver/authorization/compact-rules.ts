/** Rules taken apart and put together again, for comparing and for showing. Follows component-helpers/auth/rbac/validation and kubectl's pkg/util/rbac. */
import type { PolicyRule } from '../../model/rbac.ts';

/** Equivalent rules of one verb, one resource or path, and at most one name each. */
export function breakdownRule(rule: PolicyRule): readonly PolicyRule[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const parts: PolicyRule[] = [];
  for (const group of apiGroups) {
    for (const resource of resources) {
      for (const verb of verbs) {
        const part = { apiGroups: [group], resources: [resource], verbs: [verb] };
        if (resourceNames.length === 0) parts.push(part);
        for (const name of resourceNames) parts.push({ ...part, resourceNames: [name] });
      }
    }
  }
  for (const url of nonResourceURLs) for (const verb of verbs) parts.push({ nonResourceURLs: [url], verbs: [verb] });
  return parts;
}

/** Joins rules of one group, one resource and at most one name that differ in their verbs only. */
export function compactRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const others: PolicyRule[] = [];
  const simple = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = simpleKey(rule);
    const known = key === undefined ? undefined : simple.get(key);
    if (key === undefined) others.push(rule);
    else if (!known) simple.set(key, rule);
    else simple.set(key, { ...known, verbs: [...new Set([...known.verbs, ...rule.verbs])] });
  }
  return [...others, ...simple.values()];
}

/** Undefined for a rule that says more than verbs of one thing. */
function simpleKey({ apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule) {
  if (resourceNames.length > 1 || nonResourceURLs.length > 0) return undefined;
  if (apiGroups.length !== 1 || resources.length !== 1) return undefined;
  return JSON.stringify([apiGroups[0], resources[0], resourceNames]);
}
