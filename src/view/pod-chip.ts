/** One Pod as a chip: its state in one word, and what kubectl would print for it. */
import {
  controllerOf,
  isPodReady,
  isTerminal,
  millisOf,
  type Node,
  type Pod,
  podCondition,
  type Reader,
} from '../engine/index.ts';
import { podStatusText, restartCount } from '../kubectl/printers/pod-status.ts';
import type { ChipState, PodChip, Span } from './cards.ts';
import { currentRevision, revisionOfHash } from './revisions.ts';
import { shortRefusal } from './short-refusal.ts';

interface Look {
  readonly state: ChipState;
  readonly detail?: string;
  readonly span?: Span;
}

const WORDS: { readonly [S in ChipState]: string } = {
  waiting: 'Waiting',
  starting: 'Starting',
  'not-ready': 'Not ready',
  ready: 'Ready',
  stopping: 'Stopping',
  crashing: 'Crashing',
  'image-problem': 'Image problem',
  failed: 'Failed',
  completed: 'Completed',
  lost: 'Lost contact',
};

/** `node` is where the Pod is bound, if that node still exists. */
export function podChip(pod: Pod, node: Node | undefined, state: Reader): PodChip {
  const { metadata } = pod;
  const owner = controllerOf(metadata);
  const hash = metadata.labels?.['controller-revision-hash'];
  const revision = owner && revisionOfHash(state, owner.uid, hash);
  const look = lookOf(pod, node, state);
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid,
    suffix: suffixOf(pod),
    owner: owner && { kind: owner.kind, name: owner.name },
    state: look.state,
    word: WORDS[look.state],
    detail: look.detail,
    status: podStatusText(pod),
    restarts: restartCount(pod),
    stillReady: look.state === 'stopping' && isPodReady(pod),
    revision: revision?.revision,
    upToDate: revision !== undefined && owner !== undefined && revision === currentRevision(state, owner.uid),
    bound: Boolean(pod.spec.nodeName),
    span: look.span,
  };
}

function suffixOf({ metadata: { name, generateName } }: Pod): string {
  return generateName && name.startsWith(generateName) ? name.slice(generateName.length) : name;
}

function lookOf(pod: Pod, node: Node | undefined, state: Reader): Look {
  const { metadata, spec, status } = pod;
  if (isTerminal(pod))
    return status.phase === 'Failed' ? { state: 'failed', detail: status.reason } : { state: 'completed' };
  const silent = node?.status.conditions?.find(({ type }) => type === 'Ready')?.status === 'Unknown';
  if (metadata.deletionTimestamp) return stopping(pod, silent, state);
  if (!spec.nodeName)
    return { state: 'waiting', detail: shortRefusal(podCondition(pod, 'PodScheduled')?.message) ?? 'not bound' };
  if (silent) return { state: 'lost', detail: `prints ${podStatusText(pod)}` };
  return running(pod, state);
}

function stopping(pod: Pod, silent: boolean, state: Reader): Look {
  if (silent) return { state: 'stopping', detail: 'cannot finish: kubelet silent' };
  const run = state.get('podRun', `${pod.metadata.namespace}/${pod.metadata.name}`);
  const deadline = millisOf(pod.metadata.deletionTimestamp ?? '');
  const grace = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  return { state: 'stopping', span: { from: run?.stopping?.at ?? deadline - grace, to: deadline } };
}

const IMAGE_PROBLEMS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
]);

function running(pod: Pod, state: Reader): Look {
  const run = state.get('podRun', `${pod.metadata.namespace}/${pod.metadata.name}`);
  for (const container of pod.status.containerStatuses ?? []) {
    const { waiting, terminated } = container.state;
    const work = run?.containers.find(({ name }) => name === container.name);
    const span = work?.until === undefined ? undefined : { from: work.since, to: work.until };
    const times = container.restartCount > 0 ? `x${container.restartCount}` : undefined;
    if (waiting?.reason && IMAGE_PROBLEMS.has(waiting.reason))
      return { state: 'image-problem', detail: waiting.reason, span };
    if (waiting?.reason === 'CrashLoopBackOff') return { state: 'crashing', detail: times, span };
    if (terminated && terminated.exitCode !== 0) return { state: 'crashing', detail: terminated.reason };
    if (waiting) return { state: 'starting', detail: 'pulling', span };
  }
  if (isPodReady(pod)) return { state: 'ready' };
  return pod.status.phase === 'Running' ? { state: 'not-ready' } : { state: 'starting' };
}
