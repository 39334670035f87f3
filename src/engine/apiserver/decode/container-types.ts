/** core/v1: containers, probes, environment, security. The notation is explained in go-types.ts. */
export const containerTypes = `
Container: name string!, image string, command []string, args []string, workingDir string, ports []ContainerPort,
  envFrom []EnvFromSource, env []EnvVar, resources ResourceRequirements, resizePolicy []ContainerResizePolicy,
  restartPolicy *ContainerRestartPolicy, restartPolicyRules []ContainerRestartRule, volumeMounts []VolumeMount,
  volumeDevices []VolumeDevice, livenessProbe *Probe, readinessProbe *Probe, startupProbe *Probe,
  lifecycle *Lifecycle, terminationMessagePath string, terminationMessagePolicy TerminationMessagePolicy,
  imagePullPolicy PullPolicy, securityContext *SecurityContext, stdin bool, stdinOnce bool, tty bool
EphemeralContainer: name string!, image string, command []string, args []string, workingDir string,
  ports []ContainerPort, envFrom []EnvFromSource, env []EnvVar, resources ResourceRequirements,
  resizePolicy []ContainerResizePolicy, restartPolicy *ContainerRestartPolicy,
  restartPolicyRules []ContainerRestartRule, volumeMounts []VolumeMount, volumeDevices []VolumeDevice,
  livenessProbe *Probe, readinessProbe *Probe, startupProbe *Probe, lifecycle *Lifecycle,
  terminationMessagePath string, terminationMessagePolicy TerminationMessagePolicy, imagePullPolicy PullPolicy,
  securityContext *SecurityContext, stdin bool, stdinOnce bool, tty bool, targetContainerName string
ContainerPort: name string, hostPort int32, containerPort int32!, protocol Protocol, hostIP string
EnvFromSource: prefix string, configMapRef *ConfigMapEnvSource, secretRef *SecretEnvSource
EnvVar: name string!, value string, valueFrom *EnvVarSource
ResourceRequirements: limits ResourceList, requests ResourceList, claims []ResourceClaim
ContainerResizePolicy: resourceName ResourceName!, restartPolicy ResourceResizeRestartPolicy!
ContainerRestartRule: action ContainerRestartRuleAction, exitCodes *ContainerRestartRuleOnExitCodes
VolumeMount: name string!, readOnly bool, recursiveReadOnly *RecursiveReadOnlyMode, mountPath string!, subPath string,
  mountPropagation *MountPropagationMode, subPathExpr string, bindMountOptions []string
VolumeDevice: name string!, devicePath string!
Probe: exec *ExecAction, httpGet *HTTPGetAction, tcpSocket *TCPSocketAction, grpc *GRPCAction,
  initialDelaySeconds int32, timeoutSeconds int32, periodSeconds int32, successThreshold int32,
  failureThreshold int32, terminationGracePeriodSeconds *int64
Lifecycle: postStart *LifecycleHandler, preStop *LifecycleHandler, stopSignal *Signal
SecurityContext: capabilities *Capabilities, privileged *bool, seLinuxOptions *SELinuxOptions,
  windowsOptions *WindowsSecurityContextOptions, runAsUser *int64, runAsGroup *int64, runAsNonRoot *bool,
  readOnlyRootFilesystem *bool, allowPrivilegeEscalation *bool, procMount *ProcMountType,
  seccompProfile *SeccompProfile, appArmorProfile *AppArmorProfile
ConfigMapEnvSource: name string, optional *bool
SecretEnvSource: name string, optional *bool
EnvVarSource: fieldRef *ObjectFieldSelector, resourceFieldRef *ResourceFieldSelector,
  configMapKeyRef *ConfigMapKeySelector, secretKeyRef *SecretKeySelector, fileKeyRef *FileKeySelector
ResourceClaim: name string!, request string
ContainerRestartRuleOnExitCodes: operator ContainerRestartRuleOnExitCodesOperator, values []int32
ExecAction: command []string
HTTPGetAction: path string, port IntOrString!, host string, scheme URIScheme, httpHeaders []HTTPHeader,
  protocol *HTTPProtocol
TCPSocketAction: port IntOrString!, host string
GRPCAction: port int32!, service *string!, mode *GRPCProbeMode
LifecycleHandler: exec *ExecAction, httpGet *HTTPGetAction, tcpSocket *TCPSocketAction, sleep *SleepAction
Capabilities: add []Capability, drop []Capability
SELinuxOptions: user string, role string, type string, level string
WindowsSecurityContextOptions: gmsaCredentialSpecName *string, gmsaCredentialSpec *string, runAsUserName *string,
  hostProcess *bool
SeccompProfile: type SeccompProfileType!, localhostProfile *string
AppArmorProfile: type AppArmorProfileType!, localhostProfile *string
ConfigMapKeySelector: name string, key string!, optional *bool
SecretKeySelector: name string, key string!, optional *bool
FileKeySelector: volumeName string!, path string!, key string!, optional *bool
HTTPHeader: name string!, value string!
SleepAction: seconds int64!
`;
