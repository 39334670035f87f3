/** Which kinds exist, and how an object is named across the engine. */
import { JoinedTexts } from '../../lib/joined-texts.ts';
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet } from './apps.ts';
import type { ConfigMap, Secret } from './config.ts';
import type { Lease } from './coordination.ts';
import type { Event, Namespace, Node, Pod } from './core.ts';
import type { DraftMeta } from './meta.ts';
import type { EndpointSlice, Service } from './network.ts';
import type { LimitRange, PodDisruptionBudget, PriorityClass, ResourceQuota } from './policy.ts';
import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding, ServiceAccount } from './rbac.ts';

export interface KindMap {
  Namespace: Namespace;
  Node: Node;
  Pod: Pod;
  Event: Event;
  DaemonSet: DaemonSet;
  ControllerRevision: ControllerRevision;
  Deployment: Deployment;
  ReplicaSet: ReplicaSet;
  Service: Service;
  EndpointSlice: EndpointSlice;
  Lease: Lease;
  ServiceAccount: ServiceAccount;
  ConfigMap: ConfigMap;
  Secret: Secret;
  ResourceQuota: ResourceQuota;
  LimitRange: LimitRange;
  PriorityClass: PriorityClass;
  PodDisruptionBudget: PodDisruptionBudget;
  Role: Role;
  ClusterRole: ClusterRole;
  RoleBinding: RoleBinding;
  ClusterRoleBinding: ClusterRoleBinding;
}
export type Kind = keyof KindMap;

const KIND_SET: Readonly<Record<Kind, true>> = {
  Namespace: true,
  Node: true,
  Pod: true,
  Event: true,
  DaemonSet: true,
  ControllerRevision: true,
  Deployment: true,
  ReplicaSet: true,
  Service: true,
  EndpointSlice: true,
  Lease: true,
  ServiceAccount: true,
  ConfigMap: true,
  Secret: true,
  ResourceQuota: true,
  LimitRange: true,
  PriorityClass: true,
  PodDisruptionBudget: true,
  Role: true,
  ClusterRole: true,
  RoleBinding: true,
  ClusterRoleBinding: true,
};

export const KINDS = Object.keys(KIND_SET) as readonly Kind[];
const KIND_NAMES: ReadonlySet<string> = new Set(KINDS);

export function isKind(name: string): name is Kind {
  return KIND_NAMES.has(name);
}
export type Obj<K extends Kind = Kind> = KindMap[K];

/** What a client submits for creation: the API server adds identity, defaults and status. */
export type Draft<K extends Kind> = Omit<Obj<K>, 'metadata' | 'status'> & { readonly metadata: DraftMeta } & {
  readonly status?: unknown;
};

/** `namespace` is absent for cluster-scoped kinds. */
export interface Ref {
  readonly namespace?: string;
  readonly name: string;
}

/** `namespace/name`, or `name` alone for cluster-scoped kinds: client-go's cache key. */
export type ObjectKey = string;

const keys = new JoinedTexts('/');

export function objectKey({ namespace, name }: Ref): ObjectKey {
  return namespace === undefined ? name : keys.join(namespace, name);
}

export function refOf(key: ObjectKey): Ref {
  const slash = key.indexOf('/');
  return slash < 0 ? { name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
