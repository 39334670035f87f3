/** A request's object under its `fieldValidation`. Follows apiserver's handlers/create.go and patch.go. */
import type { Draft, Kind, Obj } from '../../model/kinds.ts';
import type { WriteOptions } from '../api.ts';
import type { KindStrategy } from '../strategy.ts';
import { UndecodableError } from './refusal.ts';

/**
 * Throws ApiError for what cannot be decoded; with `Warn`, unknown fields are told and dropped. `stored`: the object that
 * is changed.
 */
export function decoded<K extends Kind>(
  strategy: KindStrategy<K>,
  json: unknown,
  { fieldValidation = 'Ignore', onWarning }: WriteOptions,
  stored?: Obj<K>,
): Draft<K> {
  if (fieldValidation !== 'Warn') return strategy.decode(json, fieldValidation, stored);
  try {
    return strategy.decode(json, 'Strict', stored);
  } catch (error) {
    const problems = error instanceof UndecodableError ? error.problem.strict : undefined;
    if (!problems) throw error;
    if (onWarning) problems.forEach(onWarning);
    return strategy.decode(json, 'Ignore', stored);
  }
}
