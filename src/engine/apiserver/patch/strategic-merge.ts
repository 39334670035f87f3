/**
 * Applies a strategic merge patch: as a merge patch, but lists with a merge key are merged item by item, and `$patch`,
 * `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList` say what JSON cannot. Follows mergeMap and its
 * helpers in apimachinery/pkg/util/strategicpatch/patch.go.
 */

import { deepEqual } from '../../../lib/deep-equal.ts';
import { goValueText } from '../decode/go-json.ts';
import type { GoType } from '../decode/go-types.ts';
import { holdObjects, mergeKeyValue, normalizeElementOrder, partition } from './list-order.ts';
import { type Draft, type Fields, isFields, member, put } from './merge.ts';
import {
  badArgument,
  badElementOrder,
  badPrimitiveList,
  badRetainKeys,
  dynamicType,
  StrategicPatchError,
} from './patch-error.ts';
import { kindName, lookupSlice, lookupStruct } from './patch-meta.ts';
import { withoutDirectives, withoutNullMembers } from './patch-value.ts';

export const DIRECTIVE = '$patch';
export const RETAIN_KEYS = '$retainKeys';
export const ELEMENT_ORDER = '$setElementOrder';
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList';

export interface MergeOptions {
  /** Directives are carried out (the server); otherwise they are kept, as when two patches are made one (the client). */
  readonly mergeParallelList: boolean;
  /** A null for what is not there is dropped. */
  readonly ignoreUnmatchedNulls: boolean;
}

/**
 * The merged object; `original` is not changed, `patch` is used up: what has been merged with a directive is deleted
 * from it, so that an error that shows the patch shows what upstream shows. Throws StrategicPatchError.
 */
export function mergeMap(original: Fields, patch: Draft, schema: GoType, options: MergeOptions): Fields {
  if (Object.hasOwn(patch, DIRECTIVE)) return directed(patch);
  const result: Draft = { ...original };
  applyRetainKeys(result, patch, options);
  mergeOrderedLists(result, patch, schema, options);
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(DELETE_FROM_LIST)) mergeMember(result, key, value, schema, options);
    else if (options.mergeParallelList) deleteFromList(result, listName(key, DELETE_FROM_LIST), value, schema, options);
    else put(result, key, value);
  }
  return result;
}

function directed(patch: Draft): Fields {
  const directive = patch[DIRECTIVE];
  if (directive === 'delete') return {};
  if (directive !== 'replace') throw badPatchType(directive, patch);
  delete patch[DIRECTIVE];
  return patch;
}

function badPatchType(directive: unknown, map: Fields): StrategicPatchError {
  return new StrategicPatchError(`unknown patch type: ${goValueText(directive)} in map: ${goValueText(map)}`);
}

function mergeMember(result: Draft, key: string, value: unknown, schema: GoType, options: MergeOptions): void {
  if (value === null) {
    delete result[key];
    if (options.ignoreUnmatchedNulls) return;
  }
  const old = member(result, key);
  if (!Object.hasOwn(result, key) || dynamicType(old) !== dynamicType(value)) take(result, key, value, options);
  else if (isFields(old) && isFields(value)) {
    const meta = lookupStruct(schema, key);
    put(result, key, mergeMap(old, value as Draft, meta.schema, options));
  } else if (Array.isArray(old) && Array.isArray(value)) {
    const { schema: item, merge, mergeKey } = lookupSlice(schema, key);
    put(result, key, merge ? mergeSlice(old, value, item, mergeKey, options, false) : value);
  } else put(result, key, value);
}

/** What is not there yet is taken as it is, without the directives in it. */
function take(result: Draft, key: string, value: unknown, options: MergeOptions): void {
  if (options.ignoreUnmatchedNulls) withoutNullMembers(value);
  const kept = withoutDirectives(value);
  if (kept.keep) put(result, key, kept.value);
  else delete result[key];
}

function deleteFromList(result: Draft, key: string, value: unknown, schema: GoType, options: MergeOptions): void {
  if (value === null) delete result[key];
  const old = member(result, key);
  if (!Array.isArray(old) || !Array.isArray(value)) return;
  const { schema: item, mergeKey } = lookupSlice(schema, key);
  put(result, key, mergeSlice(old, value, item, mergeKey, options, true));
}

function listName(key: string, prefix: string): string {
  const slash = key.indexOf('/');
  if (slash < 0 || key.slice(0, slash) !== prefix) {
    throw prefix === ELEMENT_ORDER ? badElementOrder() : badPrimitiveList();
  }
  return key.slice(slash + 1);
}

function applyRetainKeys(result: Draft, patch: Draft, options: MergeOptions): void {
  if (!Object.hasOwn(patch, RETAIN_KEYS)) return;
  const retained = patch[RETAIN_KEYS];
  delete patch[RETAIN_KEYS];
  if (!options.mergeParallelList) {
    const other = member(result, RETAIN_KEYS);
    if (other === undefined) result[RETAIN_KEYS] = retained;
    else if (!deepEqual(other, retained)) {
      const both = `${goValueText(other)} and ${goValueText(retained)}`;
      throw new StrategicPatchError(
        `${both} are not deep equal: this may happen when calculating the 3-way diff patch`,
      );
    }
    return;
  }
  if (!Array.isArray(retained)) throw badRetainKeys();
  const names = new Set<unknown>(retained);
  for (const [key, value] of Object.entries(patch)) {
    const directive = key.startsWith(DELETE_FROM_LIST) || key.startsWith(ELEMENT_ORDER);
    if (value !== null && !directive && !names.has(key)) throw badRetainKeys();
  }
  for (const key of Object.keys(result)) if (!names.has(key)) delete result[key];
}

/** Merges each list that has a `$setElementOrder` beside it, and takes both out of the patch. */
function mergeOrderedLists(result: Draft, patch: Draft, schema: GoType, options: MergeOptions): void {
  for (const directive of Object.keys(patch)) {
    if (!directive.startsWith(ELEMENT_ORDER)) continue;
    const order = patch[directive];
    if (!options.mergeParallelList) {
      if (!Object.hasOwn(result, directive)) result[directive] = order;
      else if (!deepEqual(result[directive], order)) throw badElementOrder();
    }
    delete patch[directive];
    if (!Array.isArray(order)) throw badArgument('list', order);
    mergeOrderedList(result, patch, listName(directive, ELEMENT_ORDER), order, schema, options);
  }
}

function mergeOrderedList(
  result: Draft,
  patch: Draft,
  key: string,
  order: readonly unknown[],
  schema: GoType,
  options: MergeOptions,
): void {
  const live = listAt(result, key);
  const sent = listAt(patch, key);
  const { schema: item, merge, mergeKey } = lookupSlice(schema, key);
  checkAgainstOrder(sent ?? [], order, mergeKey);
  let merged: readonly unknown[];
  if (live && sent) merged = merge ? mergeSlice(live, sent, item, mergeKey, options, false) : sent;
  else if (live) merged = live;
  else if (sent) merged = sent.map(withoutDirectives).flatMap((kept) => (kept.keep ? [kept.value] : []));
  else return;
  const { named, others } = partition(merged, order, mergeKey);
  const objects = holdObjects(live ?? [], sent ?? []);
  put(result, key, normalizeElementOrder(named, others, order, live ?? [], mergeKey, objects));
  delete patch[key];
}

function listAt(object: Fields, key: string): readonly unknown[] | undefined {
  if (!Object.hasOwn(object, key)) return undefined;
  const value = object[key];
  if (!Array.isArray(value)) throw badArgument('list', value);
  return value;
}

/** What the patch sets must stand in the order too, and in the same sequence. */
function checkAgainstOrder(sent: readonly unknown[], order: readonly unknown[], mergeKey: string): void {
  if (order.length === 0 || sent.length === 0) return;
  const keyOf = (item: unknown): unknown => (mergeKey === '' ? item : mergeKeyValue(item, mergeKey));
  if (mergeKey !== '') for (const item of sent) if (!isFields(item)) throw badArgument('map', item);
  const isDeletion = (item: unknown): boolean => isFields(item) && member(item, DIRECTIVE) === 'delete';
  const set = mergeKey === '' ? sent : sent.filter((item) => !isDeletion(item));
  let [i, j] = [0, 0];
  while (i < set.length && j < order.length) {
    const item = set[i];
    if (isFields(item) && Object.hasOwn(item, DIRECTIVE)) i += 1;
    else {
      if (keyOf(item) === keyOf(order[j])) i += 1;
      j += 1;
    }
  }
  if (i < set.length) {
    throw new StrategicPatchError(
      `The order in patch list:\n${goValueText(sent)}\n doesn't match ${ELEMENT_ORDER} list:\n${goValueText(order)}\n`,
    );
  }
}

function mergeSlice(
  original: readonly unknown[],
  patch: readonly unknown[],
  schema: GoType,
  mergeKey: string,
  options: MergeOptions,
  isDeletion: boolean,
): readonly unknown[] {
  if (original.length === 0 && patch.length === 0) return original;
  const objects = holdObjects(original, patch);
  if (!objects) {
    if (options.mergeParallelList && isDeletion) {
      const gone = new Set(patch);
      return original.filter((item) => !gone.has(item));
    }
    const { named, others } = partition([...new Set([...original, ...patch])], patch, '');
    return normalizeElementOrder(named, others, patch, original, '', false);
  }
  if (mergeKey === '') {
    throw new StrategicPatchError(`cannot merge lists without merge key for ${kindName(schema)}`);
  }
  const { kept, added } = withSpecialItems(original as readonly Fields[], patch as readonly Draft[], mergeKey);
  const merged = mergeItems(kept, added, schema, mergeKey, options);
  const { named, others } = partition(merged, added, mergeKey);
  return normalizeElementOrder(named, others, added, kept, mergeKey, true);
}

/** Carries out `$patch: delete` and `$patch: replace` of single items. */
function withSpecialItems(
  original: readonly Fields[],
  patch: readonly Draft[],
  mergeKey: string,
): { kept: readonly Fields[]; added: readonly Draft[] } {
  const added: Draft[] = [];
  const gone = new Set<unknown>();
  let replace = false;
  for (const item of patch) {
    const directive = member(item, DIRECTIVE);
    if (!Object.hasOwn(item, DIRECTIVE)) added.push(item);
    else if (directive === 'delete') gone.add(mergeKeyValue(item, mergeKey));
    else if (directive === 'replace') replace = true;
    else if (directive === 'merge') throw new StrategicPatchError('merging lists cannot yet be specified in the patch');
    else throw badPatchType(directive, item);
  }
  if (replace) return { kept: added, added: [] };
  const isGone = (item: Fields): boolean => Object.hasOwn(item, mergeKey) && gone.has(item[mergeKey]);
  return { kept: gone.size === 0 ? original : original.filter((item) => !isGone(item)), added };
}

function mergeItems(
  original: readonly Fields[],
  patch: readonly Draft[],
  schema: GoType,
  mergeKey: string,
  options: MergeOptions,
): readonly Fields[] {
  const items = [...original];
  const places = new Map<unknown, number>();
  for (const [i, item] of items.entries()) {
    const key = member(item, mergeKey);
    if (Object.hasOwn(item, mergeKey) && !places.has(key)) places.set(key, i);
  }
  for (const item of patch) {
    const key = mergeKeyValue(item, mergeKey);
    const place = places.get(key);
    const there = place === undefined ? undefined : items[place];
    if (place !== undefined && there) items[place] = mergeMap(there, item, schema, options);
    else {
      places.set(key, items.length);
      items.push(item);
    }
  }
  return items;
}
