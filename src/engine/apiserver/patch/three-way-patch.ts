/**
 * What kubectl apply sends: the difference from the live object to the manifest, and what the last applied manifest had
 * and the new one lacks. Follows CreateThreeWayMergePatch in apimachinery/pkg/util/strategicpatch/patch.go.
 */
import { type Fields, isFields, member } from './merge.ts';
import { preconditionFailed } from './patch-error.ts';
import { patchSchema } from './patch-meta.ts';
import { draftOf } from './patch-value.ts';
import { diffMaps } from './strategic-diff.ts';
import { mergeMap } from './strategic-merge.ts';

/** Empty when there is nothing to change; `original` is `{}` for an object that apply did not make. Throws StrategicPatchError. */
export function threeWayPatch(kind: string, original: Fields, modified: Fields, current: Fields): Fields {
  const schema = patchSchema(kind);
  const live = draftOf(current) as Fields; // without members that are undefined
  const delta = diffMaps(live, modified, schema, { ignoreDeletions: true, setElementOrder: true });
  const deletions = diffMaps(original, modified, schema, { ignoreChangesAndAdditions: true, setElementOrder: true });
  const options = { mergeParallelList: false, ignoreUnmatchedNulls: false };
  const patch = mergeMap(deletions, draftOf(delta) as Record<string, unknown>, schema, options);
  const metadata = member(patch, 'metadata');
  const renamed = isFields(metadata) && Object.hasOwn(metadata, 'name');
  if (renamed || Object.hasOwn(patch, 'apiVersion') || Object.hasOwn(patch, 'kind')) throw preconditionFailed(patch);
  return patch;
}
