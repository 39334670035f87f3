/** What the page gives to a session that is to be kept. */
import { nextTask } from '../next-task.ts';
import { pageEngines } from '../worker/page-engines.ts';
import { openIndexedStore } from './indexed-store.ts';
import type { Surroundings } from './open-session.ts';
import { pageTabs } from './tabs.ts';

export const pageSurroundings: Surroundings = {
  openStore: openIndexedStore,
  tabs: pageTabs,
  makeEngine: pageEngines,
  pause: nextTask,
  timers: {
    today: () => Date.now(),
    later: (millis, on) => void setTimeout(on, millis),
  },
  // Also where the page is not served securely, and crypto.randomUUID is missing.
  newId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
};
