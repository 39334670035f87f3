/** core/v1: Pod with its spec, scheduling rules and status. The notation is explained in go-types.ts. */
export const podTypes = `
Pod: kind string, apiVersion string, metadata ObjectMeta, spec PodSpec, status PodStatus
PodSpec: volumes []Volume, initContainers []Container, containers []Container!,
  ephemeralContainers []EphemeralContainer, restartPolicy RestartPolicy, terminationGracePeriodSeconds *int64,
  activeDeadlineSeconds *int64, dnsPolicy DNSPolicy, nodeSelector map[string]string, serviceAccountName string,
  serviceAccount string, automountServiceAccountToken *bool, nodeName string, hostNetwork bool, hostPID bool,
  hostIPC bool, shareProcessNamespace *bool, securityContext *PodSecurityContext,
  imagePullSecrets []LocalObjectReference, hostname string, subdomain string, affinity *Affinity,
  schedulerName string, tolerations []Toleration, hostAliases []HostAlias, priorityClassName string, priority *int32,
  dnsConfig *PodDNSConfig, readinessGates []PodReadinessGate, runtimeClassName *string, enableServiceLinks *bool,
  preemptionPolicy *PreemptionPolicy, overhead ResourceList, topologySpreadConstraints []TopologySpreadConstraint,
  setHostnameAsFQDN *bool, os *PodOS, hostUsers *bool, schedulingGates []PodSchedulingGate,
  resourceClaims []PodResourceClaim, resources *ResourceRequirements, hostnameOverride *string,
  schedulingGroup *PodSchedulingGroup, evictionResponders []EvictionResponder
PodStatus: observedGeneration int64, phase PodPhase, conditions []PodCondition, message string, reason string,
  nominatedNodeName string, hostIP string, hostIPs []HostIP, podIP string, podIPs []PodIP, startTime *Time,
  initContainerStatuses []ContainerStatus, containerStatuses []ContainerStatus, qosClass PodQOSClass,
  ephemeralContainerStatuses []ContainerStatus, resize PodResizeStatus,
  resourceClaimStatuses []PodResourceClaimStatus, extendedResourceClaimStatus *PodExtendedResourceClaimStatus,
  allocatedResources ResourceList, resources *ResourceRequirements,
  nodeAllocatableResourceClaimStatuses []NodeAllocatableResourceClaimStatus, volumeHealth []PodVolumeHealth
PodSecurityContext: seLinuxOptions *SELinuxOptions, windowsOptions *WindowsSecurityContextOptions, runAsUser *int64,
  runAsGroup *int64, runAsNonRoot *bool, supplementalGroups []int64,
  supplementalGroupsPolicy *SupplementalGroupsPolicy, fsGroup *int64, sysctls []Sysctl,
  fsGroupChangePolicy *PodFSGroupChangePolicy, seccompProfile *SeccompProfile, appArmorProfile *AppArmorProfile,
  seLinuxChangePolicy *PodSELinuxChangePolicy
Affinity: nodeAffinity *NodeAffinity, podAffinity *PodAffinity, podAntiAffinity *PodAntiAffinity
Toleration: key string, operator TolerationOperator, value string, effect TaintEffect, tolerationSeconds *int64
HostAlias: ip string!, hostnames []string
PodDNSConfig: nameservers []string, searches []string, options []PodDNSConfigOption
PodReadinessGate: conditionType PodConditionType!
TopologySpreadConstraint: maxSkew int32!, topologyKey string!, whenUnsatisfiable UnsatisfiableConstraintAction!,
  labelSelector *LabelSelector, minDomains *int32, nodeAffinityPolicy *NodeInclusionPolicy,
  nodeTaintsPolicy *NodeInclusionPolicy, matchLabelKeys []string
PodOS: name OSName!
PodSchedulingGate: name string!
PodResourceClaim: name string!, resourceClaimName *string, resourceClaimTemplateName *string
PodSchedulingGroup: podGroupName *string
EvictionResponder: name string!, priority *int32!
PodCondition: type PodConditionType!, observedGeneration int64, status ConditionStatus!, lastProbeTime Time,
  lastTransitionTime Time, reason string, message string
HostIP: ip string!
PodIP: ip string!
ContainerStatus: name string!, state ContainerState, lastState ContainerState, ready bool!, restartCount int32!,
  image string!, imageID string!, containerID string, started *bool, allocatedResources ResourceList,
  resources *ResourceRequirements, volumeMounts []VolumeMountStatus, user *ContainerUser,
  allocatedResourcesStatus []ResourceStatus, stopSignal *Signal
PodResourceClaimStatus: name string!, resourceClaimName *string
PodExtendedResourceClaimStatus: requestMappings []ContainerExtendedResourceRequest!, resourceClaimName string!
NodeAllocatableResourceClaimStatus: resourceClaimName string!, containers []string,
  mapping []NodeAllocatableMappedResources, overhead []NodeAllocatableOverheadResources
PodVolumeHealth: name string!, healthConditions []VolumeHealthCondition, lastTransitionTime Time
Sysctl: name string!, value string!
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution *NodeSelector,
  preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm
PodAffinity: requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm,
  preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
PodAntiAffinity: requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm,
  preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
PodDNSConfigOption: name string, value *string
ContainerState: waiting *ContainerStateWaiting, running *ContainerStateRunning, terminated *ContainerStateTerminated
VolumeMountStatus: name string!, mountPath string!, readOnly bool, recursiveReadOnly *RecursiveReadOnlyMode,
  volumeStatus *VolumeStatus
ContainerUser: linux *LinuxContainerUser
ResourceStatus: name ResourceName!, resources []ResourceHealth
ContainerExtendedResourceRequest: containerName string!, resourceName string!, requestName string!
NodeAllocatableMappedResources: name ResourceName!, quantity *Quantity!
NodeAllocatableOverheadResources: name ResourceName!, perPod *Quantity, perContainer *Quantity
VolumeHealthCondition: status VolumeHealthStatusType!, reason string!, message string
NodeSelector: nodeSelectorTerms []NodeSelectorTerm!
PreferredSchedulingTerm: weight int32!, preference NodeSelectorTerm!
PodAffinityTerm: labelSelector *LabelSelector, namespaces []string, topologyKey string!,
  namespaceSelector *LabelSelector, matchLabelKeys []string, mismatchLabelKeys []string
WeightedPodAffinityTerm: weight int32!, podAffinityTerm PodAffinityTerm!
ContainerStateWaiting: reason string, message string
ContainerStateRunning: startedAt Time
ContainerStateTerminated: exitCode int32!, signal int32, reason string, message string, startedAt Time,
  finishedAt Time, containerID string
VolumeStatus: image *ImageVolumeStatus
LinuxContainerUser: uid int64!, gid int64!, supplementalGroups []int64
ResourceHealth: resourceID ResourceID!, health ResourceHealthStatus, message *string
NodeSelectorTerm: matchExpressions []NodeSelectorRequirement, matchFields []NodeSelectorRequirement
ImageVolumeStatus: imageRef string
NodeSelectorRequirement: key string!, operator NodeSelectorOperator!, values []string
`;
