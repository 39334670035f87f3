/** JSON patch (RFC 6902) with the error texts of the library that the API server uses. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { isFields } from './merge.ts';

export class JsonPatchError extends Error {}

type Json = unknown;

export function applyJsonPatch(document: Json, operations: readonly unknown[]): Json {
  return operations.reduce<Json>((value, operation) => applyOne(value, operation), document);
}

function applyOne(document: Json, operation: unknown): Json {
  if (!isFields(operation)) throw new JsonPatchError('operation is not an object');
  const { op, path, from, value } = operation;
  if (typeof path !== 'string') throw new JsonPatchError(`${String(op)} operation does not apply: missing path`);
  const at = pointer(path);
  switch (op) {
    case 'add':
      return change(document, at, 'add', value);
    case 'replace':
      return change(document, at, 'replace', value);
    case 'remove':
      return change(document, at, 'remove');
    case 'move':
    case 'copy': {
      const source = pointer(String(from));
      const moved = find(document, source, String(op));
      return change(op === 'move' ? change(document, source, 'remove') : document, at, 'add', moved);
    }
    case 'test':
      if (!deepEqual(find(document, at, 'test'), value))
        throw new JsonPatchError(`testing value ${path} failed: test failed`);
      return document;
    default:
      throw new JsonPatchError(`Unexpected kind: ${String(op)}`);
  }
}

function pointer(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function missing(op: string, at: readonly string[]): JsonPatchError {
  return new JsonPatchError(`${op} operation does not apply: doc is missing path: "/${at.join('/')}": missing value`);
}

function find(document: Json, at: readonly string[], op: string): Json {
  let value = document;
  for (const part of at) {
    const next = Array.isArray(value) ? value[Number(part)] : isFields(value) ? value[part] : undefined;
    if (next === undefined) throw missing(op, at);
    value = next;
  }
  return value;
}

function change(document: Json, at: readonly string[], op: 'add' | 'replace' | 'remove', value?: Json): Json {
  const [head, ...rest] = at;
  if (head === undefined) return value;
  if (Array.isArray(document)) return changeItem(document, head, rest, op, value, at);
  if (!isFields(document)) throw missing(op, at);
  const fields = new Map(Object.entries(document));
  if (rest.length > 0) {
    if (!fields.has(head)) throw missing(op, at);
    fields.set(head, change(fields.get(head), rest, op, value));
  } else {
    if (op !== 'add' && !fields.has(head)) throw missing(op, at);
    if (op === 'remove') fields.delete(head);
    else fields.set(head, value);
  }
  return Object.fromEntries(fields);
}

function changeItem(
  list: readonly Json[],
  head: string,
  rest: readonly string[],
  op: 'add' | 'replace' | 'remove',
  value: Json,
  at: readonly string[],
): Json {
  const index = head === '-' ? list.length : Number(head);
  const inside = Number.isInteger(index) && index >= 0 && index < list.length;
  if (rest.length > 0) {
    if (!inside) throw missing(op, at);
    return list.map((item, i) => (i === index ? change(item, rest, op, value) : item));
  }
  if (!inside && !(op === 'add' && index === list.length)) throw missing(op, at);
  if (op === 'add') return [...list.slice(0, index), value, ...list.slice(index)];
  if (op === 'remove') return list.filter((_, i) => i !== index);
  return list.map((item, i) => (i === index ? value : item));
}
