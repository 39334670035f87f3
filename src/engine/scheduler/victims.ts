/**
 * Whom preemption would evict from a node, and which node costs least (§16).
 * Follows SelectVictimsOnNode in plugins/defaultpreemption and pickOneNodeForPreemption in framework/preemption.
 */
import type { Node, Pod } from '../model/core.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';
import { type ClusterView, priorityOf, withPodsOn } from './cluster-view.ts';
import { splitByBudget } from './disruption-budgets.ts';
import { NO_VICTIMS } from './failure-message.ts';
import { nodeCheck } from './filters.ts';

export interface Candidate {
  readonly node: string;
  /** The most important first. */
  readonly victims: readonly Pod[];
  /** How many of them a budget should have kept. */
  readonly violations: number;
}

/** A Pod that has not started yet counts as starting now. */
const startOf = (pod: Pod): string => pod.status.startTime ?? '9999';

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The higher priority first, then who runs longer. */
export function moreImportantFirst(a: Pod, b: Pod): number {
  return priorityOf(b) - priorityOf(a) || byText(startOf(a), startOf(b));
}

/**
 * Removes all less important Pods, then lets as many as possible stay, the most important first and those under a
 * budget before all. Or the reasons why not even that makes the Pod fit.
 */
export function selectVictims(
  pod: Pod,
  node: Node,
  view: ClusterView,
  budgets: readonly PodDisruptionBudget[],
): Candidate | { readonly reasons: readonly string[] } {
  const { name } = node.metadata;
  const present = view.podsOn(name);
  const lower = present.filter((other) => priorityOf(other) < priorityOf(pod));
  if (lower.length === 0) return { reasons: [NO_VICTIMS] };
  let staying = present.filter((other) => priorityOf(other) >= priorityOf(pod));
  const refusalWith = (pods: readonly Pod[]) => nodeCheck(pod, withPodsOn(view, name, pods))(node);
  const refusal = refusalWith(staying);
  if (refusal) return { reasons: refusal.reasons };

  const victims: Pod[] = [];
  const reprieve = (other: Pod): boolean => {
    const together = [...staying, other];
    if (refusalWith(together)) {
      victims.push(other);
      return false;
    }
    staying = together;
    return true;
  };
  const { violating, others } = splitByBudget([...lower].sort(moreImportantFirst), budgets);
  let violations = 0;
  for (const other of violating) if (!reprieve(other)) violations += 1;
  for (const other of others) reprieve(other);
  if (victims.length === 0) return { reasons: [`expected at least one victim pod on node "${name}"`] };
  return { node: name, victims: victims.sort(moreImportantFirst), violations };
}

/** Lifts negative priorities above 0, so that fewer victims never sum up to more. */
const PRIORITY_OFFSET = 2 ** 31;

/** Each rule decides only between those that all rules before it found equal; less is better. */
const COSTS: readonly ((candidate: Candidate) => number)[] = [
  ({ violations }) => violations,
  ({ victims }) => Math.max(...victims.map(priorityOf)),
  ({ victims }) => victims.reduce((sum, victim) => sum + priorityOf(victim) + PRIORITY_OFFSET, 0),
  ({ victims }) => victims.length,
];

/** When the longest running of its most important victims started. */
function earliestStart({ victims }: Candidate): string {
  const highest = Math.max(...victims.map(priorityOf));
  const starts = victims.filter((victim) => priorityOf(victim) === highest).map(startOf);
  return starts.sort(byText)[0] ?? '';
}

/** The candidate that costs least; of equals the one whose victims have run shortest, then the first. */
export function pickCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  let left = candidates;
  for (const cost of COSTS) {
    const least = left.reduce((low, candidate) => Math.min(low, cost(candidate)), Number.POSITIVE_INFINITY);
    left = left.filter((candidate) => cost(candidate) === least);
  }
  return [...left].sort((a, b) => byText(earliestStart(b), earliestStart(a)))[0];
}
