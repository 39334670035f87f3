/** Writes a session down as it happens, and says when the browser keeps nothing. */
import type { Input } from '../../engine/index.ts';
import type { CommandRecord, EngineClient, TranscriptEntry } from '../engine-client.ts';
import type { KeptSession, Place, SessionRow } from './kept-session.ts';
import type { Rows, SessionStore } from './session-store.ts';

/** `full`, `denied`: what is done lives in this tab only. Nothing is lost while it stays open. */
export type Keeping = 'kept' | 'full' | 'denied';

export interface Timers {
  /** Wall time in ms since 1970. */
  today(): number;
  /** Calls back once after so many wall milliseconds. */
  later(millis: number, on: () => void): void;
}

export interface KeeperOptions {
  readonly client: EngineClient;
  /** Absent: the browser keeps nothing. */
  readonly store: SessionStore | undefined;
  readonly timers: Timers;
  /** As the session was opened; its rows up to here stand in the store already when it was kept before. */
  readonly session: KeptSession;
  /** Called once, when something has been written for the first time. */
  readonly begun: () => void;
  /** Called when storage is full; answers whether there may be more room now. */
  readonly makeRoom: () => Promise<boolean>;
}

/** Wall milliseconds from a change to its row; inputs are written at once. */
const DELAY = 500;
/** Wall milliseconds until it is tried again. */
const RETRY = 5000;
/** Inputs in one transaction: a fleet that joins brings thousands at once, and the page must not stop for them. */
const BATCH = 50;

export class SessionKeeper {
  readonly #client: EngineClient;
  readonly #store: SessionStore | undefined;
  readonly #timers: Timers;
  readonly #begun: () => void;
  readonly #makeRoom: () => Promise<boolean>;
  readonly #listeners = new Set<() => void>();
  readonly #inputs: Input[];
  #row: SessionRow;
  /** What has been handed to the store, and may have to be again when that fails. */
  #writtenInputs: number;
  readonly #writtenCommands: Written<CommandRecord>;
  readonly #writtenEntries: Written<TranscriptEntry>;
  #keeping: Keeping;
  /** When what has changed will be written, in wall ms from when it was asked for. */
  #due: number | undefined;
  #changed = false;
  #hasBegun = false;
  #closed = false;
  readonly #stopListening: readonly (() => void)[];

  constructor({ client, store, timers, session, begun, makeRoom }: KeeperOptions) {
    this.#client = client;
    this.#store = store;
    this.#timers = timers;
    this.#begun = begun;
    this.#makeRoom = makeRoom;
    this.#row = session.row;
    this.#inputs = [...session.inputs];
    this.#writtenInputs = session.inputs.length;
    this.#writtenCommands = new Written(session.commands.history, ({ id }) => id);
    this.#writtenEntries = new Written(session.commands.transcript, ({ key }) => key);
    this.#keeping = store ? 'kept' : 'denied';
    client.watchInputs((input) => {
      this.#inputs.push(input);
      this.#change(0);
    });
    const change = (): void => this.#change(DELAY);
    this.#stopListening = [client.subscribeHistory(change), client.playback.subscribe(change)];
  }

  keeping(): Keeping {
    return this.#keeping;
  }

  /** Tells of changes of `keeping` and `hasBegun`. */
  subscribe(on: () => void): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  setText(text: string): void {
    if (text === this.#row.text) return;
    this.#row = { ...this.#row, text };
    this.#begin();
    this.#change(DELAY);
  }

  /** The whole session as it is now. */
  session(): KeptSession {
    return {
      row: this.#newRow(),
      inputs: this.#inputs,
      commands: { history: this.#client.history(), transcript: this.#client.transcript() },
    };
  }

  /** Writes what is not written yet. All of it is under way when this returns, for a page on its way out. */
  flush(): Promise<unknown> {
    const writings: Promise<void>[] = [];
    while (this.#changed && this.#hasBegun && !this.#closed) writings.push(this.#writeSome());
    return Promise.all(writings);
  }

  /** Writes the rest and lets go. */
  async close(): Promise<void> {
    for (const stop of this.#stopListening) stop();
    const last = this.flush();
    this.#closed = true;
    await last;
  }

  /** Whether anything has been done here that is worth keeping. */
  hasBegun(): boolean {
    return this.#hasBegun;
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#begun();
    this.#tell();
  }

  #change(delay: number): void {
    if (this.#inputs.length > 0 || this.#client.history().length > 0) this.#begin();
    this.#changed = true;
    const due = this.#keeping === 'kept' ? delay : RETRY;
    if (this.#due !== undefined && this.#due <= due) return;
    this.#due = due;
    this.#timers.later(due, () => {
      this.#due = undefined;
      if (!this.#changed || !this.#hasBegun || this.#closed) return;
      void this.#writeSome();
      if (this.#changed) this.#change(0);
    });
  }

  async #writeSome(): Promise<void> {
    if (!this.#store) {
      this.#changed = false;
      return;
    }
    const from = this.#writtenInputs;
    const rows = this.#inputs.slice(from, from + BATCH);
    this.#writtenInputs += rows.length;
    this.#changed = this.#writtenInputs < this.#inputs.length;
    // A row counts inputs only that are written with it or before it.
    this.#row = { ...this.#newRow(), ...(this.#changed ? { place: this.#row.place } : {}) };
    const last = rows.length > 0 && !this.#changed;
    const commands = this.#writtenCommands.changes(this.#client.history());
    const entries = this.#writtenEntries.changes(this.#client.transcript());
    try {
      await this.#store.write({ row: this.#row, inputs: { from, rows, last }, commands, entries });
      this.#turned('kept');
    } catch (error) {
      // It is tried again from the start: what was written and what was not is not known.
      this.#writtenInputs = 0;
      this.#writtenCommands.forget();
      this.#writtenEntries.forget();
      const full = isFull(error);
      const roomier = full && (await this.#makeRoom().catch(() => false));
      if (!roomier) this.#turned(full ? 'full' : 'denied');
      this.#change(0);
    }
  }

  #newRow(): SessionRow {
    return { ...this.#row, used: this.#timers.today(), place: this.#place() };
  }

  #place(): Place {
    const { position, head, now, newest } = this.#client.playback.state();
    return { inputs: this.#inputs.length, position, head, now, newest };
  }

  #turned(keeping: Keeping): void {
    if (keeping === this.#keeping) return;
    this.#keeping = keeping;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Which rows of a list have been handed over; each keeps its identity until it changes. */
class Written<T> {
  #rows: ReadonlyMap<number, T | undefined>;
  readonly #numberOf: (row: T) => number;

  constructor(rows: readonly T[], numberOf: (row: T) => number) {
    this.#numberOf = numberOf;
    this.#rows = this.#numbered(rows);
  }

  /** What differs from the rows of last time; those that have gone are without a value. */
  changes(now: readonly T[]): Rows<T> {
    const rows = this.#numbered(now);
    const changed = new Map<number, T | undefined>();
    for (const [number, row] of rows) if (this.#rows.get(number) !== row) changed.set(number, row);
    for (const number of this.#rows.keys()) if (!rows.has(number)) changed.set(number, undefined);
    this.#rows = rows;
    return changed;
  }

  forget(): void {
    this.#rows = new Map([...this.#rows.keys()].map((number) => [number, undefined]));
  }

  #numbered(rows: readonly T[]): ReadonlyMap<number, T> {
    return new Map(rows.map((row) => [this.#numberOf(row), row]));
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
