/**
 * New versions of what a kubelet knows of a Pod and of a container. Every one is made here, by one literal: objects of
 * one shape are several times as fast to make and to read as those that spreads put together.
 */
import type { ContainerRun, PodRun } from '../store/records.ts';

/** What changes; what is not named stays, but `until`, which each new stage says anew. */
type Next = Pick<ContainerRun, 'stage' | 'since' | 'until'> &
  Partial<Pick<ContainerRun, 'image' | 'restarts' | 'failures' | 'backingOff' | 'pullError' | 'startedAt' | 'lastEnd'>>;

export function nextRun(run: ContainerRun, next: Next): ContainerRun {
  const { stage, since, until } = next;
  return {
    name: run.name,
    image: next.image ?? run.image,
    role: run.role,
    stage,
    since,
    until,
    restarts: next.restarts ?? run.restarts,
    failures: next.failures ?? run.failures,
    backingOff: next.backingOff ?? run.backingOff,
    pullError: next.pullError ?? run.pullError,
    startedAt: next.startedAt ?? run.startedAt,
    lastEnd: next.lastEnd ?? run.lastEnd,
  };
}

export function withoutPullError(run: ContainerRun): ContainerRun {
  if (run.pullError === undefined) return run;
  const { name, image, role, stage, since, until, restarts, failures, backingOff, startedAt, lastEnd } = run;
  const pullError = undefined;
  return { name, image, role, stage, since, until, restarts, failures, backingOff, pullError, startedAt, lastEnd };
}

/** A Pod that its kubelet takes up; `boots` are the machine's. */
export function newPodRun(
  { pod, uid, node, since, boots }: Pick<PodRun, 'pod' | 'uid' | 'node' | 'since' | 'boots'>,
  containers: readonly ContainerRun[],
): PodRun {
  return { pod, uid, node, containers, since, boots, stopping: undefined };
}

export function withContainers(run: PodRun, containers: readonly ContainerRun[]): PodRun {
  const { pod, uid, node, since, boots, stopping } = run;
  return { pod, uid, node, containers, since, boots, stopping };
}
