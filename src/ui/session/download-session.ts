import type { KeptSession } from '../../session/keeping/kept-session.ts';
import { sessionFile } from '../../session/keeping/session-file.ts';

/** Hands a session out as a file. */
export function downloadSession(session: KeptSession): void {
  const { name, text } = sessionFile(session);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
