/**
 * JSON patch (RFC 6902) as the library of the API server and of kubectl applies it, its departures from the RFC
 * included: `replace` adds a member that is not there, indices may be negative. Follows json-patch v4, patch.go.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { quoted } from '../errors.ts';
import { type Draft, type Fields, isFields, member, put } from './merge.ts';

/** The message is the library's own. */
export class JsonPatchError extends Error {}

type Container = Draft | unknown[];

/** Throws JsonPatchError. The document is not changed: what the operations touch is copied. */
export function applyJsonPatch(document: unknown, operations: readonly unknown[]): unknown {
  const root = { document: copied(document) };
  for (const operation of operations) applyOne(root, isFields(operation) ? operation : {});
  return root.document;
}

interface Root {
  document: unknown;
}

function applyOne(root: Root, operation: Fields): void {
  const kind = text(operation, 'op') ?? 'unknown';
  switch (kind) {
    case 'add':
      return add(root, operation);
    case 'remove':
      return remove(root, operation);
    case 'replace':
      return replace(root, operation);
    case 'move':
      return move(root, operation);
    case 'copy':
      return copy(root, operation);
    case 'test':
      return test(root, operation);
    default:
      throw new JsonPatchError(`Unexpected kind: ${kind}`);
  }
}

function add(root: Root, operation: Fields): void {
  const path = pathOf(operation, 'add operation failed to decode path');
  const place = find(root, path);
  if (!place) throw missing(`add operation does not apply: doc is missing path: "${path}"`);
  within(`error in add for path: '${path}'`, () => addTo(place, operand(operation)));
}

function remove(root: Root, operation: Fields): void {
  const path = pathOf(operation, 'remove operation failed to decode path');
  const place = find(root, path);
  if (!place) throw missing(`remove operation does not apply: doc is missing path: "${path}"`);
  within(`error in remove for path: '${path}'`, () => removeFrom(place));
}

function replace(root: Root, operation: Fields): void {
  const path = pathOf(operation, 'replace operation failed to decode path: operation missing path field');
  const value = operand(operation);
  if (path === '') {
    if (!isFields(value) && !Array.isArray(value))
      throw new JsonPatchError('replace operation value must be object or array');
    root.document = copied(value);
    return;
  }
  const place = find(root, path);
  if (!place) throw missing(`replace operation does not apply: doc is missing path: ${path}`);
  const { container, key } = place;
  if (!Array.isArray(container)) return put(container, key, value);
  if (indexIn(container, key) === undefined)
    throw missing(`replace operation does not apply: doc is missing key: ${path}`);
  container[indexIn(container, key) ?? 0] = value;
}

function move(root: Root, operation: Fields): void {
  const from = fromOf(operation, 'move');
  const source = find(root, from);
  if (!source) throw missing(`move operation does not apply: doc is missing from path: ${from}`);
  const value = within(`error in move for path: '${source.key}'`, () => {
    const found = getFrom(source);
    removeFrom(source);
    return found;
  });
  const path = pathOf(operation, 'move operation failed to decode path: operation missing path field');
  const place = find(root, path);
  if (!place) throw missing(`move operation does not apply: doc is missing destination path: ${path}`);
  within(`error in move for path: '${path}'`, () => addTo(place, value));
}

function copy(root: Root, operation: Fields): void {
  const from = fromOf(operation, 'copy');
  const source = find(root, from);
  if (!source) throw missing(`copy operation does not apply: doc is missing from path: ${from}`);
  const value = within(`error in copy for from: '${from}'`, () => getFrom(source)) ?? null;
  const path = pathOf(operation, 'copy operation failed to decode path');
  const place = find(root, path);
  if (!place) throw missing(`copy operation does not apply: doc is missing destination path: ${path}`);
  within('error while adding value during copy', () => addTo(place, value));
}

function test(root: Root, operation: Fields): void {
  const path = pathOf(operation, 'test operation failed to decode path: operation missing path field');
  const wanted = operand(operation);
  let actual = root.document;
  if (path !== '') {
    const place = find(root, path);
    if (!place) throw missing(`test operation does not apply: is missing path: ${path}`);
    actual = within(`error in test for path: '${path}'`, () => getFrom(place)) ?? null;
  }
  if (!deepEqual(actual, wanted)) throw new JsonPatchError(`testing value ${path} failed: test failed`);
}

/** A member's or item's place: its container is a copy that belongs to the new document. */
interface Place {
  readonly container: Container;
  readonly key: string;
}

function find(root: Root, path: string): Place | undefined {
  const parts = path.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (parts.length < 2) return undefined;
  let container = root.document;
  for (const part of parts.slice(1, -1)) {
    let next: Container | undefined;
    if (Array.isArray(container)) {
      const index = indexIn(container, part);
      next = index === undefined ? undefined : copied(container[index]);
      if (index !== undefined) container[index] = next;
    } else if (isFields(container)) {
      next = copied(member(container, part));
      if (next) put(container as Draft, part, next);
    }
    if (!next) return undefined;
    container = next;
  }
  return isContainer(container) ? { container, key: parts.at(-1) ?? '' } : undefined;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function copied(value: unknown): Container | undefined {
  if (Array.isArray(value)) return [...value];
  return isFields(value) ? { ...value } : undefined;
}

function getFrom({ container, key }: Place): unknown {
  if (!Array.isArray(container)) return member(container, key);
  return container[checkedIndex(key, container.length - 1)];
}

function addTo({ container, key }: Place, value: unknown): void {
  if (!Array.isArray(container)) return put(container, key, value);
  if (key === '-') {
    container.push(value);
    return;
  }
  if (atoi(key) === undefined)
    throw new JsonPatchError(`value was not a proper array index: '${key}': ${notAnInteger(key)}`);
  container.splice(checkedIndex(key, container.length), 0, value);
}

function removeFrom({ container, key }: Place): void {
  if (Array.isArray(container)) {
    container.splice(checkedIndex(key, container.length - 1), 1);
    return;
  }
  if (!Object.hasOwn(container, key)) throw missing(`Unable to remove nonexistent key: ${key}`);
  delete container[key];
}

function indexIn(list: readonly unknown[], key: string): number | undefined {
  const index = atoi(key);
  if (index === undefined || index >= list.length || index < -list.length) return undefined;
  return index < 0 ? index + list.length : index;
}

/** Negative indices count from behind `last + 1`. */
function checkedIndex(key: string, last: number): number {
  const index = atoi(key);
  if (index === undefined) throw new JsonPatchError(notAnInteger(key));
  if (index > last || index < -(last + 1))
    throw new JsonPatchError(`Unable to access invalid index: ${index}: invalid index referenced`);
  return index < 0 ? index + last + 1 : index;
}

function atoi(text: string): number | undefined {
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function notAnInteger(text: string): string {
  return `strconv.Atoi: parsing ${quoted(text)}: ${/^[+-]?\d+$/.test(text) ? 'value out of range' : 'invalid syntax'}`;
}

function operand(operation: Fields): unknown {
  return member(operation, 'value') ?? null;
}

function text(operation: Fields, name: string): string | undefined {
  const value = member(operation, name);
  return typeof value === 'string' ? value : undefined;
}

function pathOf(operation: Fields, otherwise: string): string {
  const path = text(operation, 'path');
  if (path === undefined) throw missing(otherwise);
  return path;
}

function fromOf(operation: Fields, verb: string): string {
  const from = text(operation, 'from');
  if (from === undefined) throw missing(`${verb} operation failed to decode from: operation, missing from field`);
  return from;
}

function missing(message: string): JsonPatchError {
  return new JsonPatchError(`${message}: missing value`);
}

function within<T>(context: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof JsonPatchError) throw new JsonPatchError(`${context}: ${error.message}`);
    throw error;
  }
}
