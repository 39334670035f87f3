/** kubectl create poddisruptionbudget. Follows kubectl's pkg/cmd/create/create_pdb.go. */
import { type LabelSelector, parseSelector, quoted, SelectorError } from '../../engine/index.ts';
import { flag } from '../command-line.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';
import { sortedMap } from './literals.ts';

export const podDisruptionBudget: Generator = {
  names: ['poddisruptionbudget', 'pdb'],
  flags: { selector: 'value', 'min-available': 'value', 'max-unavailable': 'value' },
  failure: 'failed to create poddisruptionbudgets:',
  draft(name, line) {
    const selector = flag(line, 'selector') ?? '';
    const [least, most] = [flag(line, 'min-available') ?? '', flag(line, 'max-unavailable') ?? ''];
    if (selector === '') throw createError('a selector must be specified');
    if (most === '' && least === '') throw createError('one of min-available or max-unavailable must be specified');
    if (most !== '' && least !== '') throw createError('min-available and max-unavailable cannot be both specified');
    const [field, text] = least === '' ? (['max-unavailable', most] as const) : (['min-available', least] as const);
    if (!/^[0-9]+%?$/.test(text)) throw createError(`invalid format specified for ${field}`);
    const amount = text.endsWith('%') ? text : Number(text);
    return {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: namespacedMeta(name, line),
      spec:
        least === ''
          ? { selector: labelSelectorOf(selector), maxUnavailable: amount }
          : { minAvailable: amount, selector: labelSelectorOf(selector) },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    };
  },
};

const OPERATORS: Readonly<Record<string, string>> = {
  in: 'In',
  notin: 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
};

/** ParseToLabelSelector in apimachinery/pkg/apis/meta/v1/helpers.go: equalities are labels, the rest are expressions. */
function labelSelectorOf(text: string): LabelSelector {
  const labels = new Map<string, string>();
  const matchExpressions: { key: string; operator: string; values?: readonly string[] }[] = [];
  for (const { key, operator, values } of requirementsOf(text)) {
    if (operator === '=' || operator === '==') labels.set(key, values[0] ?? '');
    else if (operator === 'gt' || operator === 'lt') {
      throw createError(`${quoted(operator)} isn't supported in label selectors`);
    } else {
      const named = OPERATORS[operator];
      if (named === undefined) throw createError(`${quoted(operator)} is not a valid label selector operator`);
      matchExpressions.push({ key, operator: named, ...(values.length === 0 ? {} : { values: [...values].sort() }) });
    }
  }
  return {
    ...(labels.size === 0 ? {} : { matchLabels: sortedMap(labels) }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
  };
}

function requirementsOf(text: string) {
  try {
    return parseSelector(text).requirements;
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw createError(`couldn't parse the selector string "${text}": ${error.message}`);
  }
}
