/** Where sessions are kept: rows by session, part and number. */
import type { Input } from '../../engine/index.ts';
import type { CommandRecord, TranscriptEntry } from '../engine-client.ts';
import type { SessionRow } from './kept-session.ts';

export type Part = 'input' | 'command' | 'entry';

/** Rows of one part by number; those without a value go. */
export type Rows<T> = ReadonlyMap<number, T | undefined>;

/** What has changed in a session since it was written last. */
export interface Writing {
  readonly row: SessionRow;
  /** Consecutive ones. When they are the last, whatever stands behind them goes. */
  readonly inputs: { readonly from: number; readonly rows: readonly Input[]; readonly last: boolean };
  readonly commands: Rows<CommandRecord>;
  readonly entries: Rows<TranscriptEntry>;
}

/** What is read may be anything: another version wrote it, or it was damaged. Everything rejects when storage is denied. */
export interface SessionStore {
  /** All session rows by id. */
  sessions(): Promise<ReadonlyMap<string, unknown>>;
  /** The rows of a part in order of their numbers, a page at a time: those from number `from` on, `most` at most. */
  read(
    id: string,
    part: Part,
    from: number,
    most: number,
  ): Promise<readonly (readonly [number: number, row: unknown])[]>;
  /** All or nothing. What it hands over is under way when it returns. */
  write(writing: Writing): Promise<void>;
  drop(id: string): Promise<void>;
  close(): void;
}
