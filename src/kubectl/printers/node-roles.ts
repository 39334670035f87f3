/** A node's roles, by its labels. Follows findNodeRoles in pkg/printers/internalversion/printers.go. */
import type { Node } from '../../engine/index.ts';

const ROLE = 'node-role.kubernetes.io/';
const OLD_ROLE = 'kubernetes.io/role';

/** Sorted, with commas between, or `<none>`. */
export function nodeRoles({ metadata }: Pick<Node, 'metadata'>): string {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    if (key.startsWith(ROLE) && key.length > ROLE.length) found.add(key.slice(ROLE.length));
    else if (key === OLD_ROLE && value !== '') found.add(value);
  }
  return found.size === 0 ? '<none>' : [...found].sort().join(',');
}
