/** Services, endpoints and leases. The notation is explained in go-types.ts. */
export const serviceTypes = `
Service: kind string, apiVersion string, metadata ObjectMeta, spec ServiceSpec, status ServiceStatus
ServiceSpec: ports []ServicePort, selector map[string]string, clusterIP string, clusterIPs []string, type ServiceType,
  externalIPs []string, sessionAffinity ServiceAffinity, loadBalancerIP string, loadBalancerSourceRanges []string,
  externalName string, externalTrafficPolicy ServiceExternalTrafficPolicy, healthCheckNodePort int32,
  publishNotReadyAddresses bool, sessionAffinityConfig *SessionAffinityConfig, ipFamilies []IPFamily,
  ipFamilyPolicy *IPFamilyPolicy, allocateLoadBalancerNodePorts *bool, loadBalancerClass *string,
  internalTrafficPolicy *ServiceInternalTrafficPolicy, trafficDistribution *string
ServicePort: name string, protocol Protocol, appProtocol *string, port int32!, targetPort IntOrString, nodePort int32
ServiceStatus: loadBalancer LoadBalancerStatus, conditions []Condition
LoadBalancerStatus: ingress []LoadBalancerIngress
LoadBalancerIngress: ip string, hostname string, ipMode *string, ports []raw
SessionAffinityConfig: clientIP *ClientIPConfig
ClientIPConfig: timeoutSeconds *int32
Condition: type string!, status ConditionStatus!, observedGeneration int64, lastTransitionTime Time!, reason string!,
  message string!
EndpointSlice: kind string, apiVersion string, metadata ObjectMeta, addressType AddressType!, endpoints []Endpoint!,
  ports []EndpointPort!
Endpoint: addresses []string!, conditions EndpointConditions, hostname *string, targetRef *ObjectReference,
  deprecatedTopology map[string]string, nodeName *string, zone *string, hints *raw
EndpointConditions: ready *bool, serving *bool, terminating *bool
Lease: kind string, apiVersion string, metadata ObjectMeta, spec LeaseSpec
LeaseSpec: holderIdentity *string, leaseDurationSeconds *int32, acquireTime *MicroTime, renewTime *MicroTime,
  leaseTransitions *int32, strategy *string, preferredHolder *string
EndpointPort: name *string, protocol *Protocol, port *int32, appProtocol *string
`;
