/** One term of a node selector, parsed (§3.2). Follows nodeSelectorTerm in component-helpers nodeaffinity.go. */
import type { StatusCause } from '../apiserver/status.ts';
import { asJson, invalidValue, notSupported } from '../apiserver/validation/causes.ts';
import type { Node, NodeSelectorRequirement, NodeSelectorTerm } from './core.ts';
import { type LabelOperator, type LabelRequirement, newRequirement, requirementsMatch } from './label-requirement.ts';

interface FieldRequirement {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

export interface CompiledTerm {
  readonly labels: readonly LabelRequirement[];
  readonly fields: readonly FieldRequirement[];
  /** With any of these the term matches nothing. */
  readonly errors: readonly StatusCause[];
}

const LABEL_OPERATORS: ReadonlyMap<string, LabelOperator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
  ['Gt', 'gt'],
  ['Lt', 'lt'],
]);
const FIELD_OPERATORS = ['In', 'NotIn'];

/** Neither expressions nor fields: such a term selects nothing and is skipped. */
export function isEmptyTerm(term: NodeSelectorTerm | null | undefined): boolean {
  return !term?.matchExpressions?.length && !term?.matchFields?.length;
}

/** `path` is the term's, for the errors. */
export function compileTerm(term: NodeSelectorTerm, path: string): CompiledTerm {
  const labels: LabelRequirement[] = [];
  const fields: FieldRequirement[] = [];
  const errors: StatusCause[] = [];
  for (const [i, { key, operator, values }] of (term.matchExpressions ?? []).entries()) {
    const at = `${path}.matchExpressions[${i}]`;
    const known = LABEL_OPERATORS.get(operator);
    if (!known) {
      errors.push(notSupported(`${at}.operator`, operator, [...LABEL_OPERATORS.keys()]));
      continue;
    }
    const requirement = newRequirement(key, known, values, at);
    if ('errors' in requirement) errors.push(...requirement.errors);
    else labels.push(requirement);
  }
  for (const [i, wanted] of (term.matchFields ?? []).entries()) {
    const at = `${path}.matchFields[${i}]`;
    const error = fieldError(wanted, at);
    if (error) errors.push(error);
    else fields.push({ field: wanted.key, equal: wanted.operator === 'In', value: wanted.values?.[0] ?? '' });
  }
  return { labels, fields, errors };
}

function fieldError({ operator, values }: NodeSelectorRequirement, at: string): StatusCause | undefined {
  if (!FIELD_OPERATORS.includes(operator)) return notSupported(`${at}.operator`, operator, FIELD_OPERATORS);
  return values?.length === 1 ? undefined : invalidValue(`${at}.values`, asJson(values), 'must have one element');
}

/** For a term without errors. */
export function termMatches({ labels, fields }: CompiledTerm, { metadata }: Node): boolean {
  if (!requirementsMatch(labels, metadata.labels)) return false;
  // A node has one field, its name; any other reads as ''.
  if (!metadata.name) return true;
  for (const { field, equal, value } of fields) {
    if (((field === 'metadata.name' ? metadata.name : '') === value) !== equal) return false;
  }
  return true;
}
