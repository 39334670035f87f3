/** What of the journal is worth a mark on the timeline. */
import type { Cluster, Event, Pod, Step } from '../engine/index.ts';
import type { TimelineMark } from './engine-client.ts';

/** Whether a Step changed any API object: what "step forward" stops at. Events alone do not count. */
export function changesObjects(step: Step): boolean {
  return step.changes.some(({ table }) => VISIBLE.has(table));
}
const VISIBLE: ReadonlySet<string> = new Set(['Pod', 'Node', 'DaemonSet', 'Namespace', 'machine']);

export function markOf(step: Step): TimelineMark | undefined {
  const mark = (kind: TimelineMark['kind'], text: string): TimelineMark => ({ seq: step.seq, at: step.at, kind, text });
  const { actor, reason } = step.cause;
  if (actor === 'kubectl' || actor === 'world') return mark('action', reason);
  const created: string[] = [];
  const deleted: string[] = [];
  for (const { table, prev, next } of step.changes) {
    if (table === 'Event' && (next as Event | undefined)?.type === 'Warning') {
      const event = next as Event;
      return mark('warning', `${event.reason}: ${event.involvedObject.name}`);
    }
    if (table === 'DaemonSet' && finished(next) && !finished(prev)) {
      return mark(
        'check',
        `${(next as { metadata: { name: string } }).metadata.name}: every Pod is up to date and available`,
      );
    }
    if (table !== 'Pod') continue;
    if (prev === undefined) created.push((next as Pod).metadata.name);
    else if (next === undefined) deleted.push((prev as Pod).metadata.name);
  }
  if (deleted.length > 0)
    return mark('delete', deleted.length === 1 ? `${deleted[0]} is gone` : `${deleted.length} Pods are gone`);
  if (created.length > 0)
    return mark('create', created.length === 1 ? `Created ${created[0]}` : `Created ${created.length} Pods`);
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

/** The marks of a cluster's journal, kept up as it grows and as its future is cut off. */
export class Marks {
  #marks: readonly TimelineMark[] = [];
  #actions: TimelineMark[] = [];
  #scanned: number;
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#scanned = cluster.journal.oldest;
  }

  /** The same array until a mark is added or cut off. */
  all(): readonly TimelineMark[] {
    const { journal } = this.#cluster;
    if (this.#scanned > journal.head) this.cut(journal.head);
    const fresh: TimelineMark[] = [];
    for (; this.#scanned < journal.head; this.#scanned += 1) {
      const step = journal.step(this.#scanned + 1);
      const mark = step && markOf(step);
      if (mark) fresh.push(mark);
      if (mark?.kind === 'action') this.#actions.push(mark);
    }
    if (fresh.length > 0) this.#marks = [...this.#marks, ...fresh];
    return this.#marks;
  }

  /** Forgets what came after a Step: its future is another one now. */
  cut(seq: number): void {
    this.#scanned = Math.min(this.#scanned, seq);
    const kept = this.#marks.filter((mark) => mark.seq <= seq);
    if (kept.length < this.#marks.length) this.#marks = kept;
    this.#actions = this.#actions.filter((mark) => mark.seq <= seq);
  }

  /** The last action at or before a Step. */
  actionBefore(seq: number): TimelineMark | undefined {
    this.all();
    return this.#actions.findLast((mark) => mark.seq <= seq);
  }

  /** The first recorded action after a Step. */
  actionAfter(seq: number): TimelineMark | undefined {
    this.all();
    return this.#actions.find((mark) => mark.seq > seq);
  }
}
