/** What a kubelet reports of a Pod: its runs in the API's words. Follows pkg/kubelet/status/generate.go. */
import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../model/core.ts';
import type { Condition } from '../model/meta.ts';
import { withCondition } from '../model/pods.ts';
import type { ContainerRun, PodRun } from '../store/records.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import { backoff } from './stages.ts';

export interface ReportedNode {
  readonly ip: string;
  readonly podIp: string;
}

export function reportedStatus(pod: Pod, run: PodRun, node: ReportedNode, now: Millis): PodStatus {
  const containerStatuses = run.containers.map((container) => containerStatus(container, pod));
  const started = run.containers.some((container) => container.startedAt !== undefined);
  const ready = containerStatuses.every((status) => status.ready);
  const unready = containerStatuses.filter((status) => !status.ready).map((status) => status.name);
  const why = ready
    ? {}
    : { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
  const at = timestamp(now);
  const generation = pod.metadata.generation;
  const condition = (type: string, met: boolean, more = {}): Condition => ({
    type,
    status: met ? 'True' : 'False',
    ...more,
    lastProbeTime: null,
    lastTransitionTime: at,
    observedGeneration: generation,
  });
  let { conditions } = pod.status;
  conditions = withCondition(conditions, condition('PodReadyToStartContainers', started));
  conditions = withCondition(conditions, condition('Initialized', true));
  conditions = withCondition(conditions, condition('Ready', ready, why));
  conditions = withCondition(conditions, condition('ContainersReady', ready, why));
  return {
    ...pod.status,
    phase: started ? 'Running' : 'Pending',
    conditions,
    hostIP: node.ip,
    podIP: started ? node.podIp : undefined,
    podIPs: started ? [{ ip: node.podIp }] : undefined,
    startTime: timestamp(run.since),
    containerStatuses,
  };
}

function containerStatus(run: ContainerRun, pod: Pod): ContainerStatus {
  const lastState = run.lastEnd && run.stage !== 'ended' ? { terminated: terminated(run) } : undefined;
  const backOffState = run.stage === 'ended' && run.backingOff ? { terminated: terminated(run) } : undefined;
  const up = run.stage === 'running' || run.stage === 'ready';
  return {
    name: run.name,
    image: run.image,
    imageID: run.startedAt === undefined ? '' : run.image,
    containerID:
      run.startedAt === undefined ? undefined : `containerd://${pod.metadata.uid}-${run.name}-${run.restarts}`,
    ready: run.stage === 'ready',
    started: up,
    restartCount: run.restarts,
    state: stateOf(run, pod),
    lastState: backOffState ?? lastState ?? {},
  };
}

function terminated(run: ContainerRun): NonNullable<ContainerState['terminated']> {
  const { exitCode = 0, reason = 'Completed', startedAt = run.since, at = run.since } = run.lastEnd ?? {};
  return { exitCode, reason, startedAt: timestamp(startedAt), finishedAt: timestamp(at) };
}

function stateOf(run: ContainerRun, pod: Pod): ContainerState {
  switch (run.stage) {
    case 'pulling':
      // A retry shows the last failure until it ends.
      return run.failures > 0 ? pullWaiting(run) : { waiting: { reason: 'ContainerCreating' } };
    case 'pull-failed':
      return pullWaiting(run);
    case 'running':
    case 'ready':
      return { running: { startedAt: timestamp(run.startedAt ?? run.since) } };
    case 'ended':
      return run.backingOff ? { waiting: crashWaiting(run, pod) } : { terminated: terminated(run) };
  }
}

function pullWaiting(run: ContainerRun): ContainerState {
  if (!run.backingOff) return { waiting: { reason: 'ErrImagePull' } };
  return { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${run.image}"` } };
}

function crashWaiting(run: ContainerRun, { metadata }: Pod): { reason: string; message: string } {
  const delay = goDuration(backoff(run.failures - 1));
  const pod = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
  return {
    reason: 'CrashLoopBackOff',
    message: `back-off ${delay} restarting failed container=${run.name} pod=${pod}`,
  };
}

/** A whole number of seconds as Go prints a Duration: `40s`, `1m20s`, `5m0s`. */
function goDuration(millis: Millis): string {
  const seconds = Math.round(millis / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
