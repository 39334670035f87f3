/** How many Pods a rollout may be short of or have too many. Follows pkg/apis/apps/validation/validation.go. */
import { parseInt64 } from '../../model/int64.ts';
import type { IntOrString } from '../../model/meta.ts';
import { isValidPercent } from '../../model/names.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, invalidValue, nonnegative } from './causes.ts';

interface Budgets {
  readonly maxUnavailable?: IntOrString;
  readonly maxSurge?: IntOrString;
}

/** As Go prints its internal type, whose members have no JSON names. */
export function shownStrategy(type: string, rollingUpdate: Budgets | undefined): { readonly json: string } {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const budgets = goJsonStruct([
    ['MaxUnavailable', goJson(maxUnavailable)],
    ['MaxSurge', goJson(maxSurge)],
  ]);
  return {
    json: goJsonStruct([
      ['Type', goJson(type)],
      ['RollingUpdate', rollingUpdate ? budgets : 'null'],
    ]),
  };
}

export function validateBudget(value: IntOrString, field: string): StatusCause[] {
  if (typeof value === 'number') return nonnegative(field, value);
  return isValidPercent(value).map((message) => invalidValue(field, asJson(value), message));
}

export function validateAtMostAll(value: IntOrString, field: string): StatusCause[] {
  if (typeof value === 'number' || isValidPercent(value).length > 0 || amountOf(value) <= 100) return [];
  return [invalidValue(field, asJson(value), 'must not be greater than 100%')];
}

/** The number, or the number before the percent sign; 0 for a text that is neither. */
export function amountOf(value: IntOrString): number {
  if (typeof value === 'number') return value;
  const digits = isValidPercent(value).length === 0 ? value.slice(0, -1) : value;
  return Number(parseInt64(digits) ?? 0);
}
