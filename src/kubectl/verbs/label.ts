/** kubectl label. Follows kubectl/pkg/cmd/label. */
import { markVerb } from './mark-verb.ts';

export const label = markVerb({
  field: 'labels',
  noun: 'label',
  past: 'labeled',
  undone: 'unlabeled',
  unchanged: 'not labeled',
});
