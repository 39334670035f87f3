/** What a kubelet reports of a Pod: its runs in the API's words. Follows generateAPIPodStatus in pkg/kubelet/kubelet_pods.go. */
import type { ContainerStatus, Pod, PodStatus } from '../model/core.ts';
import { withCondition } from '../model/pods.ts';
import type { ContainerRun, PodRun, Verdict } from '../store/records.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import { containerStatus } from './container-status.ts';
import { kubeletConditions, type Reported } from './pod-conditions.ts';

export interface ReportedNode {
  readonly ip: string;
  /** Absent before the Pod has a sandbox. */
  readonly podIp: string | undefined;
}

export function hasSandbox({ containers }: PodRun): boolean {
  for (const { startedAt } of containers) if (startedAt !== undefined) return true;
  return false;
}

/** `phase` is given once the Pod has ended; else it follows from its containers. */
export function reportedStatus(pod: Pod, run: PodRun, node: ReportedNode, now: Millis, ended?: string): PodStatus {
  const { status } = pod;
  const { init, main } = containerStatuses(pod, run.containers);
  const phase = ended ?? phaseOf(run.containers);
  // All fields in one literal, not spread over the last status: so the statuses of a fleet have one shape.
  return {
    phase,
    reason: status.reason,
    message: status.message,
    conditions: kubeletConditions(pod, { phase, init, main, sandbox: hasSandbox(run) }, now),
    observedGeneration: pod.metadata.generation,
    hostIP: node.ip,
    hostIPs: addresses(status.hostIPs, node.ip),
    podIP: node.podIp,
    podIPs: node.podIp === undefined ? undefined : addresses(status.podIPs, node.podIp),
    startTime: timestamp(run.since),
    initContainerStatuses: init.length > 0 ? init : undefined,
    containerStatuses: main,
    nominatedNodeName: status.nominatedNodeName,
    qosClass: status.qosClass,
  };
}

/** In lists of just their size: one that grows keeps room, and these are kept by the thousand. */
function containerStatuses(pod: Pod, runs: readonly ContainerRun[]): Pick<Reported, 'init' | 'main'> {
  const { initContainerStatuses, containerStatuses: known } = pod.status;
  const statuses = runs.map((run) =>
    containerStatus(run, pod, statusOf(run, run.role ? initContainerStatuses : known)),
  );
  // Those with a role come first.
  let roles = 0;
  for (const { role } of runs) if (role) roles += 1;
  return roles === 0 ? { init: NONE, main: statuses } : { init: statuses.slice(0, roles), main: statuses.slice(roles) };
}

const NONE: readonly ContainerStatus[] = [];

function statusOf(
  { name }: ContainerRun,
  statuses: readonly ContainerStatus[] | undefined,
): ContainerStatus | undefined {
  if (statuses) for (const status of statuses) if (status.name === name) return status;
  return undefined;
}

function addresses(known: PodStatus['podIPs'], ip: string): PodStatus['podIPs'] {
  return known?.length === 1 && known[0]?.ip === ip ? known : [{ ip }];
}

/** getPhase in kubelet_pods.go, for a Pod that has not ended. */
function phaseOf(runs: readonly ContainerRun[]): 'Pending' | 'Running' {
  for (const run of runs) {
    // A main container that has never run, or an init container that has not succeeded, holds the Pod in Pending.
    if (run.role === undefined && run.startedAt === undefined) return 'Pending';
    if (run.role === 'init' && !(run.stage === 'done' && run.lastEnd?.exitCode === 0)) return 'Pending';
  }
  return 'Running';
}

/** The kubelet itself has ended the Pod. */
export function failedBy(pod: Pod, status: PodStatus, verdict: Verdict, now: Millis): PodStatus {
  const conditions = withCondition(status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'TerminationByKubelet',
    message: verdict.disruption,
    lastProbeTime: null,
    lastTransitionTime: timestamp(now),
    observedGeneration: pod.metadata.generation,
  });
  return { ...status, reason: verdict.reason, message: verdict.message, conditions };
}
