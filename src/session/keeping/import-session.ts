/** A session from a file becomes one of this browser. */
import type { KeptSession } from './kept-session.ts';
import type { Surroundings } from './open-session.ts';

/** It is the one that this tab opens next at the session's address. Rejects when the browser keeps nothing. */
export async function importSession(
  { row, inputs, commands }: KeptSession,
  { openStore, tabs: find, newId, timers }: Surroundings,
): Promise<void> {
  const tabs = find();
  if (!tabs) throw new Error('tabs cannot be kept apart');
  const store = await openStore();
  // A file may be opened twice, or beside the session that it was made of.
  const id = newId();
  try {
    await store.write({
      row: { ...row, id, used: timers.today() },
      inputs: { from: 0, rows: inputs, last: true },
      commands: new Map(commands.history.map((record) => [record.id, record])),
      entries: new Map(commands.transcript.map((entry) => [entry.key, entry])),
    });
  } finally {
    store.close();
  }
  tabs.remember(row.scene, id);
}
