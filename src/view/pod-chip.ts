/** One Pod as a chip: its state in one word, and what kubectl would print for it. */
import { controllerOf, isPodReady, millisOf, type Node, type Pod, podCondition, type Reader } from '../engine/index.ts';
import { podStatusText, restartCount } from '../kubectl/printers/pod-status.ts';
import type { ChipState, PodChip, Span } from './cards.ts';
import { heldState, podState } from './pod-state.ts';
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
  const word = podState(pod);
  const silent = node?.status.conditions?.find(({ type }) => type === 'Ready')?.status === 'Unknown';
  switch (word) {
    case 'failed':
      return { state: word, detail: pod.status.reason };
    case 'completed':
      return { state: word };
    case 'stopping':
      return stopping(pod, silent, state);
    case 'waiting':
      return { state: word, detail: shortRefusal(podCondition(pod, 'PodScheduled')?.message) ?? 'not bound' };
    default:
      return silent ? { state: 'lost', detail: `prints ${podStatusText(pod)}` } : held(pod, word, state);
  }
}

function stopping(pod: Pod, silent: boolean, state: Reader): Look {
  if (silent) return { state: 'stopping', detail: 'cannot finish: kubelet silent' };
  const run = state.get('podRun', `${pod.metadata.namespace}/${pod.metadata.name}`);
  const deadline = millisOf(pod.metadata.deletionTimestamp ?? '');
  const grace = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  return { state: 'stopping', span: { from: run?.stopping?.at ?? deadline - grace, to: deadline } };
}

/** What is to be said of the container that keeps the Pod from running, if one does. */
function held(pod: Pod, word: ChipState, state: Reader): Look {
  const container = pod.status.containerStatuses?.find((status) => heldState(status) !== undefined);
  if (!container) return { state: word };
  const { waiting, terminated } = container.state;
  const run = state.get('podRun', `${pod.metadata.namespace}/${pod.metadata.name}`);
  const work = run?.containers.find(({ name }) => name === container.name);
  const span = work?.until === undefined ? undefined : { from: work.since, to: work.until };
  if (word === 'image-problem') return { state: word, detail: waiting?.reason, span };
  if (word === 'starting') return { state: word, detail: 'pulling', span };
  if (!waiting) return { state: word, detail: terminated?.reason };
  return { state: word, detail: container.restartCount > 0 ? `x${container.restartCount}` : undefined, span };
}
