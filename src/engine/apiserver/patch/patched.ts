/** What a PATCH makes of an object, before it is decoded and validated like an update. Follows apiserver's handlers/patch.go. */
import type { Kind, Obj } from '../../model/kinds.ts';
import type { Patch } from '../api.ts';
import { badRequest, tooManyOperations, unexplained, unprocessable } from '../errors.ts';
import { applyJsonPatch, JsonPatchError } from './json-patch.ts';
import { applyMergePatch, type Draft, type Fields, isFields } from './merge.ts';
import { StrategicPatchError } from './patch-error.ts';
import { patchSchema } from './patch-meta.ts';
import { draftOf } from './patch-value.ts';
import { mergeMap } from './strategic-merge.ts';

const MAX_OPERATIONS = 10_000;
const notAMap = 'into Go value of type map[string]interface {}';

export interface Patched<K extends Kind> {
  readonly object: Obj<K>;
  /** The patch as an error shows it: applying a strategic one uses parts of it up. */
  readonly body: unknown;
}

/** Throws ApiError for a patch that cannot be applied. */
export function patched<K extends Kind>(kind: K, current: Obj<K>, patch: Patch): Patched<K> {
  const { body } = patch;
  if (body === undefined) throw badRequest('invalid JSON patch');
  switch (patch.type) {
    case 'merge':
      if (body === null) throw badRequest('Invalid JSON Patch');
      if (!isFields(body))
        throw badRequest(`error decoding patch: json: cannot unmarshal ${jsonType(body)} ${notAMap}`);
      return { object: applyMergePatch(current, body) as Obj<K>, body };
    case 'strategic': {
      if (body !== null && !isFields(body)) throw badRequest(`json: cannot unmarshal ${jsonType(body)} ${notAMap}`);
      const used = draftOf(body ?? {}) as Draft;
      return { object: strategicallyPatched(kind, current, used), body: used };
    }
    case 'json':
      return { object: jsonPatched(current, body), body };
  }
}

function strategicallyPatched<K extends Kind>(kind: K, current: Obj<K>, patch: Draft): Obj<K> {
  try {
    return strategicMergePatch(kind, current, patch) as unknown as Obj<K>;
  } catch (error) {
    if (!(error instanceof StrategicPatchError)) throw error;
    if (error.fault === 'badRequest') throw badRequest(error.message);
    throw error.fault === 'unprocessable' ? unprocessable() : unexplained(error.message);
  }
}

/** `current` after the patch, which is used up (StrategicMergeMapPatch). Throws StrategicPatchError. */
export function strategicMergePatch(kind: string, current: object, patch: Draft): Fields {
  const options = { mergeParallelList: true, ignoreUnmatchedNulls: true };
  return mergeMap(present(current), patch, patchSchema(kind), options);
}

/** The engine's own objects may have members that are undefined, which JSON has not. */
function present(object: object): Draft {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function jsonPatched<K extends Kind>(current: Obj<K>, operations: unknown): Obj<K> {
  const into = 'into Go value of type';
  if (operations !== null && !Array.isArray(operations)) {
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${jsonType(operations)} ${into} []handlers.jsonPatchOp`,
    );
  }
  const list: readonly unknown[] = operations ?? [];
  for (const operation of list) checkOperation(operation);
  if (list.length > MAX_OPERATIONS) throw tooManyOperations(MAX_OPERATIONS, list.length);
  try {
    return applyJsonPatch(current, list) as Obj<K>;
  } catch (error) {
    if (error instanceof JsonPatchError) throw unprocessable();
    throw error;
  }
}

function checkOperation(operation: unknown): void {
  if (operation === null) return;
  if (!isFields(operation)) {
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${jsonType(operation)} into Go value of type handlers.jsonPatchOp`,
    );
  }
  for (const name of ['op', 'path', 'from']) {
    const value = operation[name];
    if (value === undefined || value === null || typeof value === 'string') continue;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${jsonType(value)} into Go struct field jsonPatchOp.${name} of type string`,
    );
  }
}

/** As Go's errors name what was found. */
function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}
