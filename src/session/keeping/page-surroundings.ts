/** What the page gives to a session that is to be kept. */
import { pageFrames } from '../frames.ts';
import { openIndexedStore } from './indexed-store.ts';
import type { Surroundings } from './open-session.ts';
import { pageTabs } from './tabs.ts';

export const pageSurroundings: Surroundings = {
  openStore: openIndexedStore,
  tabs: pageTabs,
  frames: pageFrames,
  turns: { now: () => performance.now(), pause: nextTask },
  timers: {
    today: () => Date.now(),
    later: (millis, on) => void setTimeout(on, millis),
  },
  // Also where the page is not served securely, and crypto.randomUUID is missing.
  newId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
};

/** Behind what the page has to do just now. Unlike a frame it comes in a tab that nobody sees, and unlike a timer at once. */
function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
