import type { ObjectMeta, OwnerReference } from './meta.ts';

/** The one owner that manages the object (`controller: true`), as metav1.GetControllerOf. */
export function controllerOf(metadata: ObjectMeta): OwnerReference | undefined {
  return metadata.ownerReferences?.find((owner) => owner.controller === true);
}
