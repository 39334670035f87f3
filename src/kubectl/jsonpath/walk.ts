/** Follows one expression through values. Follows the eval functions in client-go/util/jsonpath/jsonpath.go. */
import { goText } from '../go-values/go-text.ts';
import {
  bytesOf,
  entryOf,
  GoNumber,
  type GoValue,
  isMap,
  isSlice,
  sortedKeys,
  typeName,
} from '../go-values/go-value.ts';
import { compare } from './compare.ts';
import { JsonPathError } from './jsonpath-error.ts';
import type { IndexParam, JsonPathNode, ListNode } from './node.ts';

/** Undefined is Go's invalid value: what a range over a null hands to its body. */
export type Found = GoValue | undefined;

/**
 * What a node finds. With an error also what it had found: a filter such as `[?(@.a[9])]` asks whether something was
 * found before it asks whether something went wrong.
 */
export interface Walked {
  readonly values: readonly Found[];
  readonly error?: JsonPathError;
}

export interface WalkState {
  readonly allowMissingKeys: boolean;
  /** Ranges that were met and not yet begun, that are running, and ends that were met. */
  begun: number;
  running: number;
  ended: number;
}

export function walk(input: readonly Found[], node: JsonPathNode, state: WalkState): Walked {
  switch (node.type) {
    case 'list':
      return walkList(input, node, state);
    case 'text':
      return { values: [node.text] };
    case 'int':
      return { values: input.map(() => new GoNumber('int', node.value)) };
    case 'float':
      return { values: input.map(() => new GoNumber('float64', node.value)) };
    case 'bool':
      return { values: input.map(() => node.value) };
    case 'identifier':
      return identifier(input, node.name, state);
    case 'field':
      return field(input, node.name, state);
    case 'array':
      return array(input, node.params);
    case 'wildcard':
      return { values: input.flatMap((value) => children(value)) };
    case 'recursive':
      return { values: descendants(input) };
    case 'union':
      return union(input, node.lists, state);
    case 'filter':
      return filter(input, node, state);
  }
}

function failed(values: readonly Found[], message: string): Walked {
  return { values, error: new JsonPathError(message) };
}

function walkList(input: readonly Found[], list: ListNode, state: WalkState): Walked {
  let values = input;
  for (const node of list.nodes) {
    const walked = walk(values, node, state);
    if (walked.error) return walked;
    values = walked.values;
  }
  return { values };
}

function identifier(input: readonly Found[], name: string, state: WalkState): Walked {
  if (name === 'range') {
    state.begun += 1;
    return { values: input };
  }
  if (name !== 'end') return failed(input, `unrecognized identifier ${name}`);
  if (state.running === 0) return failed([], 'not in range, nothing to end');
  state.ended += 1;
  return { values: [] };
}

function field(input: readonly Found[], name: string, { allowMissingKeys }: WalkState): Walked {
  if (input.length === 0) return { values: [] };
  const values = input
    .map((value) => (isMap(value) ? entryOf(value, name) : undefined))
    .filter((value) => value !== undefined);
  return values.length > 0 || allowMissingKeys ? { values } : failed(values, `${name} is not found`);
}

function array(input: readonly Found[], [first, second, step]: readonly IndexParam[]): Walked {
  const values: Found[] = [];
  for (const value of input) {
    if (value === null) continue;
    if (!isSlice(value)) {
      const type = value === undefined ? 'invalid value' : typeName(value);
      return failed(input, `${type} is not array or slice`);
    }
    const { length } = value;
    let start = first?.known ? first.value : 0;
    if (start < 0) start += length;
    let end = second?.known ? second.value : length;
    if (end < 0 || (end === 0 && second?.derived)) end += length;
    // Asked for nothing: what other inputs hold is not looked at either.
    if (start === end) return { values };
    if (start >= length || start < 0) {
      return failed(input, `array index out of bounds: index ${start}, length ${length}`);
    }
    if (end > length || end < 0) return failed(input, `array index out of bounds: index ${end - 1}, length ${length}`);
    if (start > end) return failed(input, `starting index ${start} is greater than ending index ${end}`);
    if (step?.known && step.value <= 0) return failed(input, 'step must be > 0');
    const by = step?.known ? step.value : 1;
    for (let i = start; i < end; i += by) values.push(value[i]);
  }
  return { values };
}

function union(input: readonly Found[], lists: readonly ListNode[], state: WalkState): Walked {
  const values: Found[] = [];
  for (const list of lists) {
    const walked = walkList(input, list, state);
    if (walked.error) return { values: input, error: walked.error };
    values.push(...walked.values);
  }
  return { values };
}

/** What lies directly below; of a text its bytes. Go walks maps in random order, we in that of their keys. */
function children(value: Found): readonly Found[] {
  if (isSlice(value)) return value;
  if (isMap(value)) return sortedKeys(value).map((key) => value[key]);
  return typeof value === 'string' ? bytesOf(value) : [];
}

/** All values that hold others, each before what it holds. */
function descendants(input: readonly Found[]): readonly Found[] {
  return input.flatMap((value) => {
    const below = children(value);
    return below.length === 0 ? [] : [value, ...descendants(below)];
  });
}

function filter(
  input: readonly Found[],
  { left, right, operator }: { readonly left: ListNode; readonly right: ListNode; readonly operator: string },
  state: WalkState,
): Walked {
  const values: Found[] = [];
  for (const value of input) {
    if (!isSlice(value)) {
      const shown = value === undefined ? '<invalid reflect.Value>' : goText(value);
      return failed(input, `${shown} is not array or slice and cannot be filtered`);
    }
    for (const item of value) {
      const lefts = walkList([item], left, state);
      if (operator === 'exists') {
        if (lefts.values.length > 0) values.push(item);
        continue;
      }
      if (lefts.error) return { values: input, error: lefts.error };
      if (lefts.values.length === 0) continue;
      if (lefts.values.length > 1) return failed(input, 'can only compare one element at a time');
      const rights = walkList([item], right, state);
      if (rights.error) return { values: input, error: rights.error };
      if (rights.values.length === 0) continue;
      if (rights.values.length > 1) return failed(input, 'can only compare one element at a time');
      try {
        if (compare(lefts.values[0] ?? null, operator, rights.values[0] ?? null)) values.push(item);
      } catch (error) {
        if (!(error instanceof JsonPathError)) throw error;
        return { values, error };
      }
    }
  }
  return { values };
}
