/** The conditions that a kubelet keeps on a Pod. Follows pkg/kubelet/status/generate.go. */
import type { ContainerStatus, Pod } from '../model/core.ts';
import type { Condition, Timestamp } from '../model/meta.ts';
import { podCondition } from '../model/pods.ts';
import { type Millis, timestamp } from '../time/millis.ts';

export interface Reported {
  readonly phase: string;
  readonly init: readonly ContainerStatus[];
  readonly main: readonly ContainerStatus[];
  /** Whether the Pod's sandbox, and so its network, is there. */
  readonly sandbox: boolean;
}

interface Finding {
  readonly met: boolean;
  readonly reason?: string;
  readonly message?: string;
}

const MET: Finding = { met: true };
const UNMET: Finding = { met: false };
const OWNED: ReadonlySet<string> = new Set([
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
]);

/** The Pod's conditions, its own in upstream's order after those of others. */
export function kubeletConditions(pod: Pod, reported: Reported, now: Millis): readonly Condition[] {
  const at = timestamp(now);
  const containersReady = containersReadyOf(pod, reported);
  const ready = containersReady.met ? gatesOpen(pod) : containersReady;
  const scheduled = podCondition(pod, 'PodScheduled');
  const conditions: Condition[] = [];
  for (const condition of pod.status.conditions ?? NONE) if (!OWNED.has(condition.type)) conditions.push(condition);
  conditions.push(
    conditionOf(pod, 'PodReadyToStartContainers', reported.sandbox ? MET : UNMET, at),
    conditionOf(pod, 'Initialized', initializedOf(pod, reported), at),
    conditionOf(pod, 'Ready', ready, at),
    conditionOf(pod, 'ContainersReady', containersReady, at),
    // Who is bound past the scheduler is scheduled all the same, says its kubelet.
    scheduled ?? conditionOf(pod, 'PodScheduled', MET, at),
  );
  return sharedList(conditions);
}

const NONE: readonly Condition[] = [];

/** The last lists made: the Pods of a fleet are in few states at a time, and those in one state share their list. */
const lastLists: (readonly Condition[])[] = [];
const LISTS = 4;

function sharedList(conditions: readonly Condition[]): readonly Condition[] {
  for (const list of lastLists) if (isSameList(list, conditions)) return list;
  lastLists.unshift(conditions);
  if (lastLists.length > LISTS) lastLists.pop();
  return conditions;
}

function isSameList(a: readonly Condition[], b: readonly Condition[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

function conditionOf(pod: Pod, type: string, { met, reason, message }: Finding, at: Timestamp): Condition {
  const status = met ? 'True' : 'False';
  const old = podCondition(pod, type);
  const lastTransitionTime = old?.status === status ? old.lastTransitionTime : at;
  const observedGeneration = pod.metadata.generation;
  const same = { type, status, reason, message, lastProbeTime: null, lastTransitionTime, observedGeneration };
  return shared(same, old);
}

/** The condition last made of each type: Pods of one fleet say the same of themselves at the same time. A cache only. */
const lastMade = new Map<string, Condition>();

/** The condition as one object with its like. */
function shared(condition: Condition, old: Condition | undefined): Condition {
  if (old && isSame(old, condition)) return old;
  const last = lastMade.get(condition.type);
  if (last && isSame(last, condition)) return last;
  lastMade.set(condition.type, condition);
  return condition;
}

function isSame(a: Condition, b: Condition): boolean {
  return (
    a.type === b.type &&
    a.status === b.status &&
    a.reason === b.reason &&
    a.message === b.message &&
    a.lastProbeTime === b.lastProbeTime &&
    a.lastTransitionTime === b.lastTransitionTime &&
    a.lastUpdateTime === b.lastUpdateTime &&
    a.lastHeartbeatTime === b.lastHeartbeatTime &&
    a.observedGeneration === b.observedGeneration
  );
}

const names = (statuses: readonly ContainerStatus[]): string => `[${statuses.map(({ name }) => name).join(' ')}]`;

function isSidecar({ spec }: Pod, { name }: ContainerStatus): boolean {
  return spec.initContainers?.find((one) => one.name === name)?.restartPolicy === 'Always';
}

function containersReadyOf(pod: Pod, { phase, init, main }: Reported): Finding {
  if (phase === 'Succeeded') return { met: false, reason: 'PodCompleted' };
  if (phase === 'Failed') return { met: false, reason: 'PodFailed' };
  const serving = init.length === 0 ? main : [...init.filter((status) => isSidecar(pod, status)), ...main];
  const unready = serving.filter(({ ready }) => !ready);
  if (unready.length === 0) return MET;
  return { met: false, reason: 'ContainersNotReady', message: `containers with unready status: ${names(unready)}` };
}

function initializedOf(pod: Pod, { phase, init, main }: Reported): Finding {
  if (init.length === 0) return MET;
  if (phase === 'Succeeded') return { met: true, reason: 'PodCompleted' };
  // Once begun, a Pod stays initialized, also while a sidecar restarts.
  if (main.some(({ containerID }) => containerID !== undefined)) return MET;
  const incomplete = init.filter((status) => (isSidecar(pod, status) ? !status.started : !status.ready));
  if (incomplete.length === 0) return MET;
  const message = `containers with incomplete status: ${names(incomplete)}`;
  return { met: false, reason: 'ContainersNotInitialized', message };
}

/** Readiness gates: conditions that others must set before the Pod counts as ready. */
function gatesOpen(pod: Pod): Finding {
  const gates = (pod.spec.readinessGates ?? []) as readonly { readonly conditionType: string }[];
  const closed: string[] = [];
  for (const { conditionType } of gates) {
    const found = podCondition(pod, conditionType);
    if (!found) closed.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    else if (found.status !== 'True')
      closed.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`);
  }
  return closed.length === 0 ? MET : { met: false, reason: 'ReadinessGatesNotReady', message: closed.join(', ') };
}
