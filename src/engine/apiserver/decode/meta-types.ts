/** metav1: object metadata and selectors. The notation is explained in go-types.ts. */
export const metaTypes = `
PartialObjectMetadata: kind string, apiVersion string, metadata ObjectMeta
ObjectMeta: name string, generateName string, namespace string, selfLink string, uid UID, resourceVersion string,
  generation int64, creationTimestamp Time, deletionTimestamp *Time, deletionGracePeriodSeconds *int64,
  labels map[string]string, annotations map[string]string, ownerReferences []OwnerReference, finalizers []string,
  managedFields []raw
LabelSelector: matchLabels map[string]string, matchExpressions []LabelSelectorRequirement
OwnerReference: apiVersion string!, kind string!, name string!, uid UID!, controller *bool, blockOwnerDeletion *bool
LabelSelectorRequirement: key string!, operator LabelSelectorOperator!, values []string
`;
