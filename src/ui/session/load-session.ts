/** What opens sessions, with the engine: one chunk that is loaded behind the page's frame. */
export { importSession } from '../../session/keeping/import-session.ts';
export { openSession } from '../../session/keeping/open-session.ts';
export { pageSurroundings } from '../../session/keeping/page-surroundings.ts';
export { readSessionFile } from '../../session/keeping/session-file.ts';
