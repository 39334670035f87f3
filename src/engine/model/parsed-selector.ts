/** A label selector ready to match. Follows internalSelector and nothingSelector of apimachinery/pkg/labels/selector.go. */
import { type LabelRequirement, requirementsMatch, requirementText } from './label-requirement.ts';
import type { Labels } from './meta.ts';

/** A selector that Kubernetes does not accept; the message is its own. */
export class SelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SelectorError';
  }
}

export interface ParsedSelector {
  /** False for the selector that matches nothing. */
  readonly selectable: boolean;
  /** In order of their keys; none of them match everything. */
  readonly requirements: readonly LabelRequirement[];
}

export const EVERYTHING: ParsedSelector = { selectable: true, requirements: [] };
export const NOTHING: ParsedSelector = { selectable: false, requirements: [] };

export function sortedByKey(requirements: readonly LabelRequirement[]): readonly LabelRequirement[] {
  return [...requirements].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
}

export function selectorMatches({ selectable, requirements }: ParsedSelector, labels: Labels | undefined): boolean {
  return selectable && requirementsMatch(requirements, labels);
}

/** The canonical `-l` text; '' for the selectors of everything and of nothing. */
export function selectorText({ requirements }: ParsedSelector): string {
  return requirements.map(requirementText).join(',');
}
