/** Refusals of objects that cannot be decoded, alone or as the outcome of a patch (§7.5, last rows). */
import type { Patch } from '../api.ts';
import { invalidPatch, undecodable } from '../errors.ts';
import { ApiError } from '../status.ts';
import type { DecodeProblem } from './decode.ts';
import { goJson, goValueText } from './go-json.ts';

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
 * The error to throw when `outcome`, what a patch made of an object, was refused with `error`: where that was the
 * decoder's refusal, HTTP 422 that shows what is left of the patch (strategic) or the outcome (the others); otherwise
 * the error itself.
 */
export function refusedPatch(error: unknown, type: Patch['type'], body: unknown, outcome: unknown): unknown {
  if (!(error instanceof UndecodableError)) return error;
  const { problem } = error;
  if (type !== 'strategic') return invalidPatch(goJson(outcome), problem.message);
  return invalidPatch(goValueText(body), problem.inPatch);
}
