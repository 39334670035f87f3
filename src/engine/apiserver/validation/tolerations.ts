/** What the API server refuses in tolerations (§7.5). Follows ValidateTolerations in pkg/apis/core/validation/validation.go. */
import type { Toleration } from '../../model/core.ts';
import { isQualifiedName, isValidLabelValue } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { invalidValue, invalidValues, notSupported } from './causes.ts';
import { remembering } from './known-good.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const OPERATORS = ['Equal', 'Exists'];
/** With the feature gate TaintTolerationComparisonOperators off, the refusal of Lt and Gt lists them all the same. */
const ALL_OPERATORS = [...OPERATORS, 'Lt', 'Gt'];

const KEYLESS = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
const WITH_SECONDS = "effect must be 'NoExecute' when `tolerationSeconds` is set";

/** `path` is that of the list: `spec.template.spec.tolerations`. Causes are in upstream's order, none when valid. */
export const validateTolerations = remembering((tolerations: readonly Toleration[], path) =>
  tolerations.flatMap((toleration, i) => causesOf(toleration, `${path}[${i}]`)),
);

function causesOf(toleration: Toleration, path: string): StatusCause[] {
  const { key = '', operator = '', effect = '', tolerationSeconds } = toleration;
  const causes: StatusCause[] = [];
  if (key !== '') causes.push(...invalidValues(`${path}.key`, key, isQualifiedName(key)));
  else if (operator !== 'Exists') causes.push(invalidValue(`${path}.operator`, operator, KEYLESS));
  if (typeof tolerationSeconds === 'number' && effect !== 'NoExecute') {
    causes.push(invalidValue(`${path}.effect`, effect, WITH_SECONDS));
  }
  causes.push(...operatorCauses(toleration, `${path}.operator`));
  if (effect !== '' && !EFFECTS.includes(effect)) causes.push(notSupported(`${path}.effect`, effect, EFFECTS));
  return causes;
}

/** Upstream blames the operator for a bad value too. */
function operatorCauses({ operator = '', value = '' }: Toleration, path: string): StatusCause[] {
  switch (operator) {
    case '':
    case 'Equal': {
      const problems = isValidLabelValue(value);
      return problems.length > 0 ? [invalidValue(path, value, problems.join(';'))] : [];
    }
    case 'Exists':
      return value === '' ? [] : [invalidValue(path, value, "value must be empty when `operator` is 'Exists'")];
    case 'Lt':
    case 'Gt':
      return [notSupported(path, operator, ALL_OPERATORS)];
    default:
      return [notSupported(path, operator, OPERATORS)];
  }
}
