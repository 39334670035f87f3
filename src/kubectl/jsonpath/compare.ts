/** Comparisons in filters. Follows client-go/third_party/forked/golang/template/funcs.go. */
import { GoNumber, type GoValue, kindOf, numberOf } from '../go-values/go-value.ts';
import { JsonPathError } from './jsonpath-error.ts';

type Basic = 'bool' | 'int' | 'uint' | 'float' | 'string';

function basicKind(value: GoValue): Basic {
  const kind = kindOf(value);
  if (kind === 'nil' || kind === 'slice' || kind === 'map') throw new JsonPathError('invalid type for comparison');
  return kind;
}

/** Whether `left operator right` holds; throws JsonPathError when the two cannot be compared or there is no such operator. */
export function compare(left: GoValue, operator: string, right: GoValue): boolean {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return less(left, right);
    case '<=':
      return less(left, right) || equal(left, right);
    case '>':
      return !(less(left, right) || equal(left, right));
    case '>=':
      return !less(left, right);
    default:
      throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
}

function equal(left: GoValue, right: GoValue): boolean {
  sameKind(left, right);
  return scalar(left) === scalar(right);
}

function less(left: GoValue, right: GoValue): boolean {
  if (sameKind(left, right) === 'bool') throw new JsonPathError('invalid type for comparison');
  const [a, b] = [scalar(left), scalar(right)];
  return a !== null && b !== null && a < b;
}

/** Signed and unsigned whole numbers may be compared; else both must be of one kind. */
function sameKind(left: GoValue, right: GoValue): Basic {
  const [a, b] = [basicKind(left), basicKind(right)];
  const whole = (kind: Basic): boolean => kind === 'int' || kind === 'uint';
  if (a !== b && !(whole(a) && whole(b))) throw new JsonPathError('incompatible types for comparison');
  return a;
}

function scalar(value: GoValue): string | number | boolean | null {
  if (value instanceof GoNumber) return numberOf(value);
  return typeof value === 'object' ? null : value;
}
