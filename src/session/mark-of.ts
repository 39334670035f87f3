/** What of a Step is worth a mark on the timeline. */
import type { Event, Pod, Step } from '../engine/index.ts';
import type { TimelineMark } from './engine-client.ts';

/** Undefined for routine. All Pods that a Step creates or deletes are one mark. */
export function markOf(step: Step): TimelineMark | undefined {
  const mark = (kind: TimelineMark['kind'], text: string): TimelineMark => ({ seq: step.seq, at: step.at, kind, text });
  const { actor, reason } = step.cause;
  if (actor === 'kubectl' || actor === 'world') return mark('action', reason);
  let created = 0;
  let deleted = 0;
  let named: Pod | undefined;
  for (const { table, prev, next } of step.changes) {
    if (table === 'Event' && (next as Event | undefined)?.type === 'Warning') {
      const event = next as Event;
      return mark('warning', `${event.reason}: ${event.involvedObject.name}`);
    }
    if (table === 'DaemonSet' && finished(next) && !finished(prev)) {
      const { metadata } = next as { metadata: { name: string } };
      return mark('check', `${metadata.name}: every Pod is up to date and available`);
    }
    if (table !== 'Pod') continue;
    if (next === undefined) {
      if (deleted === 0) named = prev as Pod;
      deleted += 1;
    } else if (prev === undefined) {
      if (created + deleted === 0) named = next as Pod;
      created += 1;
    }
  }
  const name = named?.metadata.name;
  if (deleted > 0) return mark('delete', deleted === 1 ? `${name} is gone` : `${deleted} Pods are gone`);
  if (created > 0) return mark('create', created === 1 ? `Created ${name}` : `Created ${created} Pods`);
  return undefined;
}

function finished(record: unknown): boolean {
  const ds = record as { metadata: { generation?: number }; status: Record<string, number | undefined> } | undefined;
  if (!ds?.status) return false;
  const { desiredNumberScheduled = 0, updatedNumberScheduled, numberAvailable, observedGeneration } = ds.status;
  return (
    desiredNumberScheduled > 0 &&
    updatedNumberScheduled === desiredNumberScheduled &&
    numberAvailable === desiredNumberScheduled &&
    observedGeneration === ds.metadata.generation
  );
}
