/**
 * Which nodes a Pod asks for: `nodeSelector` and node affinity (§3.2).
 * Follows component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go. As there, a term that cannot be parsed
 * matches nothing and is an error only when no other term matches.
 */
import { causesText } from '../apiserver/errors.ts';
import type { StatusCause } from '../apiserver/status.ts';
import type { Affinity, Node, NodeSelector, PreferredSchedulingTerm } from './core.ts';
import type { Labels } from './meta.ts';
import { type CompiledTerm, compileTerm, isEmptyTerm, termMatches } from './node-selector-term.ts';
import { NODE_NAME_FIELD } from './target-node.ts';

export type NodeMatcher = (node: Node) => boolean;

export interface NodeMatch {
  readonly match: boolean;
  /** Why terms could not be parsed; only when nothing matched. */
  readonly error?: string;
}

/** Terms that cannot be parsed, as one text. Thrown by what must parse them all. */
export class NodeSelectorError extends Error {
  constructor(errors: readonly StatusCause[]) {
    super(causesText(errors));
    this.name = 'NodeSelectorError';
  }
}

function compileTerms({ nodeSelectorTerms }: NodeSelector): readonly CompiledTerm[] {
  const compiled: CompiledTerm[] = [];
  for (const [i, term] of (nodeSelectorTerms ?? []).entries()) {
    if (!isEmptyTerm(term)) compiled.push(compileTerm(term, `nodeSelectorTerms[${i}]`));
  }
  return compiled;
}

function requiredOf(affinity: Affinity | undefined | null): NodeSelector | undefined {
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? undefined;
}

/** Whether one required node selector matches. */
function matchTerms(terms: readonly CompiledTerm[], node: Node): NodeMatch {
  let errors: StatusCause[] | undefined;
  for (const term of terms) {
    if (term.errors.length > 0) errors = [...(errors ?? []), ...term.errors];
    else if (termMatches(term, node)) return { match: true };
  }
  return errors ? { match: false, error: causesText(errors) } : { match: false };
}

/** A Pod's hard wish for nodes, parsed once for any number of nodes. */
export function compileRequiredNodeAffinity(
  nodeSelector: Labels | undefined,
  affinity: Affinity | undefined,
): NodeMatcher {
  const required = requiredOf(affinity);
  const only = nodeSelector ? undefined : onlyNode(required);
  if (only !== undefined) return ({ metadata: { name } }) => name === only;
  const pairs = Object.entries(nodeSelector ?? {});
  const terms = required && compileTerms(required).filter((term) => term.errors.length === 0);
  return (node) => hasLabels(node, pairs) && (!terms || terms.some((term) => termMatches(term, node)));
}

/** The one node that a selector names and asks nothing else of, as those of all daemon Pods do. */
function onlyNode(selector: NodeSelector | undefined): string | undefined {
  const terms = selector?.nodeSelectorTerms;
  if (terms?.length !== 1) return undefined;
  const { matchExpressions, matchFields } = terms[0] ?? {};
  if (matchExpressions?.length || matchFields?.length !== 1) return undefined;
  const { key, operator, values } = matchFields[0] ?? {};
  return key === NODE_NAME_FIELD && operator === 'In' && values?.length === 1 ? values[0] : undefined;
}

function hasLabels({ metadata: { labels } }: Node, pairs: readonly (readonly [string, string])[]): boolean {
  for (const [key, value] of pairs) {
    if (!labels || !Object.hasOwn(labels, key) || labels[key] !== value) return false;
  }
  return true;
}

/** The label that a nodeSelector asks for and the node does not have; undefined when it has them all. */
export function missingNodeLabel(
  nodeSelector: Labels | undefined,
  node: Node,
): { readonly key: string; readonly value: string } | undefined {
  const pair = Object.entries(nodeSelector ?? {}).find((candidate) => !hasLabels(node, [candidate]));
  return pair && { key: pair[0], value: pair[1] };
}

/** As compileRequiredNodeAffinity for a single node, with the error that a caller may want to tell. */
export function matchRequiredNodeAffinity(
  nodeSelector: Labels | undefined,
  affinity: Affinity | undefined,
  node: Node,
): NodeMatch {
  if (missingNodeLabel(nodeSelector, node)) return { match: false };
  const required = requiredOf(affinity);
  return required ? matchTerms(compileTerms(required), node) : { match: true };
}

/** What is wrong in any term of the required node selector; undefined when all can be parsed. */
export function requiredNodeAffinityError(affinity: Affinity | undefined): string | undefined {
  const required = requiredOf(affinity);
  const errors = required ? compileTerms(required).flatMap((term) => term.errors) : [];
  return errors.length > 0 ? causesText(errors) : undefined;
}

/** Whether nodes with the same labels can get different answers: some term looks at the name. */
export function readsNodeFields(affinity: Affinity | undefined): boolean {
  return requiredOf(affinity)?.nodeSelectorTerms?.some((term) => term.matchFields?.length) ?? false;
}

/** The sum of the weights of the preferred terms that match. Throws a NodeSelectorError unless all terms can be parsed. */
export function compilePreferredNodeScore(preferred: readonly PreferredSchedulingTerm[]): (node: Node) => number {
  const weighted: { readonly weight: number; readonly term: CompiledTerm }[] = [];
  for (const [i, { weight, preference }] of preferred.entries()) {
    if (weight === 0 || isEmptyTerm(preference)) continue;
    weighted.push({ weight, term: compileTerm(preference, `[${i}]`) });
  }
  const errors = weighted.flatMap(({ term }) => term.errors);
  if (errors.length > 0) throw new NodeSelectorError(errors);
  return (node) => weighted.reduce((sum, { weight, term }) => (termMatches(term, node) ? sum + weight : sum), 0);
}
