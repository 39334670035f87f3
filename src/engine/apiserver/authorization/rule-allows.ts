/** Whether one rule allows a request. Follows pkg/apis/rbac/v1/evaluation_helpers.go. */
import type { PolicyRule } from '../../model/rbac.ts';
import { type Attributes, combinedResource, isResourceRequest } from './attributes.ts';

const ALL = '*';

export function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!hasOrAll(rule.verbs, attributes.verb)) return false;
  if (!isResourceRequest(attributes)) return urlMatches(rule.nonResourceURLs ?? [], attributes.path);
  const { group, subresource = '', name = '' } = attributes;
  const { resourceNames = [] } = rule;
  return (
    hasOrAll(rule.apiGroups ?? [], group) &&
    resourceMatches(rule.resources ?? [], combinedResource(attributes), subresource) &&
    (resourceNames.length === 0 || resourceNames.includes(name))
  );
}

function hasOrAll(allowed: readonly string[], wanted: string): boolean {
  return allowed.includes(ALL) || allowed.includes(wanted);
}

/** `pods` speaks of the pods alone, not of what lies below them; `*` before `/scale` speaks of the scale of anything. */
function resourceMatches(allowed: readonly string[], combined: string, subresource: string): boolean {
  return hasOrAll(allowed, combined) || (subresource !== '' && allowed.includes(`*/${subresource}`));
}

/** A star at the end stands for the rest of a path. */
export function urlMatches(allowed: readonly string[], path: string): boolean {
  return allowed.some(
    (url) => url === ALL || url === path || (url.endsWith(ALL) && path.startsWith(url.replace(/\*+$/, ''))),
  );
}
