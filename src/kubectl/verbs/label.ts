/** kubectl label. Follows kubectl/pkg/cmd/label. */
import { markVerb } from './mark-verb.ts';

export const label = markVerb('label');
