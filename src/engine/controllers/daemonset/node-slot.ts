/** What the DaemonSet controller knows of one node when it plans: its wish, and its Pods there. */
import type { Pod } from '../../model/core.ts';
import type { Placement } from './placement.ts';

export const HASH_LABEL = 'controller-revision-hash';

export interface NodeSlot {
  readonly node: string;
  /** Undefined when no such node exists: Pods of a deleted node. */
  readonly placement: Placement | undefined;
  /** Claimed Pods that map to this node (§3.4); terminal ones that are being deleted are left out. */
  readonly pods: readonly Pod[];
}

/** §4.2: bound before unbound, then older first, then by name. */
export function oldestFirst(a: Pod, b: Pod): number {
  const bound = Number(Boolean(b.spec.nodeName)) - Number(Boolean(a.spec.nodeName));
  if (bound !== 0) return bound;
  const [bornA, bornB] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (bornA !== bornB) return bornA < bornB ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

export function hasHash(pod: Pod, hash: string): boolean {
  return hash !== '' && pod.metadata.labels?.[HASH_LABEL] === hash;
}

/** The one new and the one old Pod of a node that are not being deleted (§5.2); undefined with two of a kind. */
export function newAndOld(
  pods: readonly Pod[],
  hash: string,
): { readonly fresh?: Pod; readonly old?: Pod } | undefined {
  let fresh: Pod | undefined;
  let old: Pod | undefined;
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp) continue;
    if (hasHash(pod, hash)) {
      if (fresh) return undefined;
      fresh = pod;
    } else {
      if (old) return undefined;
      old = pod;
    }
  }
  return { fresh, old };
}
