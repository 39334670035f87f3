/** A session as a file: what is kept when the browser keeps nothing. */
import type { KeptSession } from './kept-session.ts';

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
