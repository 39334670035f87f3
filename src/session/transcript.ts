/** What the terminal shows: commands, their output as it comes, and where the story forked. */
import type { Millis } from '../engine/index.ts';
import type { Clears } from '../shell/program.ts';
import type { Chunk } from '../shell/shell-run.ts';
import type { CommandRecord, TranscriptEntry } from './engine-client.ts';

/** Older entries are forgotten; nobody scrolls back so far. */
const MOST_ENTRIES = 2000;

type Draft<T> = T extends unknown ? Omit<T, 'key'> : never;

export class Transcript {
  #entries: readonly TranscriptEntry[];
  #nextKey: number;

  constructor(entries: readonly TranscriptEntry[] = []) {
    this.#entries = entries;
    this.#nextKey = Math.max(0, ...entries.map(({ key }) => key)) + 1;
  }

  entries(): readonly TranscriptEntry[] {
    return this.#entries;
  }

  command({ id, at, command: { line, by } }: CommandRecord, inPast: boolean): void {
    this.#add({ kind: 'command', of: id, at, line, by, inPast, undone: false });
  }

  output(of: number, chunks: readonly Chunk[], clears: Clears | undefined): void {
    if (clears === 'all') this.clear();
    else if (clears === 'own') this.#entries = this.#entries.filter((one) => one.kind !== 'output' || one.of !== of);
    for (const { stream, text } of chunks) this.#add({ kind: 'output', of, stream, text, undone: false });
  }

  interrupted(): void {
    this.#add({ kind: 'interrupt' });
  }

  /** The page was loaded again while these commands waited. */
  reloaded(interrupted: readonly string[]): void {
    this.#add({ kind: 'reload', interrupted });
  }

  /** The command `by` began another future at this moment: so many commands were given in the one that is no more. */
  fork(by: number, at: Millis, undone: number): void {
    this.#add({ kind: 'fork', at, undone });
    const fork = this.#entries.at(-1);
    const before = this.#entries.findIndex((one) => one.kind === 'command' && one.of === by);
    if (!fork || before < 0) return;
    const moved = [fork, ...this.#entries.slice(before, -1)];
    // Keys keep growing along the entries: what is kept of them comes back in that order.
    const keys = this.#entries.slice(before).map(({ key }) => key);
    this.#entries = [
      ...this.#entries.slice(0, before),
      ...moved.map((entry, i) => ({ ...entry, key: keys[i] ?? entry.key })),
    ];
  }

  /** These commands are not of the present line; all others are. */
  mark(undone: ReadonlySet<number>): void {
    const isRight = (one: TranscriptEntry): boolean => !('of' in one) || one.undone === undone.has(one.of);
    if (this.#entries.every(isRight)) return;
    this.#entries = this.#entries.map((one) =>
      'of' in one && one.undone !== undone.has(one.of) ? { ...one, undone: !one.undone } : one,
    );
  }

  clear(): void {
    this.#entries = [];
  }

  #add(entry: Draft<TranscriptEntry>): void {
    this.#entries = [...this.#entries.slice(-MOST_ENTRIES), { ...entry, key: this.#nextKey }];
    this.#nextKey += 1;
  }
}
