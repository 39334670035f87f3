/** The rules of a PodDisruptionBudget. Follows pkg/apis/policy/validation/validation.go. */
import type { PodDisruptionBudget } from '../../model/policy.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { validateAtMostAll, validateBudget } from './budgets.ts';
import { type AsJson, asJson, invalidValue, notSupported } from './causes.ts';
import { shownSelector, validateLabelSelector } from './labels.ts';

type Spec = PodDisruptionBudget['spec'];

const POLICIES = ['AlwaysAllow', 'IfHealthyBudget'];

export function validateDisruptionBudgetSpec(spec: Spec): StatusCause[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  const causes: StatusCause[] = [];
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    causes.push(invalidValue('spec', shownSpec(spec), 'minAvailable and maxUnavailable cannot be both set'));
  }
  for (const [name, value] of [
    ['minAvailable', minAvailable],
    ['maxUnavailable', maxUnavailable],
  ] as const) {
    if (value === undefined) continue;
    causes.push(...validateBudget(value, `spec.${name}`), ...validateAtMostAll(value, `spec.${name}`));
  }
  if (selector) causes.push(...validateLabelSelector(selector, 'spec.selector'));
  if (policy !== undefined && !POLICIES.includes(policy)) {
    causes.push(notSupported('spec.unhealthyPodEvictionPolicy', asJson(policy), POLICIES));
  }
  return causes;
}

/** As Go prints its internal type, whose members have no JSON names. */
function shownSpec({ minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy }: Spec): AsJson {
  return {
    json: goJsonStruct([
      ['MinAvailable', goJson(minAvailable)],
      ['Selector', shownSelector(selector).json],
      ['MaxUnavailable', goJson(maxUnavailable)],
      ['UnhealthyPodEvictionPolicy', goJson(unhealthyPodEvictionPolicy)],
    ]),
  };
}
