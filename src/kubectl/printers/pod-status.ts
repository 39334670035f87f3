/** The STATUS, READY and RESTARTS columns of a Pod (§15.2, §21.1-3). Follows printPod in pkg/printers/internalversion/printers.go. */
import type { ContainerState, ContainerStatus, Pod } from '../../engine/index.ts';
import { podCondition } from '../../engine/index.ts';

const isTrue = (pod: Pod, type: string): boolean => podCondition(pod, type)?.status === 'True';

export function podStatusText(pod: Pod): string {
  const { status, metadata } = pod;
  let text = status.reason || status.phase || '';
  if (podCondition(pod, 'PodScheduled')?.reason === 'SchedulingGated') text = 'SchedulingGated';
  const init = initText(pod);
  if (init !== undefined) text = init;
  if (init === undefined || isTrue(pod, 'Initialized')) text = containersText(pod, text);
  if (metadata.deletionTimestamp) {
    if (status.reason === 'NodeLost') return 'Unknown';
    if (status.phase !== 'Failed' && status.phase !== 'Succeeded') return 'Terminating';
  }
  return text;
}

/** What the first unfinished init container says; undefined when none is. */
function initText(pod: Pod): string | undefined {
  const specs = pod.spec.initContainers ?? [];
  const statuses = pod.status.initContainerStatuses ?? [];
  for (let i = 0; i < statuses.length; i += 1) {
    const status = statuses[i];
    if (!status) continue;
    const { terminated, waiting } = status.state;
    if (terminated?.exitCode === 0) continue;
    if (specs.find(({ name }) => name === status.name)?.restartPolicy === 'Always' && status.started) continue;
    if (terminated) return `Init:${endText(terminated)}`;
    if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
    return `Init:${i}/${specs.length}`;
  }
  return undefined;
}

function endText(terminated: NonNullable<ContainerState['terminated']>): string {
  if (terminated.reason) return terminated.reason;
  const { signal = 0 } = terminated as { readonly signal?: number };
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${terminated.exitCode}`;
}

/** From the last container to the first, each overwriting what came before. */
function containersText(pod: Pod, before: string): string {
  let text = before;
  let [running, failed] = [false, ''];
  const statuses = pod.status.containerStatuses ?? [];
  for (let i = statuses.length - 1; i >= 0; i -= 1) {
    const { state, ready } = statuses[i] as ContainerStatus;
    if (state.waiting?.reason) text = state.waiting.reason;
    else if (state.terminated) {
      text = endText(state.terminated);
      if (state.terminated.exitCode !== 0) failed = text;
    } else if (ready && state.running) running = true;
  }
  if (pod.status.phase === 'Running' || text === 'Completed') {
    if (running && isTrue(pod, 'Ready') && (text === 'Completed' || text === 'Running')) return 'Running';
    if (text === 'Completed' || text === 'Running') {
      if (failed !== '') return failed;
      if (running && !isTrue(pod, 'Ready') && text === 'Completed') return 'NotReady';
    }
  }
  return text;
}

export function restartCount(pod: Pod): number {
  return (pod.status.containerStatuses ?? []).reduce((sum, { restartCount: count }) => sum + count, 0);
}

/** `1/2`. */
export function readyText(pod: Pod): string {
  const ready = (pod.status.containerStatuses ?? []).filter((status) => status.ready && status.state.running).length;
  return `${ready}/${pod.spec.containers.length}`;
}

/** When a container of the Pod last ended, as an API timestamp. */
export function lastEnd(pod: Pod): string | undefined {
  let latest: string | undefined;
  for (const { lastState, state } of pod.status.containerStatuses ?? []) {
    for (const one of [lastState, state]) {
      const at = one?.terminated?.finishedAt;
      if (at && (latest === undefined || at > latest)) latest = at;
    }
  }
  return latest;
}
