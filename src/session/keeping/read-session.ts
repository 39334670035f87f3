/** Reads kept sessions; what makes no sense is left out, and never stops the page. */
import type { Input } from '../../engine/index.ts';
import type { CommandRecord, TranscriptEntry } from '../engine-client.ts';
import {
  isCommandRecord,
  isForeign,
  isInput,
  isSessionRow,
  isTranscriptEntry,
  type KeptSession,
  type SessionRow,
} from './kept-session.ts';
import type { Part, SessionStore } from './session-store.ts';

/** Rows at a time: a fleet's session is large, and the page must not stop while it is read. */
const PAGE = 50;

/** All sessions that can be read; the others are dropped, but for those of another format. */
export async function dropUnreadable(
  store: SessionStore,
): Promise<{ readonly sessions: readonly SessionRow[]; readonly dropped: number }> {
  const sessions: SessionRow[] = [];
  let dropped = 0;
  for (const [id, row] of await store.sessions()) {
    if (isSessionRow(row) && row.id === id) sessions.push(row);
    else if (!isForeign(row)) {
      await store.drop(id);
      dropped += 1;
    }
  }
  return { sessions, dropped };
}

/** `damaged`: some inputs could not be read; those before them are there. */
export async function readSession(
  store: SessionStore,
  row: SessionRow,
): Promise<{ readonly session: KeptSession; readonly damaged: boolean }> {
  const inputs: Input[] = [];
  let damaged = false;
  for await (const [number, input] of rowsOf(store, row.id, 'input')) {
    // Without one of them nothing after it can be understood.
    damaged ||= number !== inputs.length || !isInput(input);
    if (!damaged) inputs.push(input as Input);
  }
  const history: CommandRecord[] = [];
  for await (const [, record] of rowsOf(store, row.id, 'command')) if (isCommandRecord(record)) history.push(record);
  const transcript: TranscriptEntry[] = [];
  for await (const [, entry] of rowsOf(store, row.id, 'entry')) if (isTranscriptEntry(entry)) transcript.push(entry);
  // The row is written together with the inputs that it counts.
  damaged ||= row.place.inputs > inputs.length;
  return { session: { row, inputs, commands: { history, transcript } }, damaged };
}

async function* rowsOf(store: SessionStore, id: string, part: Part): AsyncGenerator<readonly [number, unknown]> {
  for (let from = 0; ; ) {
    const page = await store.read(id, part, from, PAGE);
    yield* page;
    const [last] = page.at(-1) ?? [];
    if (last === undefined || page.length < PAGE) return;
    from = last + 1;
  }
}
