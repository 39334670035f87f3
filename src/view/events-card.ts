/** The Events tab: the newest events of the cluster, oldest of them first. */
import { type Event, type Journal, millisOf, type Reader } from '../engine/index.ts';
import type { EventLine, EventsCard } from './cards.ts';

const MAX_LINES = 300;

export function eventsCard(state: Reader, journal: Journal): EventsCard {
  const recent = recentEvents(state, journal);
  const events = recent.length === MAX_LINES ? recent : [...state.all('Event').values()].sort(byVersion);
  return { lines: events.slice(-MAX_LINES).map(lineOf) };
}

/** The newest events by the Steps that wrote them: a fleet has too many to sort them at every frame. */
function recentEvents(state: Reader, journal: Journal): Event[] {
  const events: Event[] = [];
  for (let seq = journal.position; seq > journal.oldest && events.length < MAX_LINES; seq -= 1) {
    const changes = journal.step(seq)?.changes ?? [];
    for (let i = changes.length - 1; i >= 0 && events.length < MAX_LINES; i -= 1) {
      const { table, key, next } = changes[i] ?? {};
      if (table !== 'Event' || key === undefined || next === undefined) continue;
      // A later version of it, or its end, has been met already.
      if (state.get('Event', key) === next) events.push(next as Event);
    }
  }
  return events.reverse();
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
