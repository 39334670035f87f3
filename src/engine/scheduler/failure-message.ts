/** The text of FailedScheduling (§12.3). Follows FitError in pkg/scheduler/framework/types.go. */
import type { Refusal } from './refusal.ts';

/** `<count> <reason>` items as plain text, sorted and joined, for a number of nodes in the whole cluster. */
export function unavailableText(nodes: number, counts: ReadonlyMap<string, number>): string {
  const items = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  const head = `0/${nodes} nodes are available:`;
  return items.length > 0 ? `${head} ${items.join(', ')}.` : head;
}

export function count(counts: Map<string, number>, reason: string, by = 1): void {
  if (by > 0) counts.set(reason, (counts.get(reason) ?? 0) + by);
}

/** `excluded` nodes were not looked at, since the Pod names others. */
export function refusalText(nodes: number, refusals: Iterable<Refusal>, excluded: number): string {
  const reasons = new Map<string, number>();
  count(reasons, EXCLUDED_BY_AFFINITY, excluded);
  for (const refusal of refusals) for (const reason of refusal.reasons) count(reasons, reason);
  return unavailableText(nodes, reasons);
}

export const NO_NODES = 'no nodes available to schedule pods';
export const EXCLUDED_BY_AFFINITY = "node(s) didn't satisfy plugin(s) [NodeAffinity]";
export const NO_VICTIMS = 'No preemption victims found for incoming pod';
export const NOT_HELPFUL = 'Preemption is not helpful for scheduling';
