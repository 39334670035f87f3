/**
 * The kinds that the API server serves. A new kind is one file in strategies/, an entry here, and, when its types are
 * not there yet, entries in the tables of decode/.
 */
import type { Kind } from '../model/kinds.ts';
import { configMapStrategy, secretStrategy } from './strategies/config.ts';
import { controllerRevisionStrategy } from './strategies/controller-revision.ts';
import { daemonSetStrategy } from './strategies/daemonset.ts';
import { deploymentStrategy } from './strategies/deployment.ts';
import { endpointSliceStrategy } from './strategies/endpoint-slice.ts';
import { eventStrategy } from './strategies/event.ts';
import { leaseStrategy } from './strategies/lease.ts';
import { limitRangeStrategy } from './strategies/limit-range.ts';
import { namespaceStrategy } from './strategies/namespace.ts';
import { nodeStrategy } from './strategies/node.ts';
import { podStrategy } from './strategies/pod.ts';
import { podDisruptionBudgetStrategy } from './strategies/pod-disruption-budget.ts';
import { priorityClassStrategy } from './strategies/priority-class.ts';
import {
  clusterRoleBindingStrategy,
  clusterRoleStrategy,
  roleBindingStrategy,
  roleStrategy,
} from './strategies/rbac.ts';
import { replicaSetStrategy } from './strategies/replicaset.ts';
import { resourceQuotaStrategy } from './strategies/resource-quota.ts';
import { serviceStrategy } from './strategies/service.ts';
import { serviceAccountStrategy } from './strategies/service-account.ts';
import type { KindStrategy } from './strategy.ts';

export const strategies: { readonly [K in Kind]: KindStrategy<K> } = {
  Namespace: namespaceStrategy,
  Node: nodeStrategy,
  Pod: podStrategy,
  Event: eventStrategy,
  DaemonSet: daemonSetStrategy,
  ControllerRevision: controllerRevisionStrategy,
  Deployment: deploymentStrategy,
  ReplicaSet: replicaSetStrategy,
  Service: serviceStrategy,
  EndpointSlice: endpointSliceStrategy,
  Lease: leaseStrategy,
  ServiceAccount: serviceAccountStrategy,
  ConfigMap: configMapStrategy,
  Secret: secretStrategy,
  ResourceQuota: resourceQuotaStrategy,
  LimitRange: limitRangeStrategy,
  PriorityClass: priorityClassStrategy,
  PodDisruptionBudget: podDisruptionBudgetStrategy,
  Role: roleStrategy,
  ClusterRole: clusterRoleStrategy,
  RoleBinding: roleBindingStrategy,
  ClusterRoleBinding: clusterRoleBindingStrategy,
};
