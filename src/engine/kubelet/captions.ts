/** What a kubelet does with a Pod, in a sentence: the cause of what it writes. */

import { momentText } from '../../lib/moment-text.ts';
import type { ContainerRun, PodRun } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import type { Said } from './said.ts';

interface Scene {
  readonly pod: string;
  readonly node: string;
  /** The container that just changed; absent where that is all of them. */
  readonly container: ContainerRun | undefined;
}

const CAPTIONS: { readonly [reason: string]: (scene: Scene) => string } = {
  Pulling: ({ pod, node, container }) => `${node} pulls ${container?.image ?? 'the image'} for ${pod}`,
  Started: ({ pod, node, container }) =>
    `${node} started ${pod}${container?.restarts ? ` again: restart ${container.restarts}` : ''}`,
  Failed: ({ pod, node, container }) =>
    `${node} cannot pull ${container?.image ?? 'the image'} for ${pod}${container?.pullError ? `: ${container.pullError}` : ''}`,
  Killing: ({ pod, node }) => `${node} stops ${pod}`,
  Unhealthy: ({ pod, node }) => `A probe of ${pod} on ${node} fails`,
};

/** The last thing that happened at this moment. */
export function captionOf(
  pod: string,
  node: string,
  run: PodRun | undefined,
  said: readonly Said[],
  now: Millis,
): string {
  const changed = run?.containers.findLast(({ since }) => since === now);
  const waits = changed?.backingOff ? waiting(pod, node, changed) : undefined;
  if (waits) return waits;
  for (let i = said.length - 1; i >= 0; i -= 1) {
    const caption = CAPTIONS[said[i]?.reason ?? ''];
    if (caption) return caption({ pod, node, container: changed });
  }
  const ended = run?.containers.find(({ lastEnd }) => lastEnd?.at === now)?.lastEnd;
  if (ended) return `${pod} on ${node} has ended: ${ended.reason}, exit code ${ended.exitCode}`;
  const isNew = run?.containers.every(({ startedAt }) => startedAt === undefined);
  return isNew ? `${node} prepares ${pod}` : `${node} reports on ${pod}`;
}

function waiting(pod: string, node: string, { until, image, pullError, failures }: ContainerRun): string | undefined {
  if (until === undefined) return undefined;
  const what = pullError === undefined ? `starts ${pod} again` : `pulls ${image} for ${pod} again`;
  return `${node} waits until ${momentText(until)} before it ${what}: ${failures === 1 ? 'it failed' : `${failures} failures in a row`}`;
}
