/** Vectors of kubectl apply's three-way patch, and of what the server makes of it. */
import { strategicMergePatch } from '../../engine/apiserver/patch/patched.ts';
import { threeWayPatch } from '../../engine/apiserver/patch/three-way-patch.ts';
import type { AreaPlayer } from './area.ts';

type Fields = Readonly<Record<string, unknown>>;

const applyPatch: AreaPlayer = (given) => {
  const { kind, original, modified, current } = given as {
    kind: string;
    original: Fields | null;
    modified: Fields;
    current: Fields;
  };
  const patch = threeWayPatch(kind, original ?? {}, modified, current);
  return { patch, result: strategicMergePatch(kind, current, structuredClone(patch)) };
};

export const applyAreas: Readonly<Record<string, AreaPlayer>> = { 'apply-patch': applyPatch };
