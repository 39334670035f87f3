/** The `Events:` block. Follows DescribeEvents in kubectl/pkg/describe/describe.go. */
import { type Event, type Millis, millisOf } from '../../engine/index.ts';
import { ageOf } from '../printers/age.ts';
import { firstSeen } from '../printers/event-times.ts';
import { line } from './lines.ts';
import { tabulate } from './tab-writer.ts';

/** Oldest first. The writer is flushed before, so the table shares no column with what stands above it. */
export function withEvents(text: string, events: readonly Event[] | undefined, now: Millis): string {
  if (!events) return tabulate(text);
  if (events.length === 0) return tabulate(`${text}Events:\t<none>\n`);
  const rows = [...events].sort((a, b) => seenAt(a) - seenAt(b)).map((event) => row(event, now));
  const head = `${line(0, 'Events:')}${line(1, 'Type\tReason\tAge\tFrom\tMessage')}${line(1, '----\t------\t----\t----\t-------')}`;
  return tabulate(text) + tabulate(head + rows.join(''));
}

function seenAt({ lastTimestamp }: Event): number {
  return lastTimestamp ? millisOf(lastTimestamp) : Number.NEGATIVE_INFINITY;
}

function row(event: Event, now: Millis): string {
  const { type, reason, source = {}, reportingComponent = '', message } = event;
  const from = source.component || reportingComponent;
  return line(1, `${type}\t${reason}\t${interval(event, now)}\t${from}\t${message.trim()}`);
}

/** `3s (x5 over 2m)` for what came more than once. */
function interval(event: Event, now: Millis): string {
  const { series, count, lastTimestamp } = event;
  const first = event.eventTime ? ageOf(event.eventTime, now) : firstSeen(event, now);
  if (series) return `${ageOf(series.lastObservedTime, now)} (x${series.count} over ${first})`;
  return count > 1 ? `${ageOf(lastTimestamp, now)} (x${count} over ${first})` : first;
}
