/** What of the journal can be seen: where steps forward and back stop, where idle time ends, and what the caption says. */
import type { Journal, Step } from '../engine/index.ts';
import type { Caption } from './engine-client.ts';

const VISIBLE: ReadonlySet<string> = new Set(['Pod', 'Node', 'DaemonSet', 'Namespace', 'machine']);
/** What happened longer ago than so many Steps is not what happened last. */
const REACH = 400;

/** Whether a Step changed any API object: what "step forward" stops at. Events alone do not count. */
export function changesObjects(step: Step): boolean {
  return step.changes.some(({ table }) => VISIBLE.has(table));
}

/** The last Step up to `from`, and after `least`, that can be seen; `least` when there is none. */
export function visibleAtOrBefore(journal: Journal, from: number, least = journal.oldest): number {
  for (let seq = from; seq > least; seq -= 1) {
    const step = journal.step(seq);
    if (step && changesObjects(step)) return seq;
  }
  return least;
}

/** The first recorded Step after `from` that can be seen. */
export function visibleAfter(journal: Journal, from: number): Step | undefined {
  for (let seq = from + 1; seq <= journal.head; seq += 1) {
    const step = journal.step(seq);
    if (step && changesObjects(step)) return step;
  }
  return undefined;
}

/** The last Step that can be seen; undefined when that is long ago. */
export function lastVisible(journal: Journal): Step | undefined {
  const least = Math.max(journal.oldest, journal.position - REACH);
  const seq = visibleAtOrBefore(journal, journal.position, least);
  return seq > least ? journal.step(seq) : undefined;
}

export function captionOf(journal: Journal): Caption | undefined {
  const least = Math.max(journal.oldest, journal.position - REACH);
  for (let seq = journal.position; seq > least; seq -= 1) {
    const step = journal.step(seq);
    if (step && step.cause.reason !== '' && changesObjects(step)) return { at: step.at, text: step.cause.reason };
  }
  return undefined;
}
