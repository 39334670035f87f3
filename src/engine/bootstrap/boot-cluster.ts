/** What stands in a cluster before its first user comes. */
import type { ApiServer } from '../apiserver/server.ts';
import { defaultServiceAccount } from '../controllers/service-account/service-account.ts';
import { systemPriorityClasses } from '../model/priority-classes.ts';
import { createKubernetesService } from './kubernetes-service.ts';
import { bootstrapObjects } from './rbac-objects.ts';

/** Where the API server listens. */
const SERVER_ADDRESS = '10.0.0.1';

export function bootCluster(server: ApiServer): void {
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) {
    server.create('Namespace', newNamespace(name), true);
    server.create('ServiceAccount', defaultServiceAccount(name), true);
  }
  for (const { name, value, description } of systemPriorityClasses) {
    const head = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' } as const;
    server.create('PriorityClass', { ...head, metadata: { name }, value, description }, true);
  }
  createKubernetesService(server, SERVER_ADDRESS);
  for (const draft of bootstrapObjects()) server.create(draft.kind, draft, true);
}

function newNamespace(name: string) {
  return {
    apiVersion: 'v1' as const,
    kind: 'Namespace' as const,
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}
