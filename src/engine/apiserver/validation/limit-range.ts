/** Rules of LimitRanges. Follows ValidateLimitRange in pkg/apis/core/validation. */

import { isQualifiedName } from '../../model/names.ts';
import type { LimitRange, LimitRangeItem } from '../../model/policy.ts';
import { Quantity } from '../../model/quantity.ts';
import { amountIn, namesOf } from '../../model/resource-list.ts';
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, required } from './causes.ts';
import { mayOvercommit, validateContainerResourceName, validateResourceName } from './resources.ts';

const TYPES = new Set(['Pod', 'Container', 'PersistentVolumeClaim']);
const ONE = Quantity.parse('1');

export function validateLimitRangeSpec({ limits }: LimitRange['spec']): StatusCause[] {
  const seen = new Set<string>();
  return limits.flatMap((item, i) => {
    const path = `spec.limits[${i}]`;
    const causes = validateType(item.type, `${path}.type`);
    if (seen.has(item.type)) causes.push(duplicate(`${path}.type`, asJson(item.type)));
    seen.add(item.type);
    return [...causes, ...validateItem(item, path)];
  });
}

function validateType(type: string, field: string): StatusCause[] {
  const problems = isQualifiedName(type);
  if (problems.length > 0) return problems.map((problem) => invalidValue(field, asJson(type), problem));
  if (type.includes('/') || TYPES.has(type)) return [];
  return [invalidValue(field, asJson(type), 'must be a standard limit type or fully qualified')];
}

function validateItem(item: LimitRangeItem, path: string): StatusCause[] {
  const { type } = item;
  const nameRule = type === 'Pod' || type === 'Container' ? validateContainerResourceName : validateResourceName;
  const names = (field: keyof LimitRangeItem & ListName): StatusCause[] =>
    namesOf(item[field]).flatMap((name) => nameRule(name, `${path}.${field}[${name}]`));
  const causes = [...names('max'), ...names('min')];
  if (type === 'Pod') {
    for (const field of ['default', 'defaultRequest'] as const) {
      const set = namesOf(item[field]).length > 0;
      if (set) causes.push(forbiddenField(`${path}.${field}`, "may not be specified when `type` is 'Pod'"));
    }
  } else causes.push(...names('default'), ...names('defaultRequest'));
  if (type === 'PersistentVolumeClaim' && !amountIn(item.min, 'storage') && !amountIn(item.max, 'storage')) {
    const why = 'either minimum or maximum storage value is required, but neither was provided';
    causes.push(required(`${path}.limits`, why));
  }
  causes.push(...names('maxLimitRequestRatio'));
  const plain = type === 'Pod' ? { ...item, default: undefined, defaultRequest: undefined } : item;
  const keys = namesOf(plain.max, plain.min, plain.default, plain.defaultRequest, plain.maxLimitRequestRatio);
  return [...causes, ...keys.flatMap((name) => validateOrder(plain, name, path))];
}

type ListName = 'max' | 'min' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio';

/** The least is below the defaults, and these below the most. */
function validateOrder(item: LimitRangeItem, name: string, path: string): StatusCause[] {
  const [min, max] = [amountIn(item.min, name), amountIn(item.max, name)];
  const [limit, request] = [amountIn(item.default, name), amountIn(item.defaultRequest, name)];
  const causes: StatusCause[] = [];
  const check = (
    field: ListName,
    shown: Quantity | undefined,
    [lower, lowerName]: readonly [Quantity | undefined, string],
    [upper, upperName]: readonly [Quantity | undefined, string],
  ): void => {
    if (!shown || !lower || !upper || lower.cmp(upper) <= 0) return;
    const why = `${lowerName} value ${lower} is greater than ${upperName} value ${upper}`;
    causes.push(invalidValue(`${path}.${field}[${name}]`, shown.toString(), why));
  };
  check('min', min, [min, 'min'], [max, 'max']);
  check('defaultRequest', request, [min, 'min'], [request, 'default request']);
  check('defaultRequest', request, [request, 'default request'], [max, 'max']);
  check('defaultRequest', request, [request, 'default request'], [limit, 'default limit']);
  check('default', min, [min, 'min'], [limit, 'default']);
  check('default', max, [limit, 'default'], [max, 'max']);
  causes.push(...validateRatio(amountIn(item.maxLimitRequestRatio, name), min, max, name, path));
  if (!mayOvercommit(name) && limit && request && limit.cmp(request) !== 0) {
    const why = `default value ${limit} must equal to defaultRequest value ${request} in ${name}`;
    causes.push(invalidValue(`${path}.defaultRequest[${name}]`, request.toString(), why));
  }
  return causes;
}

function validateRatio(
  ratio: Quantity | undefined,
  min: Quantity | undefined,
  max: Quantity | undefined,
  name: string,
  path: string,
): StatusCause[] {
  if (!ratio) return [];
  const wrong = (why: string): StatusCause =>
    invalidValue(`${path}.maxLimitRequestRatio[${name}]`, ratio.toString(), why);
  const causes = ratio.cmp(ONE) < 0 ? [wrong(`ratio ${ratio} is less than 1`)] : [];
  if (!min || !max) return causes;
  const widest = Number(max.milliValue()) / Number(min.milliValue());
  if (Number(ratio.milliValue()) / 1000 <= widest) return causes;
  return [...causes, wrong(`ratio ${ratio} is greater than max/min = ${widest.toFixed(6)}`)];
}
