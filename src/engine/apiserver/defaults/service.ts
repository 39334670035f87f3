/** What a Service that says little means. Follows SetDefaults_Service in pkg/apis/core/v1/defaults.go. */
import type { Draft } from '../../model/kinds.ts';
import type { ServicePort, ServiceSpec } from '../../model/network.ts';
import { fill, mapItems, withMember } from './fill.ts';

const AFFINITY_SECONDS = 10_800;

export function defaultService(draft: Draft<'Service'>): Draft<'Service'> {
  let spec: ServiceSpec = fill(draft.spec ?? {}, { sessionAffinity: 'None', type: 'ClusterIP' });
  if (spec.sessionAffinity === 'ClientIP' && !spec.sessionAffinityConfig) {
    spec = { ...spec, sessionAffinityConfig: { clientIP: { timeoutSeconds: AFFINITY_SECONDS } } };
  }
  if (spec.ports) spec = withMember(spec, 'ports', mapItems(spec.ports, defaultPort));
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') spec = fill(spec, { externalTrafficPolicy: 'Cluster' });
  if (spec.type !== 'ExternalName') spec = fill(spec, { internalTrafficPolicy: 'Cluster' });
  if (spec.type === 'LoadBalancer') spec = fill(spec, { allocateLoadBalancerNodePorts: true });
  return withMember(draft, 'spec', spec);
}

function defaultPort(port: ServicePort): ServicePort {
  const typed = fill(port, { protocol: 'TCP' });
  const missing = typed.targetPort === undefined || typed.targetPort === 0 || typed.targetPort === '';
  return missing && typed.port ? { ...typed, targetPort: typed.port } : typed;
}
