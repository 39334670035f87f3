/** A session is one tab's: two tabs of one address must not mix what they write. */

export interface Tabs {
  /** Takes a session for this tab until it is released; undefined when another tab has it. */
  take(id: string): Promise<(() => void) | undefined>;
  /** The sessions that some tab has. */
  taken(): Promise<ReadonlySet<string>>;
  /** Which session of a scene this tab had last, before it was loaded again. */
  last(scene: string): string | undefined;
  remember(scene: string, id: string): void;
}

const PREFIX = 'daemonset-playground session ';
/** Wall milliseconds: a page that is loaded again may meet its own lock, which the old page still has. */
const PATIENCE = 1000;

/** Undefined where the browser cannot keep tabs apart: no page that is served as it should be sees that. */
export function pageTabs(): Tabs | undefined {
  // The types know secure contexts only.
  const locks = navigator.locks as LockManager | undefined;
  return locks && tabsBy(locks);
}

function tabsBy(locks: LockManager): Tabs {
  return {
    take: (id) =>
      new Promise((taken) => {
        const signal = AbortSignal.timeout(PATIENCE);
        const held = locks.request(PREFIX + id, { signal }, () => new Promise<void>((release) => taken(release)));
        held.catch(() => taken(undefined));
      }),
    async taken() {
      const { held = [] } = await locks.query();
      return new Set(held.map(({ name = '' }) => name.slice(PREFIX.length)));
    },
    last: (scene) => guarded(() => sessionStorage.getItem(PREFIX + scene)) ?? undefined,
    remember(scene, id) {
      guarded(() => sessionStorage.setItem(PREFIX + scene, id));
    },
  };
}

/** Without the memory of the tab the newest session of the address is taken. */
function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
