/** Rules of PriorityClasses. Follows pkg/apis/scheduling/validation. */
import type { Draft, Obj } from '../../model/kinds.ts';
import { HIGHEST_USER_PRIORITY, SYSTEM_PREFIX, systemPriorityClasses } from '../../model/priority-classes.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, notSupported, required } from './causes.ts';
import { validateImmutable } from './metadata.ts';

/** Why a class with the reserved prefix is none of the cluster's own. */
function systemProblem({ metadata: { name = '' }, value, globalDefault }: Draft<'PriorityClass'>): string | undefined {
  const known = systemPriorityClasses.find((one) => one.name === name);
  if (!known) return `${name} is not a known system priority class`;
  if (value !== known.value) return `value of ${name} PriorityClass must be ${known.value}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

export function validatePriorityClass(draft: Draft<'PriorityClass'>): StatusCause[] {
  const { metadata, value, preemptionPolicy } = draft;
  const causes: StatusCause[] = [];
  if (metadata.name?.startsWith(SYSTEM_PREFIX)) {
    const problem = systemProblem(draft);
    const why = `priority class names with '${SYSTEM_PREFIX}' prefix are reserved for system use only. error: ${problem}`;
    if (problem !== undefined) causes.push(forbiddenField('metadata.name', why));
  } else if (value > HIGHEST_USER_PRIORITY) {
    const why = `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`;
    causes.push(forbiddenField('value', why));
  }
  if (preemptionPolicy === undefined || ['PreemptLowerPriority', 'Never'].includes(preemptionPolicy)) return causes;
  if (preemptionPolicy === '') return [...causes, required('preemptionPolicy')];
  return [...causes, notSupported('preemptionPolicy', asJson(preemptionPolicy), ['PreemptLowerPriority', 'Never'])];
}

export function validatePriorityClassUpdate(next: Obj<'PriorityClass'>, old: Obj<'PriorityClass'>): StatusCause[] {
  const causes = next.value === old.value ? [] : [forbiddenField('value', 'may not be changed in an update.')];
  const { preemptionPolicy } = next;
  const shown = asJson(preemptionPolicy ?? null);
  return [...causes, ...validateImmutable('preemptionPolicy', preemptionPolicy, old.preemptionPolicy, shown)];
}
