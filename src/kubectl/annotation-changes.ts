/** What `kubectl annotate` makes of its arguments and of an object's annotations. Follows kubectl/pkg/cmd/annotate/annotate.go. */
import type { Labels } from '../engine/index.ts';
import { KubectlError } from './kubectl-error.ts';
import type { MarkChanges } from './label-changes.ts';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** A value may hold `=`. Follows ParsePairs in kubectl/pkg/cmd/util/helpers.go. */
export function readAnnotationChanges(pairs: readonly string[]): MarkChanges {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 0) remove.push(pair.slice(0, -1));
    else set.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return { set, remove };
}

/** Throws KubectlError for a key that is to be set and removed. */
export function refuseBoth({ set, remove }: MarkChanges): void {
  const both = remove.filter((key) => set.has(key));
  if (both.length === 0) return;
  const keys = both.join(', ');
  throw new KubectlError(
    `error: can not both modify and remove the following annotation(s) in the same command: ${keys}\n`,
  );
}

/** The annotations afterwards. Throws KubectlError where a value would change and may not. */
export function changedAnnotations(old: Labels, { set, remove }: MarkChanges, overwrite: boolean): Labels {
  const kept = overwrite
    ? []
    : [...set].filter(([key, value]) => key !== CHANGE_CAUSE && Object.hasOwn(old, key) && old[key] !== value);
  if (kept.length > 0) {
    const found = kept.map(([key]) => `'${key}' already has a value (${old[key]})`).join('; ');
    throw new KubectlError(`error: --overwrite is false but found the following declared annotation(s): ${found}\n`);
  }
  const annotations = new Map([...Object.entries(old), ...set]);
  for (const key of remove) annotations.delete(key);
  return Object.fromEntries(annotations);
}
