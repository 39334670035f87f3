/** kubectl annotate. Follows kubectl/pkg/cmd/annotate. */
import { markVerb } from './mark-verb.ts';

export const annotate = markVerb({
  field: 'annotations',
  noun: 'annotation',
  past: 'annotated',
  undone: 'annotated',
  unchanged: 'annotated',
});
