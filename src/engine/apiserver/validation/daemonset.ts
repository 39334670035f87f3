/** The rules of a DaemonSet (§7.4). Follows ValidateDaemonSetSpec in pkg/apis/apps/validation/validation.go. */
import type { DaemonSetSpec, DaemonSetUpdateStrategy, RollingUpdateDaemonSet } from '../../model/apps.ts';
import { parseInt64 } from '../../model/int64.ts';
import type { IntOrString, LabelSelector } from '../../model/meta.ts';
import { isValidPercent } from '../../model/names.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, invalidValue, nonnegative, notSupported, required } from './causes.ts';
import { shownSelector } from './labels.ts';
import { validateImmutable } from './metadata.ts';
import { validateEndlessTemplate, validatePodTemplate, validateSelectorMatch } from './pod-template.ts';

const path = 'spec';

export function validateDaemonSetSpec(spec: DaemonSetSpec): StatusCause[] {
  const { selector, template } = spec;
  const causes = validateSelectorMatch(selector, template, path);
  if (selector && isEmptySelector(selector)) {
    causes.push(invalidValue(`${path}.selector`, shownSelector(selector), 'empty selector is invalid for daemonset'));
  }
  return [
    ...causes,
    ...validatePodTemplate(template, `${path}.template`),
    ...validateEndlessTemplate(template, 'DaemonSet', `${path}.template`),
    ...nonnegative(`${path}.minReadySeconds`, spec.minReadySeconds ?? 0),
    ...validateUpdateStrategy(spec.updateStrategy, `${path}.updateStrategy`),
    ...nonnegative(`${path}.revisionHistoryLimit`, spec.revisionHistoryLimit ?? 0),
  ];
}

function isEmptySelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** What an update may not change, then the rules of the new spec (§21.6). */
export function validateDaemonSetSpecUpdate(next: DaemonSetSpec, old: DaemonSetSpec): StatusCause[] {
  const shown = shownSelector(next.selector);
  return [...validateImmutable(`${path}.selector`, next.selector, old.selector, shown), ...validateDaemonSetSpec(next)];
}

function validateUpdateStrategy(strategy: DaemonSetUpdateStrategy, field: string): StatusCause[] {
  const { type = '', rollingUpdate } = strategy;
  if (type === 'OnDelete') return [];
  if (type !== 'RollingUpdate') {
    return [notSupported(field, shownStrategy(type, rollingUpdate), ['RollingUpdate', 'OnDelete'])];
  }
  return rollingUpdate
    ? validateRollingUpdate(rollingUpdate, `${field}.rollingUpdate`)
    : [required(`${field}.rollingUpdate`)];
}

/** As Go prints its internal type, whose members have no JSON names. */
function shownStrategy(type: string, rollingUpdate: RollingUpdateDaemonSet | undefined): { readonly json: string } {
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

function validateRollingUpdate(update: RollingUpdateDaemonSet, field: string): StatusCause[] {
  const { maxUnavailable = 0, maxSurge = 0 } = update;
  const causes = [
    ...validateBudget(maxUnavailable, `${field}.maxUnavailable`),
    ...validateBudget(maxSurge, `${field}.maxSurge`),
    ...validateAtMostAll(maxUnavailable, `${field}.maxUnavailable`),
    ...validateAtMostAll(maxSurge, `${field}.maxSurge`),
  ];
  const [unavailable, surge] = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0];
  if (unavailable && surge) {
    const why = 'may not be set when maxUnavailable is non-zero';
    causes.push(invalidValue(`${field}.maxSurge`, asJson(maxSurge), why));
  } else if (!unavailable && !surge) {
    causes.push(required(`${field}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'));
  }
  return causes;
}

function validateBudget(value: IntOrString, field: string): StatusCause[] {
  if (typeof value === 'number') return nonnegative(field, value);
  return isValidPercent(value).map((message) => invalidValue(field, asJson(value), message));
}

function validateAtMostAll(value: IntOrString, field: string): StatusCause[] {
  if (typeof value === 'number' || isValidPercent(value).length > 0 || amountOf(value) <= 100) return [];
  return [invalidValue(field, asJson(value), 'must not be greater than 100%')];
}

/** The number, or the number before the percent sign; 0 for a text that is neither. */
function amountOf(value: IntOrString): number {
  if (typeof value === 'number') return value;
  const digits = isValidPercent(value).length === 0 ? value.slice(0, -1) : value;
  return Number(parseInt64(digits) ?? 0);
}
