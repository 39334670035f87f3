/** Refusals of objects that cannot be decoded, alone or as the outcome of a patch (§7.5, last rows). */
import type { Patch } from '../api.ts';
import { invalidPatch, undecodable } from '../errors.ts';
import { ApiError } from '../status.ts';
import { type DecodeProblem, isJsonObject } from './decode.ts';
import { goValueText } from './go-json.ts';

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
 * The error to throw when the outcome of `patch` was refused with `error`: HTTP 422 that shows the patch, where it was
 * the decoder's refusal; otherwise the error itself.
 */
export function refusedPatch(error: unknown, patch: Patch): unknown {
  if (!(error instanceof UndecodableError) || patch.type !== 'strategic') return error;
  return invalidPatch(goValueText(withoutMergedLists(patch.body)), error.problem.inPatch);
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
