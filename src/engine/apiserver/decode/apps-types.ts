/** apps/v1: workloads and their revisions. The notation is explained in go-types.ts. */
export const appsTypes = `
DaemonSet: kind string, apiVersion string, metadata ObjectMeta, spec DaemonSetSpec, status DaemonSetStatus
ControllerRevision: kind string, apiVersion string, metadata ObjectMeta, data raw!, revision int64!
Deployment: kind string, apiVersion string, metadata ObjectMeta, spec DeploymentSpec, status DeploymentStatus
ReplicaSet: kind string, apiVersion string, metadata ObjectMeta, spec ReplicaSetSpec, status ReplicaSetStatus
DaemonSetSpec: selector *LabelSelector!, template PodTemplateSpec!, updateStrategy DaemonSetUpdateStrategy,
  minReadySeconds int32, revisionHistoryLimit *int32
DaemonSetStatus: currentNumberScheduled int32!, numberMisscheduled int32!, desiredNumberScheduled int32!,
  numberReady int32!, observedGeneration int64, updatedNumberScheduled int32, numberAvailable int32,
  numberUnavailable int32, collisionCount *int32, conditions []DaemonSetCondition
DeploymentSpec: replicas *int32, selector *LabelSelector!, template PodTemplateSpec!, strategy DeploymentStrategy,
  minReadySeconds int32, revisionHistoryLimit *int32, paused bool, progressDeadlineSeconds *int32
DeploymentStatus: observedGeneration int64, replicas int32, updatedReplicas int32, readyReplicas int32,
  availableReplicas int32, unavailableReplicas int32, terminatingReplicas *int32, conditions []DeploymentCondition,
  collisionCount *int32
ReplicaSetSpec: replicas *int32, minReadySeconds int32, selector *LabelSelector!, template PodTemplateSpec
ReplicaSetStatus: replicas int32!, fullyLabeledReplicas int32, readyReplicas int32, availableReplicas int32,
  terminatingReplicas *int32, observedGeneration int64, conditions []ReplicaSetCondition
PodTemplateSpec: metadata ObjectMeta, spec PodSpec
DaemonSetUpdateStrategy: type DaemonSetUpdateStrategyType, rollingUpdate *RollingUpdateDaemonSet
DaemonSetCondition: type DaemonSetConditionType!, status ConditionStatus!, lastTransitionTime Time, reason string,
  message string
DeploymentStrategy: type DeploymentStrategyType, rollingUpdate *RollingUpdateDeployment
DeploymentCondition: type DeploymentConditionType!, status ConditionStatus!, lastUpdateTime Time,
  lastTransitionTime Time, reason string, message string
ReplicaSetCondition: type ReplicaSetConditionType!, status ConditionStatus!, lastTransitionTime Time, reason string,
  message string
RollingUpdateDaemonSet: maxUnavailable *IntOrString, maxSurge *IntOrString
RollingUpdateDeployment: maxUnavailable *IntOrString, maxSurge *IntOrString
`;
