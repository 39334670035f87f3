/** What is wrong with a strategic merge patch. Follows apimachinery/pkg/util/mergepatch/errors.go. */
import { goValueText } from '../decode/go-json.ts';

/** How the API server answers: 400, 422 without causes, or 500. */
export type PatchFault = 'badRequest' | 'unprocessable' | 'internal';

export class StrategicPatchError extends Error {
  constructor(
    message: string,
    readonly fault: PatchFault = 'internal',
  ) {
    super(message);
    this.name = 'StrategicPatchError';
  }
}

export const badRetainKeys = (): StrategicPatchError =>
  new StrategicPatchError('invalid patch format of retainKeys', 'badRequest');
export const badElementOrder = (): StrategicPatchError =>
  new StrategicPatchError('invalid patch format of setElementOrder list', 'badRequest');
export const badPrimitiveList = (): StrategicPatchError =>
  new StrategicPatchError('invalid patch format of primitive list', 'badRequest');
export const listOfLists = (): StrategicPatchError =>
  new StrategicPatchError('lists of lists are not supported', 'unprocessable');

export function noMergeKey(item: unknown, mergeKey: string): StrategicPatchError {
  return new StrategicPatchError(`map: ${goValueText(item)} does not contain declared merge key: ${mergeKey}`);
}

export function badArgument(expected: 'map' | 'list', actual: unknown): StrategicPatchError {
  const wanted = expected === 'map' ? 'map[string]interface {}' : '[]interface {}';
  return new StrategicPatchError(`expected a ${wanted}, but received a ${shownType(actual)}`);
}

/** A patch that would change what may not change, such as the name. */
export function preconditionFailed(patch: unknown): StrategicPatchError {
  return new StrategicPatchError(`precondition failed for: ${goValueText(patch)}`);
}

function shownType(value: unknown): string {
  const type = dynamicType(value);
  if (type === 'nil') return '%!s(<nil>)';
  return type === 'map' ? 'map[string]interface {}' : type === 'list' ? '[]interface {}' : type;
}

/** The Go type that JSON is decoded to. */
export function dynamicType(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'map';
}
