/**
 * Label selector objects, `spec.selector` and the like (§9.2).
 * Follows LabelSelectorAsSelector and FormatLabelSelector in apimachinery/pkg/apis/meta/v1/helpers.go.
 */
import { causesText, quoted } from '../apiserver/errors.ts';
import { type LabelOperator, type LabelRequirement, newRequirement } from './label-requirement.ts';
import type { LabelSelector, Labels } from './meta.ts';
import {
  EVERYTHING,
  NOTHING,
  type ParsedSelector,
  SelectorError,
  selectorMatches,
  selectorText,
  sortedByKey,
} from './parsed-selector.ts';

export { parseSelector } from './label-selector-parser.ts';
export { type ParsedSelector, SelectorError, selectorMatches, selectorText } from './parsed-selector.ts';

const OPERATORS: ReadonlyMap<string, LabelOperator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
]);

/** An absent selector selects nothing, `{}` everything. Throws a SelectorError for one that is not valid. */
export function labelSelectorAsSelector(selector: LabelSelector | null | undefined): ParsedSelector {
  if (!selector) return NOTHING;
  const requirements: LabelRequirement[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) requirements.push(checked(key, '=', [value]));
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const known = OPERATORS.get(operator);
    if (!known) throw new SelectorError(`${quoted(operator)} is not a valid label selector operator`);
    // Upstream copies the list in a way that makes an empty one nil.
    requirements.push(checked(key, known, values?.length ? values : undefined));
  }
  return requirements.length === 0 ? EVERYTHING : { selectable: true, requirements: sortedByKey(requirements) };
}

function checked(key: string, operator: LabelOperator, values: readonly string[] | undefined): LabelRequirement {
  const requirement = newRequirement(key, operator, values);
  if ('errors' in requirement) throw new SelectorError(causesText(requirement.errors));
  return requirement;
}

/** Selectors are immutable and asked for every object of a list. */
const parsed = new WeakMap<LabelSelector, ParsedSelector>();

/** As labelSelectorAsSelector, then a match; a selector that is not valid matches nothing, as controllers treat it. */
export function matchesSelector(selector: LabelSelector | null | undefined, labels: Labels | undefined): boolean {
  if (!selector) return false;
  let ready = parsed.get(selector);
  if (!ready) {
    ready = parsedOrNothing(selector);
    parsed.set(selector, ready);
  }
  return selectorMatches(ready, labels);
}

function parsedOrNothing(selector: LabelSelector): ParsedSelector {
  try {
    return labelSelectorAsSelector(selector);
  } catch (error) {
    if (error instanceof SelectorError) return NOTHING;
    throw error;
  }
}

/** For people: `<none>` when nothing or everything is selected, `<error>` when the selector is not valid. */
export function formatLabelSelector(selector: LabelSelector | null | undefined): string {
  try {
    return selectorText(labelSelectorAsSelector(selector)) || '<none>';
  } catch (error) {
    if (error instanceof SelectorError) return '<error>';
    throw error;
  }
}
