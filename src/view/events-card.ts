/** The Events tab: the newest events of the cluster, oldest of them first. */
import { type Event, millisOf, type Reader } from '../engine/index.ts';
import type { EventLine, EventsCard } from './cards.ts';

const MAX_LINES = 300;

export function eventsCard(state: Reader): EventsCard {
  const events = [...state.all('Event').values()].sort(byVersion);
  return { lines: events.slice(-MAX_LINES).map(lineOf) };
}

/** Versions grow with every write, so they tell the order even within a second. */
function byVersion(a: Event, b: Event): number {
  return Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion);
}

function lineOf(event: Event): EventLine {
  return {
    uid: event.metadata.uid,
    at: millisOf(event.lastTimestamp),
    type: event.type,
    reason: event.reason,
    object: `${event.involvedObject.kind.toLowerCase()}/${event.involvedObject.name}`,
    source: event.source.component ?? '',
    message: event.message,
    count: event.count,
  };
}
