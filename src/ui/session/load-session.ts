/** What opens sessions, with the engine: one chunk that is loaded behind the page's frame. */
export { openSession } from '../../session/keeping/open-session.ts';
export { pageSurroundings } from '../../session/keeping/page-surroundings.ts';
