/**
 * Which Pods a drain removes, leaves, or refuses to touch (§10.5). Follows kubectl's pkg/drain/filters.go, where each
 * filter overrules what the one before it said of a Pod that goes: a Pod with local storage has its warning only
 * when no later filter has an opinion.
 */
import { controllerOf, isTerminal, type Millis, millisOf, type Pod } from '../../engine/index.ts';
import type { DrainOptions } from './drain-options.ts';

export interface Verdict {
  readonly remove: boolean;
  readonly warning?: string;
  readonly error?: string;
}

export interface FilterView extends Pick<DrainOptions, 'force' | 'ignoreDaemonSets' | 'deleteEmptyDirData'> {
  readonly skipWaitForDelete: number;
  readonly now: Millis;
  /** The API server's words when a Pod's DaemonSet cannot be read, and whether that is because it is gone. */
  readonly daemonSetProblem: (pod: Pod, name: string) => { readonly text: string; readonly gone: boolean } | undefined;
}

type Filter = (pod: Pod, view: FilterView) => Verdict;

const REMOVE: Verdict = { remove: true };
const LEAVE: Verdict = { remove: false };
const MIRROR = 'kubernetes.io/config.mirror';

const FILTERS: readonly Filter[] = [skipDeleted, daemonSet, mirror, localStorage, unreplicated];

export function verdictOf(pod: Pod, view: FilterView): Verdict {
  let verdict = REMOVE;
  for (const filter of FILTERS) {
    verdict = filter(pod, view);
    if (!verdict.remove) break;
  }
  return verdict;
}

/** Deleted for longer than a drain waits for anybody. */
export function shouldSkip({ metadata }: Pod, skipAfterSeconds: number, now: Millis): boolean {
  if (skipAfterSeconds <= 0 || metadata.deletionTimestamp === undefined) return false;
  return Math.trunc((now - millisOf(metadata.deletionTimestamp)) / 1000) > skipAfterSeconds;
}

function skipDeleted(pod: Pod, { skipWaitForDelete, now }: FilterView): Verdict {
  return shouldSkip(pod, skipWaitForDelete, now) ? LEAVE : REMOVE;
}

function daemonSet(pod: Pod, view: FilterView): Verdict {
  const owner = controllerOf(pod.metadata);
  if (owner?.kind !== 'DaemonSet' || owner.apiVersion !== 'apps/v1' || isTerminal(pod)) return REMOVE;
  const problem = view.daemonSetProblem(pod, owner.name);
  if (problem) {
    return problem.gone && view.force
      ? { remove: true, warning: problem.text }
      : { remove: false, error: problem.text };
  }
  if (!view.ignoreDaemonSets) {
    return { remove: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
  }
  return { remove: false, warning: 'ignoring DaemonSet-managed Pods' };
}

function mirror({ metadata }: Pod): Verdict {
  return metadata.annotations?.[MIRROR] === undefined ? REMOVE : LEAVE;
}

function localStorage(pod: Pod, { deleteEmptyDirData }: FilterView): Verdict {
  if (isTerminal(pod) || !hasEmptyDir(pod)) return REMOVE;
  return deleteEmptyDirData
    ? { remove: true, warning: 'deleting Pods with local storage' }
    : { remove: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' };
}

function unreplicated(pod: Pod, { force }: FilterView): Verdict {
  if (isTerminal(pod) || controllerOf(pod.metadata)) return REMOVE;
  return force
    ? { remove: true, warning: 'deleting Pods that declare no controller' }
    : { remove: false, error: 'Pods that declare no controller (use --force to override)' };
}

function hasEmptyDir({ spec }: Pod): boolean {
  const volumes = spec.volumes as readonly { readonly emptyDir?: unknown }[] | undefined;
  return volumes?.some(({ emptyDir }) => emptyDir !== undefined) ?? false;
}
