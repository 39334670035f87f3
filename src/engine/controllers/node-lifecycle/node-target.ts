import type { EventTarget } from '../../client/event-recorder.ts';
import type { Node } from '../../model/core.ts';

/** What an event about a node names. */
export function nodeTarget({ metadata: { name, uid } }: Node): EventTarget {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, uid } };
}
