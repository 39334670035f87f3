/** A container in the API's words. Follows convertToAPIContainerStatuses in pkg/kubelet/kubelet_pods.go. */
import { fnv1a32 } from '../../lib/fnv1a.ts';
import type { ContainerState, ContainerStatus, Pod } from '../model/core.ts';
import type { Timestamp } from '../model/meta.ts';
import type { ContainerRun } from '../store/records.ts';
import { hexCode, scramble } from '../time/draw.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import { backoff } from './backoff.ts';
import { isUp } from './stages.ts';

/** The status last made of a container that waits for its image, and of what. A cache only. */
let lastWaiting:
  | { readonly run: ContainerRun; readonly initializes: boolean; readonly status: ContainerStatus }
  | undefined;

/** `known`: what was last reported of the container. */
export function containerStatus(run: ContainerRun, pod: Pod, known: ContainerStatus | undefined): ContainerStatus {
  // Before its first start a container has nothing that is this Pod's alone: Pods that share the run share its status.
  if (run.startedAt !== undefined || run.pullError !== undefined) return statusOf(run, pod, known);
  const initializes = hasInit(pod);
  if (lastWaiting?.run !== run || lastWaiting.initializes !== initializes) {
    lastWaiting = { run, initializes, status: statusOf(run, pod, known) };
  }
  return lastWaiting.status;
}

const hasInit = ({ spec: { initContainers } }: Pod): boolean =>
  initContainers !== undefined && initContainers.length > 0;

function statusOf(run: ContainerRun, pod: Pod, known: ContainerStatus | undefined): ContainerStatus {
  const { name, image, restarts, stage, startedAt } = run;
  const running = isUp(run);
  return {
    name,
    image,
    imageID: startedAt === undefined ? '' : imageId(image),
    containerID: startedAt === undefined ? undefined : containerId(pod, name, restarts, known),
    ready: run.role === 'init' ? isDone(run) && run.lastEnd?.exitCode === 0 : stage === 'ready',
    started: running && stage !== 'starting',
    restartCount: restarts,
    state: stateOf(run, pod),
    lastState: lastState(run),
  };
}

function containerId({ metadata }: Pod, name: string, restarts: number, known: ContainerStatus | undefined): string {
  if (known?.containerID !== undefined && known.restartCount === restarts) return known.containerID;
  return hex64(fnv1a32(`/${name}/${restarts}`, fnv1a32(metadata.uid)), 'containerd://');
}

const isDone = ({ stage }: ContainerRun): boolean => stage === 'done';

/** What ended before what `state` tells of; the end itself while `state` tells of the wait after it. */
function lastState(run: ContainerRun): ContainerState {
  return run.lastEnd && !showsEnd(run) ? { terminated: terminated(run) } : NOTHING_ENDED;
}

/** Whether the last end is the container's present state. */
function showsEnd({ stage, lastEnd, backingOff, pullError }: ContainerRun): boolean {
  if (!lastEnd) return false;
  if (stage === 'done') return true;
  if (stage === 'ended') return !backingOff;
  return (stage === 'waiting' || stage === 'pulling') && pullError === undefined;
}

function terminated(run: ContainerRun): NonNullable<ContainerState['terminated']> {
  const { exitCode = 0, reason = 'Completed', startedAt = run.since, at = run.since } = run.lastEnd ?? {};
  return { exitCode, reason, startedAt: timestamp(startedAt), finishedAt: timestamp(at) };
}

const NOTHING_ENDED: ContainerState = {};
const CREATING: ContainerState = { waiting: { reason: 'ContainerCreating' } };
const INITIALIZING: ContainerState = { waiting: { reason: 'PodInitializing' } };

let lastRunning: ContainerState = {};

/** One object for containers that started in the same second, as those of a fleet do. A cache only. */
function runningSince(startedAt: Timestamp): ContainerState {
  if (lastRunning.running?.startedAt !== startedAt) lastRunning = { running: { startedAt } };
  return lastRunning;
}

function stateOf(run: ContainerRun, pod: Pod): ContainerState {
  if (isUp(run)) return runningSince(timestamp(run.startedAt ?? run.since));
  if (showsEnd(run)) return { terminated: terminated(run) };
  // A retry shows the last failure until it ends.
  if (run.pullError !== undefined) return { waiting: pullWaiting(run, run.pullError, pod) };
  if (run.stage === 'ended') return { waiting: crashWaiting(run, pod) };
  return hasInit(pod) ? INITIALIZING : CREATING;
}

function pullWaiting(run: ContainerRun, error: string, { spec }: Pod): { reason: string; message: string } {
  const container = [...spec.containers, ...(spec.initContainers ?? [])].find(({ name }) => name === run.name);
  if (container?.imagePullPolicy === 'Never') return { reason: 'ErrImageNeverPull', message: error };
  if (!run.backingOff) return { reason: 'ErrImagePull', message: error };
  return { reason: 'ImagePullBackOff', message: `Back-off pulling image "${run.image}": ErrImagePull: ${error}` };
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

const imageIds = new Map<string, string>();

/** The image by its digest, as containerd names it: a name without a registry is Docker Hub's. */
function imageId(image: string): string {
  let id = imageIds.get(image);
  if (id === undefined) {
    id = `${fullName(image).replace(/:[^/:]*$/, '')}${hex64(fnv1a32(image), '@sha256:')}`;
    imageIds.set(image, id);
  }
  return id;
}

/** `nginx:1.27` is `docker.io/library/nginx:1.27`. */
export function fullName(image: string): string {
  const [host = '', ...path] = image.split('/');
  if (path.length === 0) return `docker.io/library/${image}`;
  return /[.:]|^localhost$/.test(host) ? image : `docker.io/${image}`;
}

/** By prefix: the codes of the text that is being made, which is in one piece at once. */
const codesOf = new Map<string, number[]>();

/** After the prefix 64 hexadecimal digits that look drawn, the same for the same hash. */
function hex64(hash: number, prefix: string): string {
  let codes = codesOf.get(prefix);
  if (!codes) {
    codes = [...`${prefix}${'0'.repeat(64)}`].map((char) => char.charCodeAt(0));
    codesOf.set(prefix, codes);
  }
  let at = prefix.length;
  for (let word = 1; word <= 8; word += 1) {
    const value = scramble(hash + Math.imul(word, 0x9e3779b9));
    for (let shift = 28; shift >= 0; shift -= 4, at += 1) codes[at] = hexCode(value >>> shift);
  }
  return String.fromCharCode.apply(undefined, codes);
}
