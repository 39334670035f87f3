/**
 * How a Pod's containers end (§14): the main ones at once, then the sidecars from the last to the first, all within
 * the grace period. Follows pkg/kubelet/kuberuntime/kuberuntime_termination_order.go and killContainer.
 */
import type { Pod } from '../model/core.ts';
import type { ContainerRun, PodRun, Verdict } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';
import { nextRun, withContainers } from './next-run.ts';
import { normal, type Said } from './said.ts';
import { isUp, stopped } from './stages.ts';

export const DEFAULT_GRACE_SECONDS = 30;
/** Even a Pod without grace gets this long after SIGTERM. */
const MINIMUM_GRACE: Millis = 2000;

export function graceOf({ spec }: Pod): Millis {
  return (spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000;
}

export interface StopOrder {
  readonly now: Millis;
  /** Milliseconds for all of them together. */
  readonly grace: Millis;
  /** How long the containers of an image take to end. */
  readonly terminate: (image: string) => Millis;
  readonly verdict?: Verdict;
}

/** The Pod with its containers on their way out. */
export function stopContainers(run: PodRun, { now, grace, terminate, verdict }: StopOrder): PodRun {
  const ends = new Map<ContainerRun, Millis>();
  const allowed = Math.max(grace, MINIMUM_GRACE);
  let last = now;
  for (const one of run.containers) {
    if (one.role === 'sidecar' || !isUp(one)) continue;
    const until = now + Math.min(terminate(one.image), allowed);
    ends.set(one, until);
    last = Math.max(last, until);
  }
  for (let i = run.containers.length - 1; i >= 0; i -= 1) {
    const one = run.containers[i];
    if (one?.role !== 'sidecar' || !isUp(one)) continue;
    last += Math.min(terminate(one.image), Math.max(now + grace - last, MINIMUM_GRACE));
    ends.set(one, last);
  }
  const containers = run.containers.map((one): ContainerRun => {
    const until = ends.get(one);
    // What does not run will not be started any more.
    if (until !== undefined) return nextRun(one, { stage: 'killing', since: now, until });
    const { stage, since } = one;
    return one.until === undefined ? one : nextRun(one, { stage, since, until });
  });
  const { pod, uid, node, since, boots } = run;
  return { pod, uid, node, containers, since, boots, stopping: { at: now, grace, until: last, verdict } };
}

/** A second deletion may leave less time than the first. */
export function hurried(run: PodRun, grace: Millis, now: Millis): PodRun {
  const { stopping } = run;
  if (!stopping || grace >= stopping.grace) return run;
  const limit = now + Math.max(grace, MINIMUM_GRACE);
  const containers = run.containers.map((one) =>
    one.until !== undefined && one.until > limit
      ? nextRun(one, { stage: one.stage, since: one.since, until: limit })
      : one,
  );
  return { ...run, containers, stopping: { ...stopping, grace, until: Math.min(stopping.until, limit) } };
}

export function killingEvents(run: PodRun): readonly Said[] {
  return run.containers.filter(isUp).map(({ name }) => normal('Killing', `Stopping container ${name}`));
}

/** The containers whose time has come have ended; with `all`, every one of them. */
export function withEnded(run: PodRun, now: Millis, terminate: (image: string) => Millis, all = false): PodRun {
  const containers = run.containers.map((one) => {
    if (!isUp(one) || !(all || (one.until !== undefined && one.until <= now))) return one;
    return stopped(one, now, terminate(one.image));
  });
  return withContainers(run, containers);
}
