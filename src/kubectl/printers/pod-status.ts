/** The STATUS, READY and RESTARTS columns of a Pod (§15.2, §21.1-3). Follows printPod in pkg/printers/internalversion/printers.go. */
import type { ContainerState, ContainerStatus, Millis, Pod } from '../../engine/index.ts';
import { podCondition } from '../../engine/index.ts';
import { ageOf } from './age.ts';

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

function isSidecar(pod: Pod, name: string): boolean {
  return pod.spec.initContainers?.find((one) => one.name === name)?.restartPolicy === 'Always';
}

/** The place of the first init container that has not done its part; -1 when all have. */
function unfinishedInit(pod: Pod): number {
  return (pod.status.initContainerStatuses ?? []).findIndex(
    ({ name, state, started }) => state.terminated?.exitCode !== 0 && !(isSidecar(pod, name) && started),
  );
}

/** What the first unfinished init container says; undefined when none is. */
function initText(pod: Pod): string | undefined {
  const at = unfinishedInit(pod);
  const status = pod.status.initContainerStatuses?.[at];
  if (!status) return undefined;
  const { terminated, waiting } = status.state;
  if (terminated) return `Init:${endText(terminated)}`;
  if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
  return `Init:${at}/${pod.spec.initContainers?.length ?? 0}`;
}

function endText(terminated: NonNullable<ContainerState['terminated']>): string {
  if (terminated.reason) return terminated.reason;
  const { signal = 0 } = terminated;
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

interface Restarts {
  readonly count: number;
  /** When one of the counted containers last ended, as an API timestamp. */
  readonly last: string | undefined;
}

/** While the Pod is starting its init containers count; afterwards sidecars and main containers (§21.3). */
function restartsOf(pod: Pod): Restarts {
  const unfinished = unfinishedInit(pod);
  // Those behind the first unfinished one are not looked at.
  const init = (pod.status.initContainerStatuses ?? []).slice(0, unfinished < 0 ? undefined : unfinished + 1);
  if (unfinished >= 0 && !isTrue(pod, 'Initialized')) return sumOf(init);
  return sumOf([...init.filter(({ name }) => isSidecar(pod, name)), ...(pod.status.containerStatuses ?? [])]);
}

function sumOf(statuses: readonly ContainerStatus[]): Restarts {
  let [count, last] = [0, undefined as string | undefined];
  for (const { restartCount: restarts, lastState } of statuses) {
    count += restarts;
    const at = lastState?.terminated?.finishedAt;
    if (at && (last === undefined || at > last)) last = at;
  }
  return { count, last };
}

export function restartCount(pod: Pod): number {
  return restartsOf(pod).count;
}

/** `3 (100s ago)`. */
export function restartsText(pod: Pod, now: Millis): string {
  const { count, last } = restartsOf(pod);
  return count > 0 && last !== undefined ? `${count} (${ageOf(last, now)} ago)` : String(count);
}

/** `1/2`: sidecars count as containers. */
export function readyText(pod: Pod): string {
  const init = pod.status.initContainerStatuses ?? [];
  const reached = initText(pod) === undefined ? init : init.slice(0, unfinishedInit(pod));
  let ready = reached.filter(
    (status) =>
      isSidecar(pod, status.name) && status.started && status.ready && status.state.terminated?.exitCode !== 0,
  ).length;
  if (initText(pod) === undefined || isTrue(pod, 'Initialized')) {
    const main = pod.status.containerStatuses ?? [];
    ready += main.filter((status) => !status.state.terminated && isRunningReady(status)).length;
  }
  const sidecars = (pod.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').length;
  return `${ready}/${pod.spec.containers.length + sidecars}`;
}

/** A waiting reason comes first where a stand-in reports both. */
function isRunningReady({ state, ready }: ContainerStatus): boolean {
  return ready && state.running !== undefined && !state.waiting?.reason;
}

/** `1/2` readiness gates are true; `<none>` without any. */
export function gatesText({ spec, status }: Pod): string {
  const gates = (spec.readinessGates ?? []) as readonly { readonly conditionType: string }[];
  if (gates.length === 0) return '<none>';
  const met = gates.filter(({ conditionType }) => {
    return status.conditions?.find(({ type }) => type === conditionType)?.status === 'True';
  });
  return `${met.length}/${gates.length}`;
}
