/** kubectl describe of PriorityClasses. Follows describePriorityClass in kubectl/pkg/describe/describe.go. */
import type { Event, Millis, PriorityClass } from '../../engine/index.ts';
import { withEvents } from './events.ts';
import { line, NONE, pairLines } from './lines.ts';

export function describePriorityClass(one: PriorityClass, events: readonly Event[] | undefined, now: Millis): string {
  const { metadata, value, globalDefault = false, preemptionPolicy = '', description = '' } = one;
  const annotations = pairLines(metadata.annotations).join(',');
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Value:\t${value}`),
    line(0, `GlobalDefault:\t${globalDefault}`),
    line(0, `PreemptionPolicy:\t${preemptionPolicy}`),
    line(0, `Description:\t${description}`),
    line(0, `Annotations:\t${annotations || NONE}`),
  ].join('');
  return withEvents(text, events, now);
}
