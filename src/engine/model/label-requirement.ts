/** One requirement of a label selector. Follows apimachinery/pkg/labels/selector.go (Requirement). */
import type { StatusCause } from '../apiserver/status.ts';
import { asJson, invalidValue } from '../apiserver/validation/causes.ts';
import { parseInt64 } from './int64.ts';
import type { Labels } from './meta.ts';
import { isQualifiedName, isValidLabelValue } from './names.ts';

/** As pkg/selection names them. */
export type LabelOperator = 'in' | 'notin' | '=' | '==' | '!=' | 'gt' | 'lt' | 'exists' | '!';

export const BINARY_OPERATORS: readonly LabelOperator[] = ['in', 'notin', '=', '==', '!=', 'gt', 'lt'];

export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values: readonly string[];
}

const NONE: readonly string[] = [];

/**
 * The requirement, or why there is none, in upstream's order; `path` is the requirement's own, '' for none. Values that
 * are undefined are a nil slice, which errors show otherwise than an empty list.
 */
export function newRequirement(
  key: string,
  operator: LabelOperator,
  values: readonly string[] | undefined,
  path = '',
): LabelRequirement | { readonly errors: readonly StatusCause[] } {
  const below = path === '' ? '' : `${path}.`;
  const at = `${below}values`;
  const list = values ?? NONE;
  const errors = labelKeyErrors(key, `${below}key`);
  const countError = valueCountError(operator, list.length);
  if (countError) errors.push(invalidValue(at, asJson(values), countError));
  if (operator === 'gt' || operator === 'lt') {
    for (const [i, value] of list.entries()) {
      if (parseInt64(value) !== undefined) continue;
      errors.push(invalidValue(`${at}[${i}]`, value, "for 'Gt', 'Lt' operators, the value must be an integer"));
    }
  }
  for (const [i, value] of list.entries()) {
    const problems = isValidLabelValue(value);
    if (problems.length > 0) errors.push(invalidValue(`${at}[${i}][${key}]`, value, problems.join('; ')));
  }
  return errors.length > 0 ? { errors } : { key, operator, values: list };
}

/** At most one error, with all that is wrong with the key. */
export function labelKeyErrors(key: string, path: string): StatusCause[] {
  const problems = isQualifiedName(key);
  return problems.length > 0 ? [invalidValue(path, key, problems.join('; '))] : [];
}

function valueCountError(operator: LabelOperator, count: number): string | undefined {
  switch (operator) {
    case 'in':
    case 'notin':
      return count === 0 ? "for 'in', 'notin' operators, values set can't be empty" : undefined;
    case '=':
    case '==':
    case '!=':
      return count !== 1 ? 'exact-match compatibility requires one single value' : undefined;
    case 'exists':
    case '!':
      return count !== 0 ? 'values set must be empty for exists and does not exist' : undefined;
    case 'gt':
    case 'lt':
      return count !== 1 ? "for 'Gt', 'Lt' operators, exactly one value is required" : undefined;
  }
}

export function requirementMatches({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'gt':
    case 'lt':
      return value !== undefined && comparesAs(operator, value, values[0] ?? '');
  }
}

function comparesAs(operator: 'gt' | 'lt', value: string, bound: string): boolean {
  const left = parseInt64(value);
  const right = parseInt64(bound);
  if (left === undefined || right === undefined) return false;
  return operator === 'gt' ? left > right : left < right;
}

const SIGNS: Readonly<Record<Exclude<LabelOperator, 'exists' | '!'>, string>> = {
  in: ' in ',
  notin: ' notin ',
  '=': '=',
  '==': '==',
  '!=': '!=',
  gt: '>',
  lt: '<',
};

export function requirementText({ key, operator, values }: LabelRequirement): string {
  if (operator === 'exists') return key;
  if (operator === '!') return `!${key}`;
  const list = [...values].sort().join(',');
  return `${key}${SIGNS[operator]}${operator === 'in' || operator === 'notin' ? `(${list})` : list}`;
}

/** All requirements must match; undefined labels are none. */
export function requirementsMatch(requirements: readonly LabelRequirement[], labels: Labels = {}): boolean {
  for (const requirement of requirements) if (!requirementMatches(requirement, labels)) return false;
  return true;
}
