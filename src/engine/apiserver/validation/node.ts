/** The rules of a Node. Follows ValidateNode and ValidateNodeUpdate in pkg/apis/core/validation. */
import type { Node, Taint } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import { isValidLabelValue } from '../../model/names.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, notSupported, required } from './causes.ts';
import { remembering } from './known-good.ts';
import { validateLabelName } from './labels.ts';
import { validateAmount } from './resources.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Upstream reports taints below metadata. */
const taintsPath = 'metadata.taints';

export function validateNodeSpec(draft: Draft<'Node'>): StatusCause[] {
  return [...validateTaints(draft.spec?.taints, taintsPath), ...validateNodeResources(draft.status)];
}

export function validateNodeUpdate(next: Node, old: Node): StatusCause[] {
  const causes = next.status === old.status ? [] : validateNodeResources(next.status);
  const { podCIDR = '' } = old.spec;
  if (podCIDR !== '' && next.spec.podCIDR !== podCIDR) {
    const why = 'node updates may not change podCIDR except from "" to valid';
    causes.push(forbiddenField('spec.podCIDRs', why));
  }
  return [...causes, ...validateTaints(next.spec.taints, taintsPath)];
}

const validateTaints = remembering((taints: readonly Taint[], path) => {
  const seen = new Set<string>();
  return taints.flatMap((taint, i) => {
    const field = `${path}[${i}]`;
    const { key, value = '', effect = '' } = taint;
    const causes = validateLabelName(key, `${field}.key`);
    const problems = isValidLabelValue(value);
    if (problems.length > 0) causes.push(invalidValue(`${field}.value`, value, problems.join(';')));
    if (effect === '') causes.push(required(`${field}.effect`));
    else if (!effects.includes(effect)) causes.push(notSupported(`${field}.effect`, asJson(effect), effects));
    const pair = `${effect}/${key}`;
    if (seen.has(pair))
      causes.push(duplicate(field, shownTaint(taint), 'taints must be unique by key and effect pair'));
    seen.add(pair);
    return causes;
  });
});

/** As Go prints its internal type, whose members have no JSON names. */
function shownTaint({ key, value = '', effect, timeAdded }: Taint): { readonly json: string } {
  return {
    json: goJsonStruct([
      ['Key', goJson(key)],
      ['Value', goJson(value)],
      ['Effect', goJson(effect)],
      ['TimeAdded', goJson(timeAdded)],
    ]),
  };
}

function validateNodeResources(status: unknown): StatusCause[] {
  const { capacity = {}, allocatable = {} } = (status ?? {}) as Partial<Node['status']>;
  return [
    ...Object.entries(capacity).flatMap(([name, amount]) => validateAmount(name, amount, `status.capacity.${name}`)),
    ...Object.entries(allocatable).flatMap(([name, amount]) =>
      validateAmount(name, amount, `status.allocatable.${name}`),
    ),
  ];
}
