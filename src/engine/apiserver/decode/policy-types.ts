/** Quotas, limits, priorities, disruption budgets, RBAC and configuration. The notation is explained in go-types.ts. */
export const policyTypes = `
ResourceQuota: kind string, apiVersion string, metadata ObjectMeta, spec ResourceQuotaSpec, status ResourceQuotaStatus
ResourceQuotaSpec: hard ResourceList, scopes []ResourceQuotaScope, scopeSelector *ScopeSelector
ResourceQuotaStatus: hard ResourceList, used ResourceList
ScopeSelector: matchExpressions []ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement: scopeName ResourceQuotaScope!, operator ScopeSelectorOperator!, values []string
LimitRange: kind string, apiVersion string, metadata ObjectMeta, spec LimitRangeSpec
LimitRangeSpec: limits []LimitRangeItem!
LimitRangeItem: type LimitType!, max ResourceList, min ResourceList, default ResourceList, defaultRequest ResourceList,
  maxLimitRequestRatio ResourceList
PriorityClass: kind string, apiVersion string, metadata ObjectMeta, value int32!, globalDefault bool,
  description string, preemptionPolicy *PreemptionPolicy
PodDisruptionBudget: kind string, apiVersion string, metadata ObjectMeta, spec PodDisruptionBudgetSpec,
  status PodDisruptionBudgetStatus
PodDisruptionBudgetSpec: minAvailable *IntOrString, selector *LabelSelector, maxUnavailable *IntOrString,
  unhealthyPodEvictionPolicy *UnhealthyPodEvictionPolicyType
PodDisruptionBudgetStatus: observedGeneration int64, disruptedPods map[string]Time, disruptionsAllowed int32!,
  currentHealthy int32!, desiredHealthy int32!, expectedPods int32!, conditions []Condition
ServiceAccount: kind string, apiVersion string, metadata ObjectMeta, secrets []ObjectReference,
  imagePullSecrets []LocalObjectReference, automountServiceAccountToken *bool
Role: kind string, apiVersion string, metadata ObjectMeta, rules []PolicyRule!
ClusterRole: kind string, apiVersion string, metadata ObjectMeta, rules []PolicyRule!, aggregationRule *AggregationRule
AggregationRule: clusterRoleSelectors []LabelSelector
PolicyRule: verbs []string!, apiGroups []string, resources []string, resourceNames []string, nonResourceURLs []string
RoleBinding: kind string, apiVersion string, metadata ObjectMeta, subjects []Subject, roleRef RoleRef!
ClusterRoleBinding: kind string, apiVersion string, metadata ObjectMeta, subjects []Subject, roleRef RoleRef!
Subject: kind string!, apiGroup string, name string!, namespace string
RoleRef: apiGroup string!, kind string!, name string!
ConfigMap: kind string, apiVersion string, metadata ObjectMeta, immutable *bool, data map[string]string,
  binaryData map[string]bytes
Secret: kind string, apiVersion string, metadata ObjectMeta, immutable *bool, data map[string]bytes,
  stringData map[string]string, type SecretType
`;
