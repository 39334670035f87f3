/**
 * Preemption (§16): room made for a Pod that fits nowhere by evicting less important ones.
 * Follows Evaluator.Preempt in pkg/scheduler/framework/preemption and plugins/defaultpreemption. Pure.
 */
import type { Pod } from '../model/core.ts';
import { podCondition } from '../model/pods.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';
import { draw } from '../time/draw.ts';
import { type ClusterView, priorityOf } from './cluster-view.ts';
import { count, NOT_HELPFUL, unavailableText } from './failure-message.ts';
import type { Refusal } from './refusal.ts';
import { type Candidate, pickCandidate, selectVictims } from './victims.ts';

export interface Preemption {
  /** What follows `preemption: ` in the Pod's message. */
  readonly message: string;
  /** What the Pod's nominated node becomes: '' for none; absent where it stays as it is. */
  readonly nominate?: string;
  readonly victims: readonly Pod[];
}

export interface PreemptionInput {
  readonly view: ClusterView;
  /** Why each node that was looked at refused the Pod; the others are excluded for good. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly budgets: readonly PodDisruptionBudget[];
  readonly seed: string;
}

/** DefaultPreemptionArgs: a tenth of the nodes is tried, but at least these. */
const MIN_CANDIDATES = 100;
const CANDIDATE_SHARE = 0.1;

export function preempt(pod: Pod, input: PreemptionInput): Preemption {
  const ineligible = whyNotEligible(pod, input);
  if (ineligible !== undefined) return { message: ineligible, victims: [] };
  const reasons = new Map<string, number>();
  const candidates = findCandidates(pod, input, reasons);
  const best = pickCandidate(candidates);
  if (best) {
    const { node, victims } = best;
    const message = `found a potential placement for pod on node ${node}, preempting ${victims.length} victims`;
    return { message, nominate: node, victims };
  }
  return { message: unavailableText(input.view.nodes.size, reasons), nominate: '', victims: [] };
}

function whyNotEligible(pod: Pod, { view, refusals }: PreemptionInput): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.status.nominatedNodeName;
  if (!nominated) return undefined;
  // A nominated node that no eviction can make fit any more does not hold the Pod back.
  const refusal = refusals.get(nominated);
  if (!refusal || refusal.helpless) return undefined;
  const waiting = view
    .podsOn(nominated)
    .some((other) => priorityOf(other) < priorityOf(pod) && isTerminatingByPreemption(other));
  return waiting ? 'not eligible due to a terminating pod on the nominated node.' : undefined;
}

function isTerminatingByPreemption(pod: Pod): boolean {
  if (!pod.metadata.deletionTimestamp) return false;
  const condition = podCondition(pod, 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'PreemptionByScheduler';
}

/** Tries nodes from a random one on until enough will do; notes in `reasons` why the others will not. */
function findCandidates(pod: Pod, input: PreemptionInput, reasons: Map<string, number>): readonly Candidate[] {
  const { view, refusals, budgets, seed } = input;
  const potential = [...refusals].filter(([, refusal]) => !refusal.helpless).map(([name]) => name);
  count(reasons, NOT_HELPFUL, view.nodes.size - potential.length);
  const enough = Math.max(Math.floor(potential.length * CANDIDATE_SHARE), MIN_CANDIDATES);
  const offset = Math.floor(draw(seed, 'preemption offset', pod.metadata.uid) * potential.length);
  const respecting: Candidate[] = [];
  const violating: Candidate[] = [];
  for (let i = 0; i < potential.length; i += 1) {
    if (respecting.length > 0 && respecting.length + violating.length >= enough) break;
    const node = view.nodes.get(potential[(offset + i) % potential.length] ?? '');
    if (!node) continue;
    const answer = selectVictims(pod, node, view, budgets);
    if ('reasons' in answer) for (const reason of answer.reasons) count(reasons, reason);
    else (answer.violations > 0 ? violating : respecting).push(answer);
  }
  return [...respecting, ...violating];
}
