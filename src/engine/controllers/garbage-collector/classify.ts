/** What an object's owners say of it. Follows classifyReferences and isDangling in garbagecollector.go. */
import type { Obj } from '../../model/kinds.ts';
import type { OwnerReference } from '../../model/meta.ts';
import type { Reader } from '../../store/plane.ts';
import { findOwner, isDeletingDependents, ownerResource } from './graph.ts';

export interface Owners {
  /** There, and staying or going without regard to dependents. */
  readonly solid: readonly OwnerReference[];
  readonly dangling: readonly OwnerReference[];
  readonly waitingForDependentsDeletion: readonly OwnerReference[];
}

/**
 * Owners are looked up in `live`: a cache that trails may not know one yet. Undefined when a reference cannot be
 * resolved (an unknown kind, a namespaced owner of an object without a namespace): such objects are left alone.
 */
export function classify({ metadata }: Obj, live: Reader): Owners | undefined {
  const solid: OwnerReference[] = [];
  const dangling: OwnerReference[] = [];
  const waitingForDependentsDeletion: OwnerReference[] = [];
  for (const reference of metadata.ownerReferences ?? []) {
    const resource = ownerResource(reference);
    if (!resource || (resource.namespaced && metadata.namespace === undefined)) return undefined;
    const owner = findOwner(reference, metadata.namespace, live);
    if (!owner) dangling.push(reference);
    else if (isDeletingDependents(owner.metadata)) waitingForDependentsDeletion.push(reference);
    else solid.push(reference);
  }
  return { solid, dangling, waitingForDependentsDeletion };
}
