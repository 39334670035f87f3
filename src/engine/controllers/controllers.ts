/** Everybody who acts in the control plane, in the order in which informers tell them. */
import type { Controller } from '../client/controller.ts';
import { kubelet } from '../kubelet/kubelet.ts';
import { scheduler } from '../scheduler/scheduler.ts';
import { clusterRoleAggregation } from './cluster-role-aggregation/cluster-role-aggregation.ts';
import { daemonSetController } from './daemonset/reconcile.ts';
import { deploymentController } from './deployment/reconcile.ts';
import { disruptionController } from './disruption/disruption.ts';
import { endpointSliceController } from './endpoint-slice/endpoint-slice.ts';
import { garbageCollector } from './garbage-collector/garbage-collector.ts';
import { namespaceController } from './namespace/reconcile.ts';
import { nodeLifecycle } from './node-lifecycle/node-lifecycle.ts';
import { podGc } from './pod-gc/pod-gc.ts';
import { replicaSetController } from './replicaset/reconcile.ts';
import { resourceQuotaController } from './resourcequota/reconcile.ts';
import { serviceAccountController } from './service-account/service-account.ts';
import { taintEviction } from './taint-eviction/taint-eviction.ts';
import { ttl } from './ttl/ttl.ts';

export const controllers: readonly Controller[] = [
  daemonSetController,
  deploymentController,
  replicaSetController,
  scheduler,
  kubelet,
  nodeLifecycle,
  taintEviction,
  podGc,
  garbageCollector,
  disruptionController,
  endpointSliceController,
  ttl,
  serviceAccountController,
  clusterRoleAggregation,
  resourceQuotaController,
  namespaceController,
];
