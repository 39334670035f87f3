/** The order of merged lists, and how lists are sorted on the way. Follows apimachinery/pkg/util/strategicpatch/patch.go. */
import { goValueText } from '../decode/go-json.ts';
import { isFields, member } from './merge.ts';
import { badArgument, dynamicType, listOfLists, noMergeKey, StrategicPatchError } from './patch-error.ts';

type List = readonly unknown[];

/**
 * Whether the items are objects; all items of all lists must be of one type, and not lists. Throws StrategicPatchError
 * otherwise, also when there is no item at all.
 */
export function holdObjects(...lists: readonly List[]): boolean {
  let type: string | undefined;
  for (const list of lists) {
    for (const item of list) {
      const found = dynamicType(item);
      if (type === undefined && found === 'list') throw listOfLists();
      type ??= found;
      if (found !== type) {
        throw new StrategicPatchError(`list element types are not identical: ${goValueText(lists)}`);
      }
    }
  }
  if (type === undefined) throw new StrategicPatchError('no elements in any of the given slices');
  return type === 'map';
}

/** An item's merge key. Throws StrategicPatchError when it has none. */
export function mergeKeyValue(item: unknown, mergeKey: string): unknown {
  if (!isFields(item)) throw badArgument('map', item);
  if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
  return item[mergeKey];
}

/** First the patch's items, each list in its wanted order, woven together by the live order where that is possible. */
export function normalizeElementOrder(
  patch: List,
  serverOnly: List,
  patchOrder: List,
  serverOrder: List,
  mergeKey: string,
  objects: boolean,
): unknown[] {
  const left = normalizeSliceOrder(serverOnly, serverOrder, mergeKey, objects);
  const right = normalizeSliceOrder(patch, patchOrder, mergeKey, objects);
  const rank = ranks(serverOrder, mergeKey, objects);
  const all: unknown[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [li, ri] = [rank(left[i]), rank(right[j])];
    const takeLeft = j >= right.length || (i < left.length && li !== undefined && ri !== undefined && li < ri);
    all.push(takeLeft ? left[i++] : right[j++]);
  }
  return all;
}

/** Sorted by `order`; what is to be deleted stands last. */
export function normalizeSliceOrder(list: List, order: List, mergeKey: string, objects: boolean): unknown[] {
  if (objects) for (const item of [...list, ...order]) mergeKeyValue(item, mergeKey);
  const isDeletion = (item: unknown): boolean => objects && isFields(item) && member(item, '$patch') === 'delete';
  const rank = ranks(order, mergeKey, objects);
  const kept = list.filter((item) => !isDeletion(item));
  kept.sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0));
  return [...kept, ...list.filter(isDeletion)];
}

/** The place of an item in a list, by its merge key or by itself. */
function ranks(order: List, mergeKey: string, objects: boolean): (item: unknown) => number | undefined {
  const keyOf = (item: unknown): unknown => {
    if (!objects) return item;
    return isFields(item) ? member(item, mergeKey) : undefined;
  };
  const places = new Map<unknown, number>();
  for (const [i, item] of order.entries()) {
    const key = keyOf(item);
    if (!places.has(key)) places.set(key, i);
  }
  return (item) => places.get(keyOf(item));
}

/** Items that `by` names, and the others. */
export function partition(list: List, by: List, mergeKey: string): { named: unknown[]; others: unknown[] } {
  if (mergeKey === '') {
    const names = new Set(by);
    return { named: list.filter((item) => names.has(item)), others: list.filter((item) => !names.has(item)) };
  }
  const names = new Set(by.map((item) => (isFields(item) ? member(item, mergeKey) : undefined)));
  const named: unknown[] = [];
  const others: unknown[] = [];
  for (const item of list) (names.has(mergeKeyValue(item, mergeKey)) ? named : others).push(item);
  return { named, others };
}

/**
 * By the texts that Go prints; equal ones change places, since its sort is asked "is it less or equal?". Go does so for
 * a dozen items; what it does with longer lists of equal items is left open there.
 */
export function sortedByText<T>(list: readonly T[], textOf: (item: T) => string): T[] {
  return list
    .map((item, i) => ({ item, i, text: textOf(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : b.i - a.i))
    .map(({ item }) => item);
}
