/** The rules of Deployments and ReplicaSets. Follows pkg/apis/apps/validation/validation.go. */
import type {
  DeploymentSpec,
  DeploymentStrategy,
  PodTemplate,
  ReplicaSetSpec,
  RollingUpdateDeployment,
} from '../../model/apps.ts';
import type { LabelSelector } from '../../model/meta.ts';
import type { StatusCause } from '../status.ts';
import { amountOf, shownStrategy, validateAtMostAll, validateBudget } from './budgets.ts';
import { asJson, forbiddenField, invalidValue, nonnegative, notSupported, required } from './causes.ts';
import { isEmptySelector } from './daemonset.ts';
import { shownSelector, validateLabelSelector } from './labels.ts';
import { validateImmutable } from './metadata.ts';
import { validateEndlessTemplate, validatePodTemplate, validateSelectorMatch } from './pod-template.ts';

const path = 'spec';

export function validateDeploymentSpec(spec: DeploymentSpec): StatusCause[] {
  const { minReadySeconds = 0, revisionHistoryLimit, progressDeadlineSeconds } = spec;
  const causes = [
    ...nonnegative(`${path}.replicas`, spec.replicas ?? 0),
    ...validateSelector(spec.selector, spec.template),
    ...validateStrategy(spec.strategy, `${path}.strategy`),
    ...nonnegative(`${path}.minReadySeconds`, minReadySeconds),
  ];
  if (revisionHistoryLimit !== undefined) {
    causes.push(...nonnegative(`${path}.revisionHistoryLimit`, revisionHistoryLimit));
  }
  if (progressDeadlineSeconds !== undefined) {
    const field = `${path}.progressDeadlineSeconds`;
    causes.push(...nonnegative(field, progressDeadlineSeconds));
    if (progressDeadlineSeconds <= minReadySeconds) {
      causes.push(invalidValue(field, asJson(progressDeadlineSeconds), 'must be greater than minReadySeconds'));
    }
  }
  return causes;
}

export function validateDeploymentSpecUpdate(next: DeploymentSpec, old: DeploymentSpec): StatusCause[] {
  return [...validateDeploymentSpec(next), ...validateSameSelector(next.selector, old.selector)];
}

export function validateReplicaSetSpec(spec: ReplicaSetSpec): StatusCause[] {
  return [
    ...nonnegative(`${path}.replicas`, spec.replicas ?? 0),
    ...nonnegative(`${path}.minReadySeconds`, spec.minReadySeconds ?? 0),
    ...validateSelector(spec.selector, spec.template),
  ];
}

export function validateReplicaSetSpecUpdate(next: ReplicaSetSpec, old: ReplicaSetSpec): StatusCause[] {
  return [...validateReplicaSetSpec(next), ...validateSameSelector(next.selector, old.selector)];
}

function validateSameSelector(next: LabelSelector | undefined, old: LabelSelector | undefined): StatusCause[] {
  return validateImmutable(`${path}.selector`, next, old, shownSelector(next));
}

/** The selector, and the template that it has to select. Upstream says `deployment` for both kinds. */
function validateSelector(selector: LabelSelector | undefined, template: PodTemplate): StatusCause[] {
  const causes: StatusCause[] = [];
  if (!selector) causes.push(required(`${path}.selector`));
  else {
    const problems = validateLabelSelector(selector, `${path}.selector`);
    causes.push(...problems);
    if (isEmptySelector(selector)) {
      causes.push(
        invalidValue(`${path}.selector`, shownSelector(selector), 'empty selector is invalid for deployment'),
      );
    }
    if (problems.length > 0) {
      return [...causes, invalidValue(`${path}.selector`, shownSelector(selector), 'invalid label selector')];
    }
  }
  // An empty selector matches any labels.
  if (!selector || !isEmptySelector(selector)) causes.push(...validateSelectorMatch(selector, template, path));
  return [
    ...causes,
    ...validatePodTemplate(template, `${path}.template`),
    ...validateEndlessTemplate(template, 'ReplicaSet', `${path}.template`),
  ];
}

function validateStrategy(strategy: DeploymentStrategy, field: string): StatusCause[] {
  const { type = '', rollingUpdate } = strategy;
  if (type === 'Recreate') {
    const why = "may not be specified when strategy `type` is 'Recreate'";
    return rollingUpdate ? [forbiddenField(`${field}.rollingUpdate`, why)] : [];
  }
  if (type !== 'RollingUpdate') {
    return [notSupported(field, shownStrategy(type, rollingUpdate), ['Recreate', 'RollingUpdate'])];
  }
  return rollingUpdate
    ? validateRollingUpdate(rollingUpdate, `${field}.rollingUpdate`)
    : [required(`${field}.rollingUpdate`, 'this should be defaulted and never be nil')];
}

function validateRollingUpdate(update: RollingUpdateDeployment, field: string): StatusCause[] {
  const { maxUnavailable = 0, maxSurge = 0 } = update;
  const causes = [
    ...validateBudget(maxUnavailable, `${field}.maxUnavailable`),
    ...validateBudget(maxSurge, `${field}.maxSurge`),
  ];
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    causes.push(invalidValue(`${field}.maxUnavailable`, asJson(maxUnavailable), 'may not be 0 when `maxSurge` is 0'));
  }
  return [...causes, ...validateAtMostAll(maxUnavailable, `${field}.maxUnavailable`)];
}
