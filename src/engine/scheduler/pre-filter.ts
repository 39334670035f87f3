/** The nodes that a Pod names outright (§12.1). Follows PreFilter in plugins/nodeaffinity/node_affinity.go. */
import type { Pod } from '../model/core.ts';

/** `all`, only some by name, or none with the reason: terms that exclude each other. */
export type Restriction = { readonly names: readonly string[] } | { readonly conflict: string } | 'all';

export function nodeRestriction({ spec }: Pod): Restriction {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return 'all';
  const names = new Set<string>();
  for (const { matchFields = [] } of terms) {
    const lists = matchFields
      .filter(({ key, operator }) => key === 'metadata.name' && operator === 'In')
      .map(({ values = [] }) => values);
    const [first, ...others] = lists;
    // Terms are alternatives: one that names no node leaves all of them open.
    if (!first) return 'all';
    for (const name of first) if (others.every((list) => list.includes(name))) names.add(name);
  }
  return names.size === 0 ? { conflict: 'pod affinity terms conflict' } : { names: [...names] };
}
