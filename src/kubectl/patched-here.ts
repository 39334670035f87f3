/** A patch applied without a server, for `--dry-run=client` and `--overrides`. */
import {
  applyJsonPatch,
  applyMergePatch,
  JsonPatchError,
  type Patch,
  StrategicPatchError,
  strategicMergePatch,
} from '../engine/index.ts';
import { KubectlError } from './kubectl-error.ts';
import { isFields } from './manifests.ts';

/** The patch without a server, which would decode and check the outcome. */
export function patchedHere(object: object & { readonly kind: string }, { type, body }: Patch): unknown {
  try {
    if (type === 'json') return applyJsonPatch(object, Array.isArray(body) ? body : []);
    if (!isFields(body)) throw new StrategicPatchError('invalid JSON document');
    return type === 'merge'
      ? applyMergePatch(object, body)
      : strategicMergePatch(object.kind, object, structuredClone(body));
  } catch (error) {
    if (!(error instanceof JsonPatchError || error instanceof StrategicPatchError)) throw error;
    const at = error.message.indexOf('doc is missing key: ');
    const why = at < 0 ? error.message : `Object to be patched is missing field (${error.message.slice(at + 20)})`;
    throw new KubectlError(`error: ${why}\n`);
  }
}
