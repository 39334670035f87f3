/**
 * The patch of a client-side apply: what the new manifest says differently from the live object, and what the last
 * applied one had and the new one lacks. Follows CreateThreeWayMergePatch in apimachinery/pkg/util/strategicpatch.
 */
import { mergeKeyOf } from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty when there is nothing to change. `original` is undefined for an object that was not made by apply. */
export function threeWayPatch(original: unknown, modified: unknown, current: unknown): Fields {
  return Object.fromEntries(patchFields(fieldsOf(original), fieldsOf(modified), fieldsOf(current), ''));
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function patchFields(original: Fields, modified: Fields, current: Fields, path: string): Map<string, unknown> {
  const patch = new Map<string, unknown>();
  for (const [key, wanted] of Object.entries(modified)) {
    const there = own(current, key);
    const before = own(original, key);
    const inner = path === '' ? key : `${path}.${key}`;
    if (isFields(wanted) && isFields(there)) {
      const nested = patchFields(fieldsOf(before), wanted, there, inner);
      if (nested.size > 0) patch.set(key, Object.fromEntries(nested));
    } else if (Array.isArray(wanted) && Array.isArray(there)) patchList(patch, key, before, wanted, there, inner);
    else if (wanted !== null && !deepEqual(wanted, there)) patch.set(key, wanted);
    else if (wanted === null && there !== undefined) patch.set(key, null);
  }
  for (const key of Object.keys(original)) {
    if (!Object.hasOwn(modified, key) && Object.hasOwn(current, key)) patch.set(key, null);
  }
  return patch;
}

function patchList(
  patch: Map<string, unknown>,
  key: string,
  before: unknown,
  wanted: readonly unknown[],
  there: readonly unknown[],
  path: string,
): void {
  const mergeKey = mergeKeyOf(path);
  if (mergeKey === undefined || !wanted.every(isFields)) {
    if (!deepEqual(wanted, there)) patch.set(key, wanted);
    return;
  }
  const find = (list: unknown, id: unknown): Fields | undefined =>
    Array.isArray(list) ? list.find((item): item is Fields => isFields(item) && item[mergeKey] === id) : undefined;
  const items: unknown[] = [];
  for (const item of wanted) {
    const id = item[mergeKey];
    const live = find(there, id);
    if (!live) {
      items.push(item);
      continue;
    }
    const nested = patchFields(find(before, id) ?? {}, item, live, path);
    if (nested.size > 0) items.push(Object.fromEntries([...nested, [mergeKey, id]]));
  }
  for (const item of Array.isArray(before) ? before : []) {
    if (!isFields(item)) continue;
    const id = item[mergeKey];
    if (!find(wanted, id) && find(there, id)) items.push({ $patch: 'delete', [mergeKey]: id });
  }
  if (items.length === 0) return;
  patch.set(key, items);
  patch.set(
    `$setElementOrder/${key}`,
    wanted.map((item) => ({ [mergeKey]: item[mergeKey] })),
  );
}
