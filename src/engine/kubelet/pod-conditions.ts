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

/** What a list of conditions is made from. */
interface Grounds {
  readonly old: readonly Condition[] | undefined;
  readonly generation: number | undefined;
  readonly at: Timestamp;
  readonly sandbox: boolean;
  readonly initialized: Finding;
  readonly ready: Finding;
  readonly containersReady: Finding;
}

/** The lists last made: the Pods of a fleet are in few states at a time, and those in one state share theirs. A cache only. */
const lastLists: { readonly grounds: Grounds; readonly conditions: readonly Condition[] }[] = [];
const LISTS = 4;

/** The Pod's conditions, its own in upstream's order after those of others. */
export function kubeletConditions(pod: Pod, reported: Reported, now: Millis): readonly Condition[] {
  const containersReady = containersReadyOf(pod, reported);
  const grounds: Grounds = {
    old: pod.status.conditions,
    generation: pod.metadata.generation,
    at: timestamp(now),
    sandbox: reported.sandbox,
    initialized: initializedOf(pod, reported),
    ready: containersReady.met ? gatesOpen(pod) : containersReady,
    containersReady,
  };
  for (const last of lastLists) if (areSameGrounds(last.grounds, grounds)) return last.conditions;
  const conditions = conditionsFrom(pod, grounds);
  lastLists.unshift({ grounds, conditions });
  if (lastLists.length > LISTS) lastLists.pop();
  return conditions;
}

function areSameGrounds(a: Grounds, b: Grounds): boolean {
  return (
    a.old === b.old &&
    a.generation === b.generation &&
    a.at === b.at &&
    a.sandbox === b.sandbox &&
    areSameFindings(a.initialized, b.initialized) &&
    areSameFindings(a.ready, b.ready) &&
    areSameFindings(a.containersReady, b.containersReady)
  );
}

function areSameFindings(a: Finding, b: Finding): boolean {
  return a === b || (a.met === b.met && a.reason === b.reason && a.message === b.message);
}

function conditionsFrom(
  pod: Pod,
  { old = [], at, sandbox, initialized, ready, containersReady }: Grounds,
): Condition[] {
  return [
    ...old.filter(({ type }) => !OWNED.has(type)),
    conditionOf(pod, 'PodReadyToStartContainers', sandbox ? MET : UNMET, at),
    conditionOf(pod, 'Initialized', initialized, at),
    conditionOf(pod, 'Ready', ready, at),
    conditionOf(pod, 'ContainersReady', containersReady, at),
    // Who is bound past the scheduler is scheduled all the same, says its kubelet.
    podCondition(pod, 'PodScheduled') ?? conditionOf(pod, 'PodScheduled', MET, at),
  ];
}

function conditionOf(pod: Pod, type: string, { met, reason, message }: Finding, at: Timestamp): Condition {
  const status = met ? 'True' : 'False';
  const old = podCondition(pod, type);
  const lastTransitionTime = old?.status === status ? old.lastTransitionTime : at;
  const observedGeneration = pod.metadata.generation;
  const says = (one: Condition | undefined): one is Condition =>
    one !== undefined &&
    one.status === status &&
    one.reason === reason &&
    one.message === message &&
    one.lastProbeTime === null &&
    one.lastTransitionTime === lastTransitionTime &&
    one.lastUpdateTime === undefined &&
    one.lastHeartbeatTime === undefined &&
    one.observedGeneration === observedGeneration;
  if (says(old)) return old;
  const last = lastMade.get(type);
  if (says(last)) return last;
  const made = { type, status, reason, message, lastProbeTime: null, lastTransitionTime, observedGeneration };
  lastMade.set(type, made);
  return made;
}

/** The condition last made of each type: Pods of one fleet say the same of themselves at the same time. A cache only. */
const lastMade = new Map<string, Condition>();

function names(statuses: readonly ContainerStatus[]): string {
  let text = '';
  for (const { name } of statuses) text = text === '' ? name : `${text} ${name}`;
  return `[${text}]`;
}

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
