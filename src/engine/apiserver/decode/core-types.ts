/** core/v1: Node, Namespace, Event. The notation is explained in go-types.ts. */
export const coreTypes = `
Node: kind string, apiVersion string, metadata ObjectMeta, spec NodeSpec, status NodeStatus
Namespace: kind string, apiVersion string, metadata ObjectMeta, spec NamespaceSpec, status NamespaceStatus
Event: kind string, apiVersion string, metadata ObjectMeta!, involvedObject ObjectReference!, reason string,
  message string, source EventSource, firstTimestamp Time, lastTimestamp Time, count int32, type string,
  eventTime MicroTime, series *EventSeries, action string, related *ObjectReference, reportingComponent string!,
  reportingInstance string!
NodeSpec: podCIDR string, podCIDRs []string, providerID string, unschedulable bool, taints []Taint,
  configSource *NodeConfigSource, externalID string, podPreemptionPolicy *NodePodPreemptionPolicy
NodeStatus: capacity ResourceList, allocatable ResourceList, phase NodePhase, conditions []NodeCondition,
  addresses []NodeAddress, daemonEndpoints NodeDaemonEndpoints, nodeInfo NodeSystemInfo, images []ContainerImage,
  volumesInUse []UniqueVolumeName, volumesAttached []AttachedVolume, config *NodeConfigStatus,
  runtimeHandlers []NodeRuntimeHandler, features *NodeFeatures, declaredFeatures []string
NamespaceSpec: finalizers []FinalizerName
NamespaceStatus: phase NamespacePhase, conditions []NamespaceCondition
ObjectReference: kind string, namespace string, name string, uid UID, apiVersion string, resourceVersion string,
  fieldPath string
EventSource: component string, host string
EventSeries: count int32, lastObservedTime MicroTime
Taint: key string!, value string, effect TaintEffect!, timeAdded *Time
NodeConfigSource: configMap *ConfigMapNodeConfigSource
NodePodPreemptionPolicy: disableResizePreemption []string
NodeCondition: type NodeConditionType!, status ConditionStatus!, lastHeartbeatTime Time, lastTransitionTime Time,
  reason string, message string
NodeAddress: type NodeAddressType!, address string!
NodeDaemonEndpoints: kubeletEndpoint DaemonEndpoint
NodeSystemInfo: machineID string!, systemUUID string!, bootID string!, kernelVersion string!, osImage string!,
  containerRuntimeVersion string!, kubeletVersion string!, kubeProxyVersion string!, operatingSystem string!,
  architecture string!, swap *NodeSwapStatus
ContainerImage: names []string!, sizeBytes int64
AttachedVolume: name UniqueVolumeName!, devicePath string!
NodeConfigStatus: assigned *NodeConfigSource, active *NodeConfigSource, lastKnownGood *NodeConfigSource, error string
NodeRuntimeHandler: name string!, features *NodeRuntimeHandlerFeatures
NodeFeatures: supplementalGroupsPolicy *bool
NamespaceCondition: type NamespaceConditionType!, status ConditionStatus!, lastTransitionTime Time, reason string,
  message string
ConfigMapNodeConfigSource: namespace string!, name string!, uid UID, resourceVersion string, kubeletConfigKey string!
DaemonEndpoint: Port int32!
NodeSwapStatus: capacity *int64
NodeRuntimeHandlerFeatures: recursiveReadOnlyMounts *bool, userNamespaces *bool
`;
