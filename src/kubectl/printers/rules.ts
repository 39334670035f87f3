/** Rules of roles as kubectl shows them. Follows kubectl's pkg/util/rbac and CombineResourceGroup in pkg/describe. */
import type { PolicyRule } from '../../engine/index.ts';

/** Go's `%v` of a list. */
export function goList(texts: readonly string[] | undefined): string {
  return `[${(texts ?? []).join(' ')}]`;
}

/** `deployments.apps/scale` of the first resource and group. */
export function combineResourceGroup({ resources = [], apiGroups = [] }: PolicyRule): string {
  const [first] = resources;
  if (first === undefined) return '';
  const slash = first.indexOf('/');
  const [name, below] = slash < 0 ? [first, ''] : [first.slice(0, slash), first.slice(slash)];
  return `${name}${apiGroups[0] ? `.${apiGroups[0]}` : ''}${below}`;
}

/** In the order of Go's texts of them. */
export function sortedRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const keyed = rules.map((rule) => ({ rule, key: goText(rule) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return keyed.map(({ rule }) => rule);
}

function goText({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  return `&PolicyRule{Verbs:${goList(verbs)},APIGroups:${goList(apiGroups)},Resources:${goList(resources)},ResourceNames:${goList(resourceNames)},NonResourceURLs:${goList(nonResourceURLs)},}`;
}
