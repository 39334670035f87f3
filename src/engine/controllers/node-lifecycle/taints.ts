/** Which taints a Node's conditions ask for (§10.1). Follows pkg/controller/nodelifecycle/node_lifecycle_controller.go. */
import type { Node, Taint } from '../../model/core.ts';

export const NOT_READY = 'node.kubernetes.io/not-ready';
export const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** Condition type and status -> taint key. */
const BY_CONDITION: readonly (readonly [type: string, status: string, key: string])[] = [
  ['Ready', 'False', NOT_READY],
  ['Ready', 'Unknown', UNREACHABLE],
  ['MemoryPressure', 'True', 'node.kubernetes.io/memory-pressure'],
  ['DiskPressure', 'True', 'node.kubernetes.io/disk-pressure'],
  ['NetworkUnavailable', 'True', 'node.kubernetes.io/network-unavailable'],
  ['PIDPressure', 'True', 'node.kubernetes.io/pid-pressure'],
];
const MANAGED: ReadonlySet<string> = new Set([...BY_CONDITION.map(([, , key]) => key), UNSCHEDULABLE]);

export function readiness(node: Node): string | undefined {
  return node.status.conditions?.find(({ type }) => type === 'Ready')?.status;
}

/** The node's taints with those of effect NoSchedule that this controller manages brought up to date. */
export function withNoScheduleTaints(node: Node): readonly Taint[] {
  const taints = node.spec.taints ?? [];
  const wanted = wantedKeys(node);
  const managed = (taint: Taint): boolean => taint.effect === 'NoSchedule' && MANAGED.has(taint.key);
  const kept = taints.filter((taint) => !managed(taint) || wanted.includes(taint.key));
  const missing = wanted.filter((key) => !taints.some((taint) => managed(taint) && taint.key === key));
  if (kept.length === taints.length && missing.length === 0) return taints;
  return [...kept, ...missing.map((key): Taint => ({ key, effect: 'NoSchedule' }))];
}

function wantedKeys(node: Node): readonly string[] {
  const keys: string[] = [];
  for (const { type, status } of node.status.conditions ?? []) {
    const found = BY_CONDITION.find(([t, s]) => t === type && s === status);
    if (found) keys.push(found[2]);
  }
  if (node.spec.unschedulable) keys.push(UNSCHEDULABLE);
  return keys;
}

/** The key of the NoExecute taint that a node should have, if any; not-ready and unreachable exclude each other. */
export function noExecuteKey(node: Node): string | undefined {
  const ready = readiness(node);
  if (ready === 'False') return NOT_READY;
  return ready === 'Unknown' ? UNREACHABLE : undefined;
}

export function withNoExecuteTaint(node: Node, key: string | undefined, timeAdded: string): readonly Taint[] {
  const taints = node.spec.taints ?? [];
  const own = (taint: Taint): boolean =>
    taint.effect === 'NoExecute' && (taint.key === NOT_READY || taint.key === UNREACHABLE);
  const kept = taints.filter((taint) => !own(taint) || taint.key === key);
  if (key === undefined || kept.some((taint) => own(taint))) return kept.length === taints.length ? taints : kept;
  return [...kept, { key, effect: 'NoExecute', timeAdded }];
}
