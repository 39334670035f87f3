/** The table of `kubectl events`, which is not that of `kubectl get events`. Follows kubectl's pkg/cmd/events/event_printer.go. */
import { type Event, type Millis, millisOf } from '../../engine/index.ts';
import { ageOf } from '../printers/age.ts';

export const EVENT_COLUMNS = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];

export function eventRow(event: Event, now: Millis): readonly string[] {
  const { kind = '', name = '' } = event.involvedObject;
  return [eventInterval(event, now), event.type, event.reason, `${kind}/${name}`, event.message.trim()];
}

/** `3s (x5 over 2m)` for what came more than once. */
export function eventInterval({ series, count, eventTime, firstTimestamp, lastTimestamp }: Event, now: Millis): string {
  const first = ageOf(eventTime || firstTimestamp, now);
  if (series) return `${ageOf(series.lastObservedTime, now)} (x${series.count} over ${first})`;
  return count > 1 ? `${ageOf(lastTimestamp, now)} (x${count} over ${first})` : first;
}

/** The moment that they are sorted by; what has none comes first. */
export function seenAt({ series, lastTimestamp, eventTime }: Event): number {
  const seen = series ? series.lastObservedTime : lastTimestamp || eventTime;
  return seen ? millisOf(seen) : Number.NEGATIVE_INFINITY;
}
