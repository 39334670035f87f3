/** The state of a Pod in one word, as far as the Pod itself tells it: whether its node is heard of comes on top. */
import { isPodReady, isTerminal, type Pod } from '../engine/index.ts';
import type { ChipState } from './cards.ts';

type ContainerStatus = NonNullable<Pod['status']['containerStatuses']>[number];

const IMAGE_PROBLEMS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
]);

export function podState(pod: Pod): Exclude<ChipState, 'lost'> {
  const { metadata, spec, status } = pod;
  if (isTerminal(pod)) return status.phase === 'Failed' ? 'failed' : 'completed';
  if (metadata.deletionTimestamp) return 'stopping';
  if (!spec.nodeName) return 'waiting';
  for (const container of status.containerStatuses ?? []) {
    const held = heldState(container);
    if (held) return held;
  }
  if (isPodReady(pod)) return 'ready';
  return status.phase === 'Running' ? 'not-ready' : 'starting';
}

/** What keeps a container from running; undefined when nothing does. */
export function heldState({ state }: ContainerStatus): 'image-problem' | 'crashing' | 'starting' | undefined {
  const { waiting, terminated } = state;
  if (waiting?.reason && IMAGE_PROBLEMS.has(waiting.reason)) return 'image-problem';
  if (waiting?.reason === 'CrashLoopBackOff') return 'crashing';
  if (terminated && terminated.exitCode !== 0) return 'crashing';
  return waiting ? 'starting' : undefined;
}
