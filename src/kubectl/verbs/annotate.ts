/** kubectl annotate. Follows kubectl/pkg/cmd/annotate. */
import { KubectlError } from '../kubectl-error.ts';
import type { MarkChanges } from '../label-changes.ts';
import { markVerb } from './mark-verb.ts';

/** A value may hold `=`. Follows ParsePairs in kubectl/pkg/cmd/util/helpers.go. */
function readAnnotationChanges(pairs: readonly string[]): MarkChanges {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 0) remove.push(pair.slice(0, -1));
    else set.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  const both = remove.filter((key) => set.has(key));
  if (both.length > 0) {
    const keys = both.join(', ');
    throw new KubectlError(
      `error: can not both modify and remove the following annotation(s) in the same command: ${keys}\n`,
    );
  }
  return { set, remove };
}

export const annotate = markVerb({
  field: 'annotations',
  noun: 'annotation',
  read: readAnnotationChanges,
  told: () => 'annotated',
});
