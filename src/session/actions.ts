/** A user's actions as undo and redo go along them: a command is one action, however many Steps it wrote. */
import type { Journal } from '../engine/index.ts';
import type { CommandRecord } from './engine-client.ts';

export interface Action {
  /** The command line. */
  readonly line: string;
  /** The moment just before it. */
  readonly before: number;
  /** The moment just after it, as far as it is recorded. */
  readonly after: number;
}

/** The last action that had begun by the present moment; undefined when none is left in reach. */
export function actionBefore(history: readonly CommandRecord[], { position, oldest }: Journal): Action | undefined {
  let last: Action | undefined;
  for (const record of history) {
    const action = actionOf(record);
    if (!action || action.before < oldest || action.before >= position) continue;
    if (!last || action.before >= last.before) last = action;
  }
  return last;
}

/** The first recorded action that begins at the present moment or later. It ends, at the latest, where the next begins. */
export function actionAfter(history: readonly CommandRecord[], { position, head }: Journal): Action | undefined {
  const later = history
    .flatMap((record) => actionOf(record) ?? [])
    .filter(({ before }) => before >= position && before < head)
    .sort((a, b) => a.before - b.before);
  const [first, second] = later;
  return first && { ...first, after: Math.min(first.after, second?.before ?? first.after, head) };
}

function actionOf({ command, from, position, undone }: CommandRecord): Action | undefined {
  return undone || from === undefined ? undefined : { line: command.line, before: from, after: position };
}
