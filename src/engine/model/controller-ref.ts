import type { ObjectMeta, OwnerReference } from './meta.ts';

/** The one owner that manages the object (`controller: true`), as metav1.GetControllerOf. */
export function controllerOf(metadata: ObjectMeta): OwnerReference | undefined {
  const { ownerReferences } = metadata;
  if (!ownerReferences) return undefined;
  for (const owner of ownerReferences) if (owner.controller === true) return owner;
  return undefined;
}
