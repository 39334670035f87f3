/**
 * The strategic merge patch that makes one object of another. Follows diffMaps and diffLists in
 * apimachinery/pkg/util/strategicpatch/patch.go.
 */
import { deepEqual } from '../../../lib/deep-equal.ts';
import { goValueText } from '../decode/go-json.ts';
import type { GoType } from '../decode/go-types.ts';
import { holdObjects, mergeKeyValue, normalizeSliceOrder, sortedByText } from './list-order.ts';
import { type Draft, type Fields, isFields, member, put } from './merge.ts';
import { dynamicType, StrategicPatchError } from './patch-error.ts';
import { lookupSlice, lookupStruct, type PatchMeta } from './patch-meta.ts';
import { DELETE_FROM_LIST, DIRECTIVE, ELEMENT_ORDER, RETAIN_KEYS } from './strategic-merge.ts';

export interface DiffOptions {
  /** Writes `$setElementOrder` beside lists that change. */
  readonly setElementOrder?: boolean;
  readonly ignoreChangesAndAdditions?: boolean;
  readonly ignoreDeletions?: boolean;
  readonly buildRetainKeys?: boolean;
}

/** Empty when nothing differs. Throws StrategicPatchError for lists that cannot be merged. */
export function diffMaps(original: Fields, modified: Fields, schema: GoType, options: DiffOptions): Draft {
  const patch: Draft = {};
  for (const [key, next] of Object.entries(modified)) {
    if (Object.hasOwn(original, key)) diffMember(patch, key, original[key], next, schema, options);
    else if (!options.ignoreChangesAndAdditions) put(patch, key, next);
  }
  if (!options.ignoreDeletions) {
    for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) put(patch, key, null);
  }
  const retained = options.buildRetainKeys ? Object.keys(modified).filter((key) => modified[key] !== null) : [];
  if (retained.length > 0 && (Object.keys(patch).length > 0 || hasMore(original, modified))) {
    patch[RETAIN_KEYS] = retained.sort();
  }
  return patch;
}

function hasMore(original: Fields, modified: Fields): boolean {
  return Object.keys(original).some((key) => original[key] !== null && !Object.hasOwn(modified, key));
}

function diffMember(
  patch: Draft,
  key: string,
  old: unknown,
  next: unknown,
  schema: GoType,
  options: DiffOptions,
): void {
  if (key === DIRECTIVE) {
    if (typeof old !== 'string' || typeof next !== 'string')
      throw new StrategicPatchError(`invalid value for special key: ${DIRECTIVE}`);
    if (old !== next) patch[DIRECTIVE] = next;
  } else if (dynamicType(old) !== dynamicType(next)) {
    if (!options.ignoreChangesAndAdditions) put(patch, key, next);
  } else if (isFields(old) && isFields(next)) {
    const meta = metaUnlessEqual(() => lookupStruct(schema, key), old, next);
    if (!meta) return;
    const inner = diffMaps(old, next, meta.schema, { ...options, buildRetainKeys: meta.retainKeys });
    if (Object.keys(inner).length > 0) put(patch, key, inner);
  } else if (Array.isArray(old) && Array.isArray(next)) diffList(patch, key, old, next, schema, options);
  else replaceIfNotEqual(patch, key, old, next, options);
}

/** A field that the type has not is no problem as long as nothing is to be done about it. */
function metaUnlessEqual(lookup: () => PatchMeta, old: unknown, next: unknown): PatchMeta | undefined {
  try {
    return lookup();
  } catch (error) {
    if (error instanceof StrategicPatchError && deepEqual(old, next)) return undefined;
    throw error;
  }
}

function replaceIfNotEqual(patch: Draft, key: string, old: unknown, next: unknown, options: DiffOptions): void {
  if (!options.ignoreChangesAndAdditions && !deepEqual(old, next)) put(patch, key, next);
}

type List = readonly unknown[];

function diffList(patch: Draft, key: string, old: List, next: List, schema: GoType, options: DiffOptions): void {
  const meta = metaUnlessEqual(() => lookupSlice(schema, key), old, next);
  if (!meta) return;
  if (!meta.merge) return replaceIfNotEqual(patch, key, old, next, options);
  const { additions, deletions, order } = diffLists(old, next, meta, options);
  if (additions.length > 0) put(patch, key, additions);
  if (deletions.length > 0) patch[`${DELETE_FROM_LIST}/${key}`] = deletions;
  if (order.length > 0) patch[`${ELEMENT_ORDER}/${key}`] = order;
}

interface ListDiff {
  readonly additions: List;
  /** Scalars only. */
  readonly deletions: List;
  readonly order: List;
}

const none: ListDiff = { additions: [], deletions: [], order: [] };

function diffLists(old: List, next: List, meta: PatchMeta, options: DiffOptions): ListDiff {
  if (old.length === 0) {
    return next.length === 0 || options.ignoreChangesAndAdditions ? none : { ...none, additions: next };
  }
  const inner = { ...options, buildRetainKeys: meta.retainKeys };
  if (!holdObjects(old, next)) return diffScalars(old, next, inner);
  const { changes, deletions } = diffObjects(old as readonly Fields[], next as readonly Fields[], meta, inner);
  const sorted = normalizeSliceOrder(changes, next, meta.mergeKey, true);
  const additions = [...sorted, ...deletions];
  const keyOf = (item: unknown): unknown => mergeKeyValue(item, meta.mergeKey);
  const sameOrder = old.length === next.length && next.every((item, i) => keyOf(old[i]) === keyOf(item));
  const ordered =
    options.setElementOrder &&
    ((!options.ignoreChangesAndAdditions && (additions.length > 0 || !sameOrder)) ||
      (!options.ignoreDeletions && additions.length > 0));
  return { additions, deletions: [], order: ordered ? next.map((item) => ({ [meta.mergeKey]: keyOf(item) })) : [] };
}

function diffScalars(old: List, next: List, options: DiffOptions): ListDiff {
  const before = sortedByText(old, goValueText);
  const after = sortedByText(next, goValueText);
  const added: unknown[] = [];
  const deleted: unknown[] = [];
  walkTogether(before.map(goValueText), after.map(goValueText), {
    removed: (i) => deleted.push(before[i]),
    added: (j) => added.push(after[j]),
  });
  const additions = options.ignoreChangesAndAdditions ? [] : normalizeSliceOrder(added, next, '', false);
  const deletions = options.ignoreDeletions ? [] : [...new Set(deleted)];
  const changed = !options.ignoreChangesAndAdditions && !deepEqual(before, next);
  return { additions, deletions, order: options.setElementOrder && (deletions.length > 0 || changed) ? next : [] };
}

function diffObjects(
  old: readonly Fields[],
  next: readonly Fields[],
  { schema, mergeKey }: PatchMeta,
  options: DiffOptions,
): { changes: List; deletions: List } {
  const textOf = (item: Fields): string => goValueText(member(item, mergeKey));
  const before = sortedByText(old, textOf);
  const after = sortedByText(next, textOf);
  const keys = [before, after].map((list) => list.map((item) => goValueText(mergeKeyValue(item, mergeKey))));
  const changes: unknown[] = [];
  const deletions: unknown[] = [];
  walkTogether(keys[0] ?? [], keys[1] ?? [], {
    same: (i, j) => {
      const inner = diffMaps(before[i] ?? {}, after[j] ?? {}, schema, options);
      if (Object.keys(inner).length > 0) changes.push({ ...inner, [mergeKey]: after[j]?.[mergeKey] });
    },
    added: (j) => !options.ignoreChangesAndAdditions && changes.push(after[j]),
    removed: (i) =>
      !options.ignoreDeletions && deletions.push({ [mergeKey]: before[i]?.[mergeKey], [DIRECTIVE]: 'delete' }),
  });
  return { changes, deletions };
}

interface Steps {
  readonly same?: (i: number, j: number) => void;
  readonly removed: (i: number) => void;
  readonly added: (j: number) => void;
}

/** Two sorted lists side by side. */
function walkTogether(left: readonly string[], right: readonly string[], steps: Steps): void {
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [l, r] = [left[i], right[j]];
    if (l !== undefined && l === r) {
      steps.same?.(i, j);
      i += 1;
      j += 1;
    } else if (l === undefined || (r !== undefined && l > r)) steps.added(j++);
    else steps.removed(i++);
  }
}
