/** Which commands are of the present line: those at whose place the Step stands that stood there when they were given. */
import type { Journal, Step } from '../engine/index.ts';
import type { CommandRecord } from './engine-client.ts';

export class CommandPlaces {
  readonly #journal: Journal;
  readonly #steps = new Map<number, Step | undefined>();

  /** `kept`: the commands of a session before, whose history was made again. */
  constructor(journal: Journal, kept: readonly CommandRecord[]) {
    this.#journal = journal;
    for (const record of kept) this.#steps.set(record.id, this.#found(record));
  }

  /** The command is at the present moment. */
  set(id: number): void {
    this.#steps.set(id, this.#journal.step(this.#journal.position));
  }

  /** What is before the oldest moment kept stays as it was. */
  isUndone({ id, position, undone }: CommandRecord): boolean {
    const { oldest } = this.#journal;
    return position > oldest ? this.#journal.step(position) !== this.#steps.get(id) : undone;
  }

  /** One that is undone has its place on a branch, if that is still kept: the newest one that it fits on. */
  #found(record: CommandRecord): Step | undefined {
    if (!record.undone) return this.#journal.step(record.position);
    const { branches } = this.#journal;
    return branches
      .map(({ after, steps }) => steps[record.position - after - 1])
      .findLast((step) => fits(record, step));
  }
}

/** A command that wrote stands at its last write, one that did not, at what had happened by then. */
function fits({ at, from }: CommandRecord, step: Step | undefined): boolean {
  if (!step) return false;
  const { actor } = step.cause;
  return from === undefined ? step.at <= at : step.at >= at && (actor === 'kubectl' || actor === 'world');
}
