/**
 * What the controllers' own accounts may do, by plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go. Each
 * role is named `system:controller:` and what stands here, and bound to the account of that name in kube-system.
 */
export const controllerRoles = `
attachdetach-controller
  list,watch persistentvolumeclaims,persistentvolumes
  R nodes
  patch,update nodes/status
  list,watch pods
  EVENTS
  create,delete,get,list,watch storage.k8s.io:volumeattachments
  R storage.k8s.io:csidrivers
  R storage.k8s.io:csinodes
certificate-controller
  delete,get,list,watch certificates.k8s.io:certificatesigningrequests
  update certificates.k8s.io:certificatesigningrequests/approval,certificatesigningrequests/status
  approve certificates.k8s.io:signers kubernetes.io/kube-apiserver-client-kubelet
  sign certificates.k8s.io:signers kubernetes.io/kube-apiserver-client,kubernetes.io/kube-apiserver-client-kubelet,kubernetes.io/kubelet-serving,kubernetes.io/legacy-unknown
  create authorization.k8s.io:subjectaccessreviews
  EVENTS
clusterrole-aggregation-controller
  escalate,get,list,patch,update,watch rbac.authorization.k8s.io:clusterroles
cronjob-controller
  get,list,update,watch batch:cronjobs
  create,delete,get,list,patch,update,watch batch:jobs
  update batch:cronjobs/status
  update batch:cronjobs/finalizers
  delete,list,watch pods
  EVENTS
daemon-set-controller
  R apps,extensions:daemonsets
  update apps,extensions:daemonsets/status
  update apps,extensions:daemonsets/finalizers
  list,watch nodes
  create,delete,list,patch,watch pods
  create pods/binding
  create,delete,get,list,patch,update,watch apps:controllerrevisions
  EVENTS
deployment-controller
  get,list,update,watch apps,extensions:deployments
  update apps,extensions:deployments/status
  update apps,extensions:deployments/finalizers
  create,delete,get,list,patch,update,watch apps,extensions:replicasets
  get,list,update,watch pods
  EVENTS
device-taint-eviction-controller
  delete,get,list,watch pods
  patch,update pods/status
  R resource.k8s.io:resourceclaims
  R resource.k8s.io:resourceslices
  R resource.k8s.io:deviceclasses
  EVENTS
disruption-controller
  R apps,extensions:deployments
  R apps,extensions:replicasets
  R replicationcontrollers
  R policy:poddisruptionbudgets
  R apps:statefulsets
  update policy:poddisruptionbudgets/status
  patch,update pods/status
  get *:*/scale
  EVENTS
endpoint-controller
  R pods,services
  create,delete,get,list,update,watch endpoints
  create endpoints/restricted
  EVENTS
endpointslice-controller
  R nodes,pods,services
  update services/finalizers
  create,delete,get,list,update,watch discovery.k8s.io:endpointslices
  EVENTS
endpointslicemirroring-controller
  R endpoints,services
  update services/finalizers
  update endpoints/finalizers
  create,delete,get,list,update,watch discovery.k8s.io:endpointslices
  EVENTS
ephemeral-volume-controller
  R pods
  update pods/finalizers
  create,get,list,watch persistentvolumeclaims
  EVENTS
expand-controller
  get,list,patch,update,watch persistentvolumes
  patch,update persistentvolumeclaims/status
  R persistentvolumeclaims
  EVENTS
generic-garbage-collector
  delete,get,list,patch,update,watch *:*
  EVENTS
horizontal-pod-autoscaler
  R autoscaling:horizontalpodautoscalers
  update autoscaling:horizontalpodautoscalers/status
  get,update *:*/scale
  list,watch pods
  list,watch metrics.k8s.io:pods
  R custom.metrics.k8s.io:*
  R external.metrics.k8s.io:*
  EVENTS
job-controller
  get,list,patch,update,watch batch:jobs
  update batch:jobs/status
  update batch:jobs/finalizers
  create,delete,list,patch,watch pods
  EVENTS
legacy-service-account-token-cleaner
  get configmaps kube-apiserver-legacy-service-account-token-tracking
  delete,patch secrets
namespace-controller
  delete,get,list,watch namespaces
  update namespaces/finalize,namespaces/status
  delete,deletecollection,get,list,watch *:*
node-controller
  delete,get,list,patch,update,watch nodes
  patch,update nodes/status
  patch,update pods/status
  delete,get,list,watch pods
  EVENTS
persistent-volume-binder
  create,delete,get,list,update,watch persistentvolumes
  update persistentvolumes/status
  get,list,update,watch persistentvolumeclaims
  update persistentvolumeclaims/status
  create,delete,get,list,watch pods
  R storage.k8s.io:storageclasses
  list,watch nodes
  EVENTS
  watch events
pod-garbage-collector
  delete,list,watch pods
  R nodes
  patch pods/status
pv-protection-controller
  get,list,update,watch persistentvolumes
  EVENTS
pvc-protection-controller
  get,list,update,watch persistentvolumeclaims
  update persistentvolumeclaims/status
  R pods
  EVENTS
replicaset-controller
  get,list,update,watch apps,extensions:replicasets
  update apps,extensions:replicasets/status
  update apps,extensions:replicasets/finalizers
  create,delete,list,patch,watch pods
  EVENTS
replication-controller
  get,list,update,watch replicationcontrollers
  update replicationcontrollers/status
  update replicationcontrollers/finalizers
  create,delete,list,patch,watch pods
  EVENTS
resource-claim-controller
  R pods
  update pods/finalizers
  create,delete,get,list,watch resource.k8s.io:resourceclaims
  patch,update resource.k8s.io:resourceclaims,resourceclaims/status
  patch,update pods/status
  EVENTS
  patch,update resource.k8s.io:resourceclaims/binding
resourcequota-controller
  list,watch *:*
  update resourcequotas/status
  EVENTS
root-ca-cert-publisher
  create,update configmaps
  EVENTS
route-controller
  list,watch nodes
  patch nodes/status
  EVENTS
selinux-warning-controller
  EVENTS
  R persistentvolumes
  R persistentvolumeclaims
  R pods
  R storage.k8s.io:csidrivers
service-account-controller
  create serviceaccounts
  EVENTS
service-cidrs-controller
  get,list,patch,update,watch networking.k8s.io:servicecidrs
  patch,update networking.k8s.io:servicecidrs/finalizers
  patch,update networking.k8s.io:servicecidrs/status
  R networking.k8s.io:ipaddresses
  EVENTS
service-controller
  R services
  patch,update services/status
  list,watch nodes
  EVENTS
statefulset-controller
  list,watch pods
  R apps:statefulsets
  update apps:statefulsets/status
  update apps:statefulsets/finalizers
  create,delete,get,patch,update pods
  create,delete,get,list,patch,update,watch apps:controllerrevisions
  create,get,list,watch persistentvolumeclaims
  delete,update persistentvolumeclaims
  update pods/finalizers
  EVENTS
ttl-after-finished-controller
  delete,get,list,watch batch:jobs
  EVENTS
ttl-controller
  list,patch,update,watch nodes
  EVENTS
validatingadmissionpolicy-status-controller
  R admissionregistration.k8s.io:validatingadmissionpolicies
  get,patch,update admissionregistration.k8s.io:validatingadmissionpolicies/status
  EVENTS
volumeattributesclass-protection-controller
  R persistentvolumeclaims
  R persistentvolumes
  get,list,update,watch storage.k8s.io:volumeattributesclasses
  EVENTS
`;
