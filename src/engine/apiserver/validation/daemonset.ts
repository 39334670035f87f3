/** The rules of a DaemonSet (§7.4). Follows ValidateDaemonSetSpec in pkg/apis/apps/validation/validation.go. */
import type { DaemonSetSpec, DaemonSetUpdateStrategy, RollingUpdateDaemonSet } from '../../model/apps.ts';
import type { LabelSelector } from '../../model/meta.ts';
import type { StatusCause } from '../status.ts';
import { amountOf, shownStrategy, validateAtMostAll, validateBudget } from './budgets.ts';
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

export function isEmptySelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
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
