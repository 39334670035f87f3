/** kubectl annotate. Follows kubectl/pkg/cmd/annotate. */
import { markVerb } from './mark-verb.ts';

export const annotate = markVerb('annotation');
