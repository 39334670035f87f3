/** Refusals of objects that cannot be decoded, alone or as the outcome of a patch (§7.5, last rows). */
import type { Patch } from '../api.ts';
import { invalidPatch, undecodable } from '../errors.ts';
import { ApiError } from '../status.ts';
import type { DecodeProblem } from './decode.ts';
import { goJson, goValueText } from './go-json.ts';
import { isJsonObject } from './json-value.ts';

/** HTTP 400 of the decoder; keeps the problem, since a patch words it otherwise. */
export class UndecodableError extends ApiError {
  constructor(
    kind: string,
    version: string,
    readonly problem: DecodeProblem,
  ) {
    super(undecodable(kind, version, problem.message).status);
  }
}

/**
 * The error to throw when `patched`, the outcome of `patch`, was refused with `error`: where that was the decoder's
 * refusal, HTTP 422 that shows the patch (strategic) or the outcome (the others); otherwise the error itself.
 */
export function refusedPatch(error: unknown, patch: Patch, patched: unknown): unknown {
  if (!(error instanceof UndecodableError)) return error;
  const { problem } = error;
  if (patch.type !== 'strategic') return invalidPatch(goJson(patched), problem.message);
  return invalidPatch(goValueText(withoutMergedLists(patch.body)), problem.inPatch);
}

const orderDirective = '$setElementOrder/';

/** Applying a strategic patch uses up the lists that it merges in order: they are not shown. */
function withoutMergedLists(body: unknown): unknown {
  if (!isJsonObject(body)) return body;
  const used = Object.keys(body).flatMap((key) => {
    return key.startsWith(orderDirective) ? [key, key.slice(orderDirective.length)] : [];
  });
  const kept = Object.entries(body).filter(([key]) => !used.includes(key));
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutMergedLists(member)]));
}
