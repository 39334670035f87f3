/**
 * The ClusterRoles that every API server makes for itself, by plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
 * A line is a name, with what it is aggregated to and from; the lines below it are its rules (policy-notation.ts).
 */
export const clusterRoles = `
admin <admin
cluster-admin
  * *:*
  * url=*
edit <edit >admin
system:aggregate-to-admin >admin
  create authorization.k8s.io:localsubjectaccessreviews
  RW rbac.authorization.k8s.io:rolebindings,roles
system:aggregate-to-edit >edit
  R pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy
  impersonate serviceaccounts
  W pods,pods/attach,pods/exec,pods/portforward,pods/proxy
  create pods/eviction
  W configmaps,events,persistentvolumeclaims,replicationcontrollers,replicationcontrollers/scale,secrets,serviceaccounts,services,services/proxy
  create serviceaccounts/token
  W apps:daemonsets,deployments,deployments/rollback,deployments/scale,replicasets,replicasets/scale,statefulsets,statefulsets/scale
  W autoscaling:horizontalpodautoscalers
  W batch:cronjobs,jobs
  W extensions:daemonsets,deployments,deployments/rollback,deployments/scale,ingresses,networkpolicies,replicasets,replicasets/scale,replicationcontrollers/scale
  W policy:poddisruptionbudgets
  W networking.k8s.io:ingresses,networkpolicies
  create,delete,deletecollection,get,list,patch,update,watch coordination.k8s.io:leases
  W resource.k8s.io:resourceclaims,resourceclaimtemplates
system:aggregate-to-view >view
  R configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods,replicationcontrollers,replicationcontrollers/scale,serviceaccounts,services,services/status
  R bindings,events,limitranges,namespaces/status,pods/log,pods/status,replicationcontrollers/status,resourcequotas,resourcequotas/status
  R namespaces
  R discovery.k8s.io:endpointslices
  R apps:controllerrevisions,daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,replicasets,replicasets/scale,replicasets/status,statefulsets,statefulsets/scale,statefulsets/status
  R autoscaling:horizontalpodautoscalers,horizontalpodautoscalers/status
  R batch:cronjobs,cronjobs/status,jobs,jobs/status
  R extensions:daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,ingresses,ingresses/status,networkpolicies,replicasets,replicasets/scale,replicasets/status,replicationcontrollers/scale
  R policy:poddisruptionbudgets,poddisruptionbudgets/status
  R networking.k8s.io:ingresses,ingresses/status,networkpolicies
  R resource.k8s.io:resourceclaims,resourceclaims/status,resourceclaimtemplates
system:auth-delegator
  create authentication.k8s.io:tokenreviews
  create authorization.k8s.io:subjectaccessreviews
system:basic-user
  create authorization.k8s.io:selfsubjectaccessreviews,selfsubjectrulesreviews
  create authentication.k8s.io:selfsubjectreviews
system:certificates.k8s.io:certificatesigningrequests:nodeclient
  create certificates.k8s.io:certificatesigningrequests/nodeclient
system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
  create certificates.k8s.io:certificatesigningrequests/selfnodeclient
system:certificates.k8s.io:kube-apiserver-client-approver
  approve certificates.k8s.io:signers kubernetes.io/kube-apiserver-client
system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
  approve certificates.k8s.io:signers kubernetes.io/kube-apiserver-client-kubelet
system:certificates.k8s.io:kubelet-serving-approver
  approve certificates.k8s.io:signers kubernetes.io/kubelet-serving
system:certificates.k8s.io:legacy-unknown-approver
  approve certificates.k8s.io:signers kubernetes.io/legacy-unknown
system:discovery
  get url=/api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,/version/
system:heapster
  R events,namespaces,nodes,pods
  R extensions:deployments
system:kube-aggregator
  R endpoints,services
system:kube-controller-manager
  EVENTS
  create coordination.k8s.io:leases
  get,update coordination.k8s.io:leases kube-controller-manager
  create secrets,serviceaccounts
  delete secrets
  get configmaps,namespaces,secrets,serviceaccounts
  update secrets,serviceaccounts
  create authentication.k8s.io:tokenreviews
  create authorization.k8s.io:subjectaccessreviews
  list,watch *:*
  create serviceaccounts/token
system:kube-dns
  list,watch endpoints,services
system:kube-scheduler
  EVENTS
  create coordination.k8s.io:leases
  get,update coordination.k8s.io:leases kube-scheduler
  R nodes
  delete,get,list,watch pods
  create bindings,pods/binding
  patch,update pods/status
  R replicationcontrollers,services
  R apps,extensions:replicasets
  R apps:statefulsets
  R policy:poddisruptionbudgets
  R persistentvolumeclaims,persistentvolumes
  create authentication.k8s.io:tokenreviews
  create authorization.k8s.io:subjectaccessreviews
  R storage.k8s.io:csinodes
  R namespaces
  R storage.k8s.io:csidrivers
  R storage.k8s.io:csistoragecapacities
system:kubelet-api-admin
  R nodes
  proxy nodes
  * nodes/log,nodes/metrics,nodes/proxy,nodes/stats
system:monitoring
  get url=/healthz,/healthz/*,/livez,/livez/*,/metrics,/metrics/slis,/readyz,/readyz/*
system:node
  create authentication.k8s.io:tokenreviews
  create authorization.k8s.io:localsubjectaccessreviews,subjectaccessreviews
  R services
  create,get,list,watch nodes
  patch,update nodes/status
  patch,update nodes
  create,patch,update events
  R pods
  create,delete pods
  patch,update pods/status
  create pods/eviction
  R configmaps,secrets
  get persistentvolumeclaims,persistentvolumes
  get endpoints
  create,get,list,watch certificates.k8s.io:certificatesigningrequests
  create,delete,get,patch,update coordination.k8s.io:leases
  get storage.k8s.io:volumeattachments
  create serviceaccounts/token
  get,patch,update persistentvolumeclaims/status
  R storage.k8s.io:csidrivers
  create,delete,get,patch,update storage.k8s.io:csinodes
  R node.k8s.io:runtimeclasses
system:node-bootstrapper
  create,get,list,watch certificates.k8s.io:certificatesigningrequests
system:node-problem-detector
  get nodes
  patch nodes/status
  EVENTS
system:node-proxier
  list,watch endpoints,services
  R nodes
  EVENTS
  list,watch discovery.k8s.io:endpointslices
system:persistent-volume-provisioner
  create,delete,get,list,watch persistentvolumes
  get,list,update,watch persistentvolumeclaims
  R storage.k8s.io:storageclasses
  watch events
  EVENTS
system:public-info-viewer
  get url=/healthz,/livez,/readyz,/version,/version/
system:service-account-issuer-discovery
  get url=/.well-known/openid-configuration,/openid/v1/jwks
system:volume-scheduler
  get,list,patch,update,watch persistentvolumes
  R storage.k8s.io:storageclasses
  get,list,patch,update,watch persistentvolumeclaims
view <view >edit
`;

/** `role: subjects`; a subject is a group, `user=NAME` or `sa=NAMESPACE/NAME`. */
export const clusterRoleBindings = `
cluster-admin: system:masters
system:basic-user: system:authenticated
system:discovery: system:authenticated
system:kube-controller-manager: user=system:kube-controller-manager
system:kube-dns: sa=kube-system/kube-dns
system:kube-scheduler: user=system:kube-scheduler
system:monitoring: system:monitoring
system:node:
system:node-proxier: user=system:kube-proxy
system:public-info-viewer: system:authenticated system:unauthenticated
system:service-account-issuer-discovery: system:serviceaccounts
system:volume-scheduler: user=system:kube-scheduler
`;

/** As clusterRoles, with the namespace before each name. */
export const roles = `
kube-public/system:controller:bootstrap-signer
  R configmaps
  update configmaps cluster-info
  EVENTS
kube-system/extension-apiserver-authentication-reader
  R configmaps extension-apiserver-authentication
kube-system/system::leader-locking-kube-controller-manager
  watch configmaps
  get,update configmaps kube-controller-manager
kube-system/system::leader-locking-kube-scheduler
  watch configmaps
  get,update configmaps kube-scheduler
kube-system/system:controller:bootstrap-signer
  R secrets
kube-system/system:controller:cloud-provider
  create,get,list,watch configmaps
kube-system/system:controller:token-cleaner
  delete,get,list,watch secrets
  EVENTS
`;

/** As clusterRoleBindings; a binding whose name is not its role's gives both: `binding=role`. */
export const roleBindings = `
kube-public/system:controller:bootstrap-signer: sa=kube-system/bootstrap-signer
kube-system/system::extension-apiserver-authentication-reader=extension-apiserver-authentication-reader: user=system:kube-controller-manager user=system:kube-scheduler
kube-system/system::leader-locking-kube-controller-manager: user=system:kube-controller-manager sa=kube-system/kube-controller-manager
kube-system/system::leader-locking-kube-scheduler: user=system:kube-scheduler sa=kube-system/kube-scheduler
kube-system/system:controller:bootstrap-signer: sa=kube-system/bootstrap-signer
kube-system/system:controller:cloud-provider: sa=kube-system/cloud-provider
kube-system/system:controller:token-cleaner: sa=kube-system/token-cleaner
`;
