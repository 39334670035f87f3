/**
 * The filters of the default profile that can refuse a node here, in their order; the first refusal ends it (§12.1).
 * Follows pkg/scheduler/framework/plugins.
 */
import type { Node, Pod, Taint } from '../model/core.ts';
import { compileRequiredNodeAffinity } from '../model/node-affinity.ts';
import { type Amounts, amountsOf, hostPorts, podRequests, portsConflict } from '../model/pod-requests.ts';
import { findUntoleratedTaint } from '../model/taints.ts';

/** Why a node was refused. `helpless`: evicting Pods would not help, so preemption does not try. */
export interface Refusal {
  readonly reasons: readonly string[];
  readonly helpless: boolean;
}

/** A node, and the Pods that are or will be on it. */
export interface NodeInfo {
  readonly node: Node;
  readonly pods: Iterable<Pod>;
}

type Filter = (pod: Pod, info: NodeInfo) => Refusal | undefined;

const refuse = (reason: string): Refusal => ({ reasons: [reason], helpless: true });

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
const HARD_EFFECTS: ReadonlySet<string> = new Set(['NoSchedule', 'NoExecute']);

const nodeUnschedulable: Filter = ({ spec }, { node }) => {
  if (!node.spec.unschedulable) return undefined;
  const tolerated = !findUntoleratedTaint(spec.tolerations ?? [], [UNSCHEDULABLE], () => true);
  return tolerated ? undefined : refuse('node(s) were unschedulable');
};

const nodeName: Filter = ({ spec }, { node }) =>
  spec.nodeName && spec.nodeName !== node.metadata.name
    ? refuse("node(s) didn't match the requested node name")
    : undefined;

const taintToleration: Filter = ({ spec }, { node }) => {
  const { taints } = node.spec;
  if (!taints?.length) return undefined;
  const found = findUntoleratedTaint(spec.tolerations ?? [], taints, (taint) => HARD_EFFECTS.has(taint.effect));
  return found ? refuse('node(s) had untolerated taint(s)') : undefined;
};

const nodeAffinity: Filter = ({ spec }, { node }) =>
  compileRequiredNodeAffinity(spec.nodeSelector, spec.affinity)(node)
    ? undefined
    : refuse("node(s) didn't match Pod's node affinity/selector");

const nodePorts: Filter = (pod, { pods }) => {
  const wanted = hostPorts(pod);
  if (wanted.length === 0) return undefined;
  for (const other of pods) {
    if (hostPorts(other).some((held) => wanted.some((port) => portsConflict(port, held)))) {
      return { reasons: ["node(s) didn't have free ports for the requested pod ports"], helpless: false };
    }
  }
  return undefined;
};

const nodeResourcesFit: Filter = (pod, { node, pods }) => {
  const allocatable = allocatableOf(node);
  const used = new Map<string, number>();
  let count = 0;
  for (const other of pods) {
    count += 1;
    for (const [resource, amount] of podRequests(other.spec)) used.set(resource, (used.get(resource) ?? 0) + amount);
  }
  const reasons: string[] = [];
  let helpless = false;
  const maxPods = allocatable.get('pods') ?? 0;
  if (count + 1 > maxPods) reasons.push('Too many pods');
  for (const [resource, amount] of podRequests(pod.spec)) {
    const total = allocatable.get(resource) ?? 0;
    if (amount === 0 || amount <= total - (used.get(resource) ?? 0)) continue;
    reasons.push(`Insufficient ${resource}`);
    if (amount > total) helpless = true; // it would not fit an empty node either
  }
  return reasons.length > 0 ? { reasons, helpless } : undefined;
};

const allocatables = new WeakMap<object, Amounts>();

export function allocatableOf(node: Node): Amounts {
  const list = node.status.allocatable;
  if (!list) return new Map();
  let amounts = allocatables.get(list);
  if (!amounts) {
    amounts = amountsOf(list);
    allocatables.set(list, amounts);
  }
  return amounts;
}

const FILTERS: readonly Filter[] = [
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
];

/** Undefined when the Pod fits the node. */
export function refusalOf(pod: Pod, info: NodeInfo): Refusal | undefined {
  for (const filter of FILTERS) {
    const refusal = filter(pod, info);
    if (refusal) return refusal;
  }
  return undefined;
}
