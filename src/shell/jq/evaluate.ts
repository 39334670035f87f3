/** What a jq filter makes of a value: any number of values. */
import { deepEqual } from '../../lib/deep-equal.ts';
import type { Filter } from './parse.ts';

export class JqError extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Throws JqError with jq's words. */
export function evaluate(filter: Filter, value: unknown): readonly unknown[] {
  switch (filter.kind) {
    case 'identity':
      return [value];
    case 'literal':
      return [filter.value];
    case 'text':
      return [filter.parts.map((part) => (typeof part === 'string' ? part : shown(first(part, value)))).join('')];
    case 'at':
      return at(filter, value);
    case 'list':
      return [filter.of ? evaluate(filter.of, value) : []];
    case 'object':
      return [Object.fromEntries(filter.entries.map(([key, of]) => [key, first(of, value)]))];
    case 'call':
      return call(filter.name, filter.args, value);
    case 'binary':
      return binary(filter.operator, filter.left, filter.right, value);
  }
}

const first = (filter: Filter, value: unknown): unknown => evaluate(filter, value)[0] ?? null;
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
const truthy = (value: unknown): boolean => value !== null && value !== undefined && value !== false;

function at({ of, key, lenient }: Filter & { kind: 'at' }, value: unknown): readonly unknown[] {
  return evaluate(of, value).flatMap((base): readonly unknown[] => {
    if (key === undefined) {
      if (Array.isArray(base)) return base;
      if (isFields(base)) return Object.values(base);
      if (lenient) return [];
      throw new JqError(`Cannot iterate over ${typeName(base)}`);
    }
    if (base === null || base === undefined) return [null];
    if (typeof key === 'number' && Array.isArray(base)) return [(base as readonly unknown[]).at(key) ?? null];
    if (typeof key === 'string' && isFields(base)) return [Object.hasOwn(base, key) ? base[key] : null];
    if (lenient) return [];
    const what = typeof key === 'string' ? `"${key}"` : 'number';
    throw new JqError(`Cannot index ${typeName(base)} with ${what}`);
  });
}

function binary(operator: string, left: Filter, right: Filter, value: unknown): readonly unknown[] {
  if (operator === '|') return evaluate(left, value).flatMap((one) => evaluate(right, one));
  if (operator === ',') return [...evaluate(left, value), ...evaluate(right, value)];
  if (operator === '//') {
    const good = evaluate(left, value).filter(truthy);
    return good.length > 0 ? good : evaluate(right, value);
  }
  const a = first(left, value);
  if (operator === 'and') return [truthy(a) && truthy(first(right, value))];
  if (operator === 'or') return [truthy(a) || truthy(first(right, value))];
  const b = first(right, value);
  switch (operator) {
    case '==':
      return [deepEqual(a, b)];
    case '!=':
      return [!deepEqual(a, b)];
    case '+':
      return [added(a, b)];
    case '-':
      return [Number(a) - Number(b)];
    default:
      return [compares(operator, order(a, b))];
  }
}

function compares(operator: string, by: number): boolean {
  if (operator === '<') return by < 0;
  if (operator === '>') return by > 0;
  return operator === '<=' ? by <= 0 : by >= 0;
}

const RANK = ['null', 'boolean', 'number', 'string', 'array', 'object'];

function order(a: unknown, b: unknown): number {
  const ranks = RANK.indexOf(typeName(a)) - RANK.indexOf(typeName(b));
  if (ranks !== 0) return ranks;
  if (typeof a === 'number') return a - Number(b);
  const [x, y] = [shown(a), shown(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function added(a: unknown, b: unknown): unknown {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (isFields(a) && isFields(b)) return { ...a, ...b };
  throw new JqError(`${typeName(a)} and ${typeName(b)} cannot be added`);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new JqError(`Cannot iterate over ${typeName(value)}`);
}

const sorted = (list: readonly unknown[], by: (value: unknown) => unknown): readonly unknown[] =>
  [...list].sort((a, b) => order(by(a), by(b)));

const distinct = (list: readonly unknown[], by: (value: unknown) => unknown): readonly unknown[] =>
  list.filter((one, i) => i === 0 || order(by(one), by(list[i - 1])) !== 0);

function call(name: string, args: readonly Filter[], value: unknown): readonly unknown[] {
  const [arg] = args;
  const by = (one: unknown): unknown => (arg ? first(arg, one) : one);
  switch (`${name}/${args.length}`) {
    case 'select/1':
      return truthy(by(value)) ? [value] : [];
    case 'map/1':
      return [listOf(value).flatMap((one) => (arg ? evaluate(arg, one) : []))];
    case 'length/0':
      return [
        isFields(value)
          ? Object.keys(value).length
          : typeof value === 'number'
            ? Math.abs(value)
            : value === null
              ? 0
              : (value as string | unknown[]).length,
      ];
    case 'keys/0':
      if (!isFields(value)) throw new JqError(`${typeName(value)} has no keys`);
      return [Object.keys(value).sort()];
    case 'not/0':
      return [!truthy(value)];
    case 'empty/0':
      return [];
    case 'has/1':
      return [isFields(value) && Object.hasOwn(value, String(by(value)))];
    case 'test/1':
      return [new RegExp(String(by(value))).test(String(value))];
    case 'startswith/1':
      return [String(value).startsWith(String(by(value)))];
    case 'endswith/1':
      return [String(value).endsWith(String(by(value)))];
    case 'contains/1':
      return [String(shown(value)).includes(shown(by(value)))];
    case 'join/1':
      return [
        listOf(value)
          .map((one) => (one === null ? '' : shown(one)))
          .join(String(by(value))),
      ];
    case 'add/0':
      return [listOf(value).reduce((sum, one) => added(sum, one), null)];
    case 'first/0':
      return [listOf(value)[0] ?? null];
    case 'last/0':
      return [listOf(value).at(-1) ?? null];
    case 'sort/0':
    case 'sort_by/1':
      return [sorted(listOf(value), by)];
    case 'unique/0':
    case 'unique_by/1':
      return [distinct(sorted(listOf(value), by), by)];
    case 'type/0':
      return [typeName(value)];
    case 'tostring/0':
      return [shown(value)];
    case 'to_entries/0':
      return [Object.entries(isFields(value) ? value : {}).map(([key, one]) => ({ key, value: one }))];
    default:
      throw new JqError(`${name}/${args.length} is not defined`);
  }
}
