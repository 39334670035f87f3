/**
 * Stores the Events of the engine's own recorders, which are half of all that a cluster writes. As `create` would, without
 * looking again at what a recorder always gets right; Events are free of quotas, and no plug-in changes them.
 */
import type { Event } from '../model/core.ts';
import { nameIsDNSSubdomain } from '../model/names.ts';
import { timestamp } from '../time/millis.ts';
import type { ApiServer } from './server.ts';

/** It happens now, for the first time. `namespace` is that of the object, `default` where this has none. */
export interface NewEvent extends Pick<Event, 'involvedObject' | 'reason' | 'message' | 'type' | 'source'> {
  readonly name: string;
  /** Whether the name can be wrong by its length only. */
  readonly isNameValid: boolean;
  readonly namespace: string;
}

const LONGEST_NAME = 253;

/** An Event that cannot be stored (its namespace is going, its name is taken) is lost, and nobody fails for it. */
export function storeEvent(server: ApiServer, event: NewEvent): void {
  const { name, namespace, source } = event;
  const { store, now } = server;
  const home = store.read.get('Namespace', namespace);
  if (!home || home.metadata.deletionTimestamp) return;
  if (event.isNameValid ? name.length > LONGEST_NAME : nameIsDNSSubdomain(name, false).length > 0) return;
  // Hardly an event is ever named again: the key is not kept for the next use.
  const key = `${namespace}/${name}`;
  if (store.read.get('Event', key)) return;
  const at = timestamp(now);
  const uid = server.newUid('Event', key, store.resourceVersion);
  store.put('Event', key, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace, uid, creationTimestamp: at, resourceVersion: String(store.nextResourceVersion()) },
    involvedObject: event.involvedObject,
    reason: event.reason,
    message: event.message,
    type: event.type,
    source,
    reportingComponent: source.component,
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  });
}
