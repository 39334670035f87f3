/**
 * Whether a node takes a Pod that is bound to it (§12.4, §14): the kubelet has the last word, also where the scheduler
 * was passed by or the node has changed. Follows pkg/kubelet/lifecycle/predicate.go, AdmissionCheck in pkg/scheduler
 * and Admit in pkg/kubelet/eviction/eviction_manager.go.
 */
import type { Node, Pod } from '../model/core.ts';
import { compileRequiredNodeAffinity } from '../model/node-affinity.ts';
import { hostPorts, podRequests, portsConflict } from '../model/pod-requests.ts';
import { evictsPods, findUntoleratedTaint, tolerationsTolerate } from '../model/taints.ts';
import { allocatableOf } from '../scheduler/node-resources.ts';
import type { Pressure } from '../store/records.ts';
import { isCritical } from './critical.ts';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** How much of a resource is asked for, taken and there: cpu in thousandths, the rest in its own unit. */
export interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

export interface Predicates {
  readonly shortages: readonly Shortage[];
  /** Predicates that making room does not help. */
  readonly failed: readonly Rejection[];
}

/** `others`: the Pods that this kubelet has taken already. */
export function checkPredicates(pod: Pod, node: Node, others: readonly Pod[]): Predicates {
  return { shortages: shortagesOf(pod, node, others), failed: failedPredicates(pod, node, others) };
}

/** The first thing that is wrong: what is short comes before the predicates. */
export function rejectionOf({ shortages, failed }: Predicates): Rejection | undefined {
  const [short] = shortages;
  if (!short) return failed[0];
  const { resource, requested, used, capacity } = short;
  const numbers = `requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${resource}`, message: `Node didn't have enough resource: ${resource}, ${numbers}` };
}

const FIRST = ['cpu', 'memory', 'ephemeral-storage'];

function shortagesOf(pod: Pod, node: Node, others: readonly Pod[]): readonly Shortage[] {
  const allocatable = allocatableOf(node);
  const shortages: Shortage[] = [];
  const add = (resource: string, requested: number, used: number, capacity: number): void => {
    if (requested > capacity - used) shortages.push({ resource, requested, used, capacity });
  };
  add('pods', 1, others.length, allocatable.get('pods') ?? 0);
  const requests = podRequests(pod.spec);
  const consider = (resource: string): void => {
    const requested = requests.get(resource) ?? 0;
    const capacity = allocatable.get(resource);
    // What the node does not know at all may be no node's resource; that is not for the kubelet to judge.
    if (requested === 0 || (capacity === undefined && !FIRST.includes(resource))) return;
    let used = 0;
    for (const other of others) used += podRequests(other.spec).get(resource) ?? 0;
    add(resource, requested, used, capacity ?? 0);
  };
  for (const resource of FIRST) consider(resource);
  for (const resource of requests.keys()) if (!FIRST.includes(resource)) consider(resource);
  return shortages;
}

function failedPredicates(pod: Pod, node: Node, others: readonly Pod[]): readonly Rejection[] {
  const { spec } = pod;
  const failed: Rejection[] = [];
  const fail = (reason: string, why: string): void => {
    failed.push({ reason, message: `Predicate ${reason} failed: ${why}` });
  };
  if (!compileRequiredNodeAffinity(spec.nodeSelector, spec.affinity)(node)) {
    fail('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
  }
  const wanted = hostPorts(pod);
  if (wanted.length > 0 && others.some((other) => holdsOneOf(wanted, other))) {
    fail('NodePorts', "node(s) didn't have free ports for the requested pod ports");
  }
  // Only NoExecute concerns a kubelet: NoSchedule is the scheduler's.
  if (node.spec.taints && findUntoleratedTaint(spec.tolerations ?? [], node.spec.taints, evictsPods)) {
    fail('TaintToleration', 'node(s) had untolerated taint(s)');
  }
  return failed;
}

function holdsOneOf(wanted: ReturnType<typeof hostPorts>, other: Pod): boolean {
  return hostPorts(other).some((held) => wanted.some((port) => portsConflict(port, held)));
}

const CONDITIONS: { readonly [P in Pressure]: string } = {
  memory: 'MemoryPressure',
  disk: 'DiskPressure',
  pid: 'PIDPressure',
};

/** A node under pressure takes critical Pods only; under memory pressure alone also those that ask for something. */
export function rejectionUnderPressure(pod: Pod, pressure: readonly Pressure[]): Rejection | undefined {
  if (pressure.length === 0 || isCritical(pod)) return undefined;
  if (pressure.length === 1 && pressure[0] === 'memory') {
    const taint = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' };
    if (pod.status.qosClass !== 'BestEffort' || tolerationsTolerate(pod.spec.tolerations ?? [], taint))
      return undefined;
  }
  const conditions = pressure.map((one) => CONDITIONS[one]).join(' ');
  return { reason: 'Evicted', message: `The node had condition: [${conditions}]. ` };
}
