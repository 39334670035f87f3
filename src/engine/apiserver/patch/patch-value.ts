/** Values of a patch that stand for nothing yet there. Follows apimachinery/pkg/util/strategicpatch/patch.go. */
import { type Draft, isFields, put } from './merge.ts';

/** A copy that may be used up; patches are small beside the objects that they change. */
export function draftOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(draftOf);
  if (!isFields(value)) return value;
  const draft: Draft = {};
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) put(draft, key, draftOf(inner));
  return draft;
}

/** Deletes members that are null, at any depth, in place (discardNullValuesFromPatch). */
export function withoutNullMembers(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) withoutNullMembers(item);
  else if (isFields(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (inner === null) delete (value as Draft)[key];
      else withoutNullMembers(inner);
    }
  }
}

/** In place; an object with a `$patch` of its own is not kept at all (removeDirectives). */
export function withoutDirectives(value: unknown): { readonly keep: boolean; readonly value: unknown } {
  if (Array.isArray(value)) {
    return { keep: true, value: value.map(withoutDirectives).flatMap((kept) => (kept.keep ? [kept.value] : [])) };
  }
  if (!isFields(value)) return { keep: true, value };
  if (Object.hasOwn(value, '$patch')) return { keep: false, value: null };
  for (const [key, inner] of Object.entries(value)) {
    const kept = withoutDirectives(inner);
    if (kept.keep) put(value as Draft, key, kept.value);
    else delete (value as Draft)[key];
  }
  return { keep: true, value };
}
