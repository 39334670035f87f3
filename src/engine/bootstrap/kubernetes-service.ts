/** The API server's own Service, which it makes and keeps itself. Follows pkg/controlplane/controller/kubernetesservice. */
import type { ApiServer } from '../apiserver/server.ts';

const NAME = 'kubernetes';
/** The first address of the service network. */
const ADDRESS = '10.96.0.1';
const PORT = 6443;

export function createKubernetesService(server: ApiServer, address: string): void {
  server.create(
    'Service',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: NAME, namespace: 'default', labels: { component: 'apiserver', provider: NAME } },
      spec: {
        type: 'ClusterIP',
        clusterIP: ADDRESS,
        sessionAffinity: 'None',
        ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: PORT }],
      },
    },
    true,
  );
  server.create(
    'EndpointSlice',
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: NAME, namespace: 'default', labels: { 'kubernetes.io/service-name': NAME } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
      ports: [{ name: 'https', port: PORT, protocol: 'TCP' }],
    },
    true,
  );
}
