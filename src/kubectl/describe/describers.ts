/** How each kind is described: gathers what belongs to an object, and sets it as text. */
import {
  type ClusterRole,
  type ClusterRoleBinding,
  type ConfigMap,
  controllerOf,
  type DaemonSet,
  type Deployment,
  type Event,
  isTerminal,
  type Kind,
  type LimitRange,
  type Namespace,
  type Node,
  type Obj,
  type Pod,
  type PriorityClass,
  type ReplicaSet,
  type ResourceQuota,
  type Role,
  type RoleBinding,
  type Secret,
  type ServiceAccount,
} from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { deploymentReplicaSets } from '../rollout/history.ts';
import { withoutHash } from '../rollout/undo.ts';
import { describeConfigMap, describeSecret } from './config.ts';
import { describeDaemonSet, type PodCounts } from './daemonset.ts';
import { describeGeneric } from './generic.ts';
import { describeLimitRange } from './limits.ts';
import { describeNamespace } from './namespace.ts';
import { describeNode } from './node.ts';
import { describePod } from './pod.ts';
import { describePriorityClass } from './priority-class.ts';
import { describeQuota } from './quota.ts';
import { describeBinding, describeRole, describeServiceAccount } from './rbac.ts';
import { describeDeployment, describeReplicaSet } from './replicas.ts';

type Describer = (object: Obj, env: DescribeEnv) => string;

interface DescribeEnv extends Pick<KubectlEnv, 'api' | 'now'> {
  /** `--show-events=false` leaves them out. */
  readonly withEvents: boolean;
}

function eventsOf({ metadata, kind }: Obj, { api, withEvents }: DescribeEnv): readonly Event[] | undefined {
  if (!withEvents) return undefined;
  const { items } = api.list('Event', metadata.namespace === undefined ? {} : { namespace: metadata.namespace });
  // Events about nodes are kept by name where others have the UID.
  return items.filter(
    ({ involvedObject: { uid, name, kind: about } }) =>
      uid === metadata.uid || (kind === 'Node' && about === 'Node' && uid === metadata.name && name === metadata.name),
  );
}

/** The phases of an object's own Pods. */
function podCounts({ metadata: { uid, namespace } }: Obj, { api }: DescribeEnv): PodCounts {
  const own = api.list('Pod', { namespace }).items.filter(({ metadata }) => controllerOf(metadata)?.uid === uid);
  const count = (phase: string): number => own.filter(({ status }) => status.phase === phase).length;
  return {
    running: count('Running'),
    waiting: count('Pending'),
    succeeded: count('Succeeded'),
    failed: count('Failed'),
  };
}

function deployment(d: Deployment, env: DescribeEnv): string {
  const sets = deploymentReplicaSets(d, env.api);
  const fresh = sets.find(({ spec }) => deepEqual(withoutHash(spec.template), withoutHash(d.spec.template)));
  const owned = { fresh: fresh ? [fresh] : [], old: sets.filter((rs) => rs !== fresh) };
  return describeDeployment(d, owned, eventsOf(d, env), env.now);
}

function node(one: Node, env: DescribeEnv): string {
  const { name } = one.metadata;
  const pods = env.api.list('Pod').items.filter((pod) => pod.spec.nodeName === name && !isTerminal(pod));
  const lease = env.api
    .list('Lease', { namespace: 'kube-node-lease' })
    .items.find(({ metadata }) => metadata.name === name);
  return describeNode(one, { lease, pods, events: eventsOf(one, env) }, env.now);
}

function namespace(one: Namespace, { api }: DescribeEnv): string {
  const inside = { namespace: one.metadata.name };
  return describeNamespace(one, api.list('ResourceQuota', inside).items, api.list('LimitRange', inside).items);
}

const describers: { readonly [K in Kind]?: Describer } = {
  DaemonSet: (object, env) =>
    describeDaemonSet(object as DaemonSet, podCounts(object, env), eventsOf(object, env), env.now),
  Deployment: (object, env) => deployment(object as Deployment, env),
  ReplicaSet: (object, env) =>
    describeReplicaSet(object as ReplicaSet, podCounts(object, env), eventsOf(object, env), env.now),
  Node: (object, env) => node(object as Node, env),
  ServiceAccount: (object, env) => describeServiceAccount(object as ServiceAccount, eventsOf(object, env), env.now),
  Role: (object) => describeRole(object as Role),
  ClusterRole: (object) => describeRole(object as ClusterRole),
  RoleBinding: (object) => describeBinding(object as RoleBinding),
  ClusterRoleBinding: (object) => describeBinding(object as ClusterRoleBinding),
  ConfigMap: (object, env) => describeConfigMap(object as ConfigMap, eventsOf(object, env), env.now),
  Secret: (object) => describeSecret(object as Secret),
  ResourceQuota: (object) => describeQuota(object as ResourceQuota),
  LimitRange: (object) => describeLimitRange(object as LimitRange),
  Namespace: (object, env) => namespace(object as Namespace, env),
  PriorityClass: (object, env) => describePriorityClass(object as PriorityClass, eventsOf(object, env), env.now),
  Pod: (object, env) => describePod(object as Pod, eventsOf(object, env), env.now),
};

export function describeObject(object: Obj, { api, now }: KubectlEnv, withEvents: boolean): string {
  const env = { api, now, withEvents };
  return describers[object.kind]?.(object, env) ?? describeGeneric(object, eventsOf(object, env), now);
}
