/** One node as a card: its Pods, who waits on its porch, and why a place is empty. */
import {
  amountOf,
  controllerOf,
  type DaemonSet,
  isControlPlane,
  type Node,
  type Pod,
  placementOf,
  podRequests,
  type Reader,
} from '../engine/index.ts';
import type { EmptySlot, NodeCard, PodChip } from './cards.ts';
import { podChip } from './pod-chip.ts';
import { currentRevision } from './revisions.ts';

/** Labels that every node has: they tell nothing. */
const PLAIN_LABELS: ReadonlySet<string> = new Set([
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'node-role.kubernetes.io/control-plane',
]);

/** Undefined when neither the node nor any Pod bound to it exists. */
export function nodeCard(state: Reader, name: string): NodeCard | undefined {
  const node = state.get('Node', name);
  const bound = [...state.byIndex('Pod', 'node', name).values()].sort(byAge);
  if (!node && bound.length === 0) return undefined;
  const waiting = [...state.byIndex('Pod', 'target', name).values()].sort(byAge);
  const machine = state.get('machine', name);
  const chips = bound.map((pod) => podChip(pod, node, state));
  const porch = waiting.map((pod) => podChip(pod, node, state));
  const ready = readiness(node);
  return {
    name,
    role: node && isControlPlane(node) ? 'control plane' : 'worker',
    ready,
    status: `${ready === 'True' ? 'Ready' : 'NotReady'}${node?.spec.unschedulable ? ',SchedulingDisabled' : ''}`,
    unschedulable: node?.spec.unschedulable ?? false,
    removed: !node,
    taints: node?.spec.taints ?? [],
    labels: Object.entries(node?.metadata.labels ?? {})
      .filter(([key]) => !PLAIN_LABELS.has(key))
      .map(([key, value]) => ({ key, value })),
    ...usage(node, bound),
    pods: chips.filter(isDaemonPod),
    porch,
    slots: node ? slotsOf(node, bound, waiting, state) : [],
    others: chips.filter((chip) => !isDaemonPod(chip)),
    silentSince: machine?.silentSince,
  };
}

const isDaemonPod = (chip: PodChip): boolean => chip.owner?.kind === 'DaemonSet';

function byAge(a: Pod, b: Pod): number {
  return (
    a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
    a.metadata.name.localeCompare(b.metadata.name)
  );
}

function readiness(node: Node | undefined): NodeCard['ready'] {
  const status = node?.status.conditions?.find(({ type }) => type === 'Ready')?.status;
  return status === 'True' || status === 'False' ? status : 'Unknown';
}

function usage(node: Node | undefined, pods: readonly Pod[]): Pick<NodeCard, 'cpu' | 'memory'> {
  let [cpu, memory] = [0, 0];
  for (const { spec } of pods) {
    const requests = podRequests(spec);
    cpu += requests.get('cpu') ?? 0;
    memory += requests.get('memory') ?? 0;
  }
  const { allocatable } = node?.status ?? {};
  return {
    cpu: { requestedMilli: cpu, allocatableMilli: amountOf('cpu', allocatable?.cpu ?? 0) },
    memory: { requestedBytes: memory, allocatableBytes: amountOf('memory', allocatable?.memory ?? 0) },
  };
}

/** One line for each DaemonSet that has no Pod inside the card. */
function slotsOf(node: Node, bound: readonly Pod[], waiting: readonly Pod[], state: Reader): readonly EmptySlot[] {
  const slots: EmptySlot[] = [];
  for (const ds of state.all('DaemonSet').values()) {
    const owns = (pod: Pod): boolean => controllerOf(pod.metadata)?.uid === ds.metadata.uid;
    if (bound.some(owns)) continue;
    slots.push(slotOf(ds, node, waiting.some(owns), state));
  }
  return slots;
}

function slotOf(ds: DaemonSet, node: Node, hasWaiting: boolean, state: Reader): EmptySlot {
  const { namespace = '', name } = ds.metadata;
  const { shouldRun, reason } = placementOf(ds, node);
  const slot = (text: string): EmptySlot => ({ namespace, daemonSet: name, text, wanted: shouldRun });
  switch (reason.kind) {
    case 'taint':
      return slot('taint not tolerated');
    case 'nodeSelector':
      return slot(`no label ${reason.key}=${reason.value}`);
    case 'affinity':
      return slot('node affinity does not match');
    case 'nodeName':
      return slot(`bound for ${reason.nodeName} only`);
    case 'ok':
      if (hasWaiting) return slot('its Pod waits outside');
      return slot((currentRevision(state, ds.metadata.uid)?.revision ?? 1) > 1 ? 'old pod gone' : 'no pod yet');
  }
}
