/**
 * Applies a strategic merge patch: as a merge patch, but lists with a merge key are merged item by item, and `$patch`,
 * `$setElementOrder` and `$deleteFromPrimitiveList` say what JSON cannot. Follows apimachinery/pkg/util/strategicpatch.
 */

import { type Fields, isFields } from './merge.ts';
import { mergeKeyOf } from './merge-keys.ts';

const ORDER = '$setElementOrder/';
const DELETE = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';

export function applyStrategicMerge(current: unknown, patch: unknown, path = ''): unknown {
  if (!isFields(patch)) return patch;
  if (patch.$patch === 'replace') return without(patch, '$patch');
  if (patch.$patch === 'delete') return {};
  const result = new Map(Object.entries(isFields(current) ? current : {}));
  const retained = patch[RETAIN];
  if (Array.isArray(retained)) for (const key of result.keys()) if (!retained.includes(key)) result.delete(key);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    const inner = path === '' ? key : `${path}.${key}`;
    if (value === null) result.delete(key);
    else if (Array.isArray(value)) result.set(key, mergeList(result.get(key), value, patch[ORDER + key], inner));
    else result.set(key, applyStrategicMerge(result.get(key), value, inner));
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(ORDER)) reorder(result, key.slice(ORDER.length), value, path);
    if (key.startsWith(DELETE) && Array.isArray(value)) {
      const field = key.slice(DELETE.length);
      const list = result.get(field);
      if (Array.isArray(list))
        result.set(
          field,
          list.filter((item) => !value.includes(item)),
        );
    }
  }
  return Object.fromEntries(result);
}

function without(fields: Fields, key: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

function mergeList(current: unknown, patch: readonly unknown[], order: unknown, path: string): unknown {
  const mergeKey = mergeKeyOf(path);
  if (mergeKey === undefined) return patch;
  if (patch.some((item) => isFields(item) && item.$patch === 'replace' && Object.keys(item).length === 1)) {
    return patch.filter((item) => isFields(item) && item.$patch === undefined);
  }
  const list: unknown[] = Array.isArray(current) ? [...current] : [];
  for (const item of patch) {
    if (!isFields(item)) continue;
    const at = list.findIndex((own) => isFields(own) && own[mergeKey] === item[mergeKey]);
    if (item.$patch === 'delete') {
      if (at >= 0) list.splice(at, 1);
    } else if (at < 0) list.push(applyStrategicMerge({}, item, path));
    else list[at] = applyStrategicMerge(list[at], item, path);
  }
  return order === undefined ? list : inOrder(list, order, mergeKey);
}

/** A list whose items did not change may still have been put in another order. */
function reorder(result: Map<string, unknown>, key: string, order: unknown, path: string): void {
  const list = result.get(key);
  const mergeKey = mergeKeyOf(path === '' ? key : `${path}.${key}`);
  if (Array.isArray(list) && mergeKey !== undefined) result.set(key, inOrder(list, order, mergeKey));
}

/** Items that the order does not name stay behind the one that they followed. */
function inOrder(list: readonly unknown[], order: unknown, mergeKey: string): readonly unknown[] {
  if (!Array.isArray(order)) return list;
  const keyOf = (item: unknown): unknown => (isFields(item) ? item[mergeKey] : undefined);
  const wanted = order.map(keyOf);
  const rank = (item: unknown): number => wanted.findIndex((key) => key === keyOf(item));
  const named = list.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b));
  const rest = list.filter((item) => rank(item) < 0);
  return [...named, ...rest];
}
