/** When and how often an Event was seen, and from whom. Follows printEvent in pkg/printers/internalversion/printers.go. */
import type { Event, Millis } from '../../engine/index.ts';
import { ageOf } from './age.ts';

export function firstSeen({ firstTimestamp, eventTime }: Event, now: Millis): string {
  return ageOf(firstTimestamp || eventTime, now);
}

export function lastSeen(event: Event, now: Millis): string {
  const { series, lastTimestamp } = event;
  if (series) return ageOf(series.lastObservedTime, now);
  return lastTimestamp ? ageOf(lastTimestamp, now) : firstSeen(event, now);
}

export function eventCount({ series, count }: Event): number {
  return series ? series.count : count || 1;
}

/** `kubelet, node-1`, or the component alone. */
export function eventSource({ source = {}, reportingComponent = '', reportingInstance = '' }: Event): string {
  const component = source.component || reportingComponent;
  const host = source.host || reportingInstance;
  return host === '' ? component : `${component}, ${host}`;
}
