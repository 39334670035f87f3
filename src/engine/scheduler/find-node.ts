/** One scheduling attempt: the node that a Pod can go to, or why there is none. Pure. Follows pkg/scheduler/schedule_one.go. */
import type { Node, Pod } from '../model/core.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';
import { draw } from '../time/draw.ts';
import type { ClusterView } from './cluster-view.ts';
import { NO_NODES, refusalText } from './failure-message.ts';
import { nodeCheck } from './filters.ts';
import { nodeRestriction } from './pre-filter.ts';
import { type Preemption, preempt } from './preemption.ts';
import type { PluginName, Refusal } from './refusal.ts';
import { bestNode, type SpreadOwners } from './scores.ts';

export interface Failure {
  readonly message: string;
  /** Who refused; none when the attempt itself could not be made. */
  readonly plugins: readonly PluginName[];
  readonly preemption?: Preemption;
}

export type Attempt = { readonly node: string } | Failure;

export interface AttemptInput {
  readonly view: ClusterView;
  readonly owners: SpreadOwners;
  readonly budgets: readonly PodDisruptionBudget[];
  readonly seed: string;
  /** Tells apart the attempts of one Pod, where chance decides. */
  readonly attempt: number;
}

export function findNode(pod: Pod, input: AttemptInput): Attempt {
  const { view } = input;
  const total = view.nodes.size;
  if (total === 0) return { message: NO_NODES, plugins: [] };
  const restriction = nodeRestriction(pod);
  const refusals = new Map<string, Refusal>();
  if (restriction !== 'all' && 'conflict' in restriction) {
    const preemption = preempt(pod, { ...input, refusals });
    const text = `0/${total} nodes are available: ${restriction.conflict}.`;
    return { message: withPreemption(text, preemption), plugins: ['NodeAffinity'], preemption };
  }

  const check = nodeCheck(pod, view);
  const nominated = view.nodes.get(pod.status.nominatedNodeName ?? '');
  const allowed = restriction === 'all' || restriction.names.includes(nominated?.metadata.name ?? '');
  if (nominated && allowed && !check(nominated)) return { node: nominated.metadata.name };

  const nodes =
    restriction === 'all'
      ? [...view.nodes.values()]
      : restriction.names.map((name) => view.nodes.get(name)).filter((node) => node !== undefined);
  const feasible = feasibleNodes(nodes, firstNode(pod, nodes.length, input), check, refusals);
  const best = bestNode(pod, feasible, view, input.owners, input.seed);
  if (best) return { node: best.metadata.name };
  return failure(pod, input, refusals, restriction === 'all' ? undefined : total - nodes.length);
}

/** Where the look at the nodes begins; chance has no say where there is only one. */
function firstNode({ metadata }: Pod, nodes: number, { seed, attempt }: AttemptInput): number {
  return nodes <= 1 ? 0 : Math.floor(draw(seed, 'first node', `${metadata.uid}/${attempt}`) * nodes);
}

/** Stops once enough nodes fit: a good one among them will do. */
function feasibleNodes(
  nodes: readonly Node[],
  start: number,
  check: (node: Node) => Refusal | undefined,
  refusals: Map<string, Refusal>,
): readonly Node[] {
  const enough = nodesToFind(nodes.length);
  const feasible: Node[] = [];
  for (let i = 0; i < nodes.length && feasible.length < enough; i += 1) {
    const node = nodes[(start + i) % nodes.length] as Node;
    const refusal = check(node);
    if (refusal) refusals.set(node.metadata.name, refusal);
    else feasible.push(node);
  }
  return feasible;
}

const MIN_NODES_TO_FIND = 100;

/** All of a small cluster, down to a twentieth of a large one (numFeasibleNodesToFind). */
function nodesToFind(nodes: number): number {
  const percent = Math.max(50 - Math.floor(nodes / 125), 5);
  return Math.min(nodes, Math.max(Math.floor((nodes * percent) / 100), MIN_NODES_TO_FIND));
}

/** `excluded` counts the nodes beside those that the Pod names; undefined when it names none. */
function failure(
  pod: Pod,
  input: AttemptInput,
  refusals: ReadonlyMap<string, Refusal>,
  excluded: number | undefined,
): Failure {
  const preemption = preempt(pod, { ...input, refusals });
  const plugins = new Set<PluginName>();
  for (const { plugin } of refusals.values()) plugins.add(plugin);
  if (excluded !== undefined) plugins.add('NodeAffinity');
  const text = refusalText(input.view.nodes.size, refusals.values(), excluded ?? 0);
  return { message: withPreemption(text, preemption), plugins: [...plugins], preemption };
}

function withPreemption(text: string, { message }: Preemption): string {
  return `${text} preemption: ${message}`;
}
