/** eq, ne, lt, le, gt and ge. Follows text/template/funcs.go. */
import { GoNumber, type GoValue, kindOf, typeName } from '../go-values/go-value.ts';
import { sprintf } from './format.ts';
import { type MaybeHeld, unboxed } from './held.ts';
import { TemplateError } from './template-error.ts';

type Basic = 'bool' | 'number' | 'float' | 'string' | 'none';

/** Signed and unsigned whole numbers compare as one kind. */
function basicKind(value: GoValue): Basic {
  const kind = kindOf(value);
  if (kind === 'int' || kind === 'uint') return 'number';
  return kind === 'nil' || kind === 'slice' || kind === 'map' ? 'none' : kind;
}

const plain = (one: MaybeHeld): GoValue => unboxed(one)?.value ?? null;

/** Whether the first equals any of the others. Throws TemplateError. */
export function equalsAny(first: MaybeHeld, others: readonly MaybeHeld[]): boolean {
  if (others.length === 0) throw new TemplateError('missing argument for comparison');
  const left = plain(first);
  return others.some((other) => equal(left, plain(other)));
}

function equal(left: GoValue, right: GoValue): boolean {
  const [a, b] = [basicKind(left), basicKind(right)];
  if (a !== b) {
    if (left === null || right === null) return false;
    throw incompatible(left, right);
  }
  if (a !== 'none') return scalar(left) === scalar(right);
  if (left === null || right === null) return left === right;
  if (kindOf(left) !== kindOf(right)) {
    const types = [sprintf('%s: %v', [left, typeName(left)]), sprintf('%s: %v', [typeName(right), right])];
    throw new TemplateError(`non-comparable types ${types.join(', ')}`);
  }
  throw new TemplateError(sprintf('non-comparable type %s: %v', [right, typeName(right)]));
}

/** Throws TemplateError. */
export function isLess(first: MaybeHeld, second: MaybeHeld): boolean {
  const [left, right] = [plain(first), plain(second)];
  const [a, b] = [basicKind(left), basicKind(right)];
  if (a === 'none' || b === 'none') throw new TemplateError('invalid type for comparison');
  if (a !== b) throw incompatible(left, right);
  if (a === 'bool') throw new TemplateError('invalid type for comparison');
  return scalar(left) < scalar(right);
}

function incompatible(left: GoValue, right: GoValue): TemplateError {
  return new TemplateError(`incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);
}

function scalar(value: GoValue): string | number | boolean {
  if (value instanceof GoNumber) return value.value;
  return typeof value === 'object' ? '' : value;
}
