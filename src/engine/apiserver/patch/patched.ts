/** What a PATCH makes of an object, before it is decoded and validated like an update. */
import type { Kind, Obj } from '../../model/kinds.ts';
import type { Patch } from '../api.ts';
import { badRequest } from '../errors.ts';
import { applyJsonPatch, JsonPatchError } from './json-patch.ts';
import { applyMergePatch } from './merge.ts';
import { applyStrategicMerge } from './strategic-merge.ts';

export function patched<K extends Kind>(current: Obj<K>, patch: Patch): Obj<K> {
  switch (patch.type) {
    case 'merge':
      return applyMergePatch(current, patch.body) as Obj<K>;
    case 'strategic':
      return applyStrategicMerge(current, patch.body) as Obj<K>;
    case 'json':
      try {
        return applyJsonPatch(current, patch.body) as Obj<K>;
      } catch (error) {
        if (error instanceof JsonPatchError)
          throw badRequest(`the server rejected our request due to an error in our request`);
        throw error;
      }
  }
}
