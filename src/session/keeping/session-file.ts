/** A session as a file: to be kept elsewhere, and opened again. */
import { isCommandRecord, isInput, isSessionRow, isTranscriptEntry, type KeptSession } from './kept-session.ts';

export interface SessionFile {
  readonly name: string;
  readonly text: string;
}

/** JSON; a field without a value is left out, which means the same. */
export function sessionFile(session: KeptSession): SessionFile {
  const day = new Date(session.row.used).toISOString().slice(0, 10);
  const name = `daemonset-${session.row.scene.replaceAll(/[^a-z0-9]+/gi, '-')}-${day}.json`;
  return { name, text: JSON.stringify(session) };
}

/** The session that a file holds; undefined when it is no such file. */
export function readSessionFile(text: string): KeptSession | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { row, inputs, commands } = (read ?? {}) as Partial<Record<keyof KeptSession, unknown>>;
  if (!isSessionRow(row) || !Array.isArray(inputs) || !inputs.every(isInput)) return undefined;
  const { history, transcript } = (commands ?? {}) as Partial<Record<keyof KeptSession['commands'], unknown>>;
  return {
    row,
    inputs,
    commands: {
      history: Array.isArray(history) ? history.filter(isCommandRecord) : [],
      transcript: Array.isArray(transcript) ? transcript.filter(isTranscriptEntry) : [],
    },
  };
}
