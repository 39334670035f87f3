/** kubectl label. Follows kubectl/pkg/cmd/label. */
import { readLabelChanges } from '../label-changes.ts';
import { markVerb } from './mark-verb.ts';

export const label = markVerb({
  field: 'labels',
  noun: 'label',
  read: readLabelChanges,
  told: (operation) => operation,
});
