/**
 * Which Pods a ReplicaSet gives up first. Follows ActivePodsWithRanks in pkg/controller/controller_utils.go and
 * getPodsToDelete in pkg/controller/replicaset/replica_set.go.
 */
import type { Pod } from '../../model/core.ts';
import type { Timestamp } from '../../model/meta.ts';
import { isPodReady, podCondition } from '../../model/pods.ts';
import { type Millis, millisOf } from '../../time/millis.ts';

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const MAX_INT32 = 2_147_483_647;

/** `related`: all active Pods of ReplicaSets with the same owner, among which a node's crowding is counted. */
export function podsToDelete(pods: readonly Pod[], related: Iterable<Pod>, count: number, now: Millis): readonly Pod[] {
  if (count >= pods.length) return pods;
  const crowds = new Map<string, number>();
  for (const { spec } of related) {
    if (spec.nodeName) crowds.set(spec.nodeName, (crowds.get(spec.nodeName) ?? 0) + 1);
  }
  const crowdOf = (pod: Pod): number => crowds.get(pod.spec.nodeName ?? '') ?? 0;
  return [...pods].sort((a, b) => compare(a, b, crowdOf, now)).slice(0, count);
}

const PHASES: readonly (string | undefined)[] = ['Pending', 'Unknown', 'Running'];

/** Negative when `a` goes first. */
function compare(a: Pod, b: Pod, crowdOf: (pod: Pod) => number, now: Millis): number {
  return (
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    PHASES.indexOf(a.status.phase) - PHASES.indexOf(b.status.phase) ||
    Number(isPodReady(a)) - Number(isPodReady(b)) ||
    deletionCost(a) - deletionCost(b) ||
    crowdOf(b) - crowdOf(a) ||
    compareReadyTimes(a, b, now) ||
    maxRestarts(b) - maxRestarts(a) ||
    compareTimes(a.metadata.creationTimestamp, b.metadata.creationTimestamp, a, b, now)
  );
}

/** 0 for a text that is no int32 in its plain form, as for the controller. */
function deletionCost({ metadata }: Pod): number {
  const text = metadata.annotations?.[DELETION_COST] ?? '';
  const cost = /^(0|-?[1-9][0-9]*)$/.test(text) ? Number(text) : 0;
  return cost < -MAX_INT32 - 1 || cost > MAX_INT32 ? 0 : cost;
}

function compareReadyTimes(a: Pod, b: Pod, now: Millis): number {
  const [readyA, readyB] = [podCondition(a, 'Ready'), podCondition(b, 'Ready')];
  if (readyA?.status !== 'True' || readyB?.status !== 'True') return 0;
  return compareTimes(readyA.lastTransitionTime, readyB.lastTransitionTime, a, b, now);
}

/**
 * The younger first, but ages count by their logarithm (feature LogarithmicScaleDown): among Pods of about the same
 * age the UID decides, so that not always the newest, perhaps all in one zone, go.
 */
function compareTimes(timeA: Timestamp | undefined, timeB: Timestamp | undefined, a: Pod, b: Pod, now: Millis): number {
  if (timeA === timeB) return 0;
  if (timeA === undefined) return -1;
  if (timeB === undefined) return 1;
  return rankOf(timeA, now) - rankOf(timeB, now) || (a.metadata.uid < b.metadata.uid ? -1 : 1);
}

const NANOS_PER_MILLI = 1_000_000;

function rankOf(time: Timestamp, now: Millis): number {
  const age = (now - millisOf(time)) * NANOS_PER_MILLI;
  return age > 0 ? Math.trunc(Math.log2(age)) : -1;
}

function maxRestarts({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
}
