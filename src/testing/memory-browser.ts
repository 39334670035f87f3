/** A browser whose tabs share one store, for tests of sessions that are kept. */
import { type OpenSession, openSession, type Surroundings } from '../session/keeping/open-session.ts';
import { ENGINE_HOMES, type TestHome } from './engine-homes.ts';
import { ManualFrames } from './manual-frames.ts';
import { MemoryStore } from './memory-store.ts';

/** What an address of these tests asks for. */
export const SCENE = {
  id: 'sandbox',
  seed: '1',
  nodes: [{ name: 'node-1' }, { name: 'node-2' }],
  text: 'kind: DaemonSet',
};

const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx }] }
`;

interface Asked {
  readonly scene?: string;
  readonly instead?: string;
}

export async function openScene(tab: Surroundings, { scene = SCENE.id, instead }: Asked = {}): Promise<OpenSession> {
  const opening = { scene: { ...SCENE, id: scene }, instead, tell: () => {}, signal: new AbortController().signal };
  const session = await openSession(opening, tab);
  if (!session) throw new Error('given up');
  return session;
}

/** Gives a command and answers what it printed. */
export async function run({ client }: OpenSession, line: string): Promise<string> {
  const { stdout, stderr } = await client.send({ line, files: { 'web.yaml': MANIFEST }, by: 'hand' });
  return stderr + stdout;
}

/** Three seconds go by. */
export function passTime({ frames }: MemoryBrowser, { client: { playback } }: OpenSession): void {
  playback.play();
  frames.pass(3000);
  playback.pause();
}

/** As a page that is loaded again: the tab is the same. */
export async function reload(browser: MemoryBrowser, session: OpenSession, tab: Surroundings): Promise<OpenSession> {
  session.close();
  await browser.settle();
  return openScene(tab);
}

/** A browser whose tabs share one store; timers run when a test says so. */
export class MemoryBrowser {
  readonly store = new MemoryStore();
  readonly frames = new ManualFrames();
  readonly #taken = new Set<string>();
  #due: (() => void)[] = [];
  readonly #home: TestHome;
  #ids = 0;
  #today = 0;

  /** Where its engines are. */
  constructor(home: TestHome = 'page') {
    this.#home = home;
  }

  /** What one tab sees. */
  tab(): Surroundings {
    const last = new Map<string, string>();
    return {
      openStore: async () => this.store,
      tabs: () => ({
        take: async (id) => {
          if (this.#taken.has(id)) return undefined;
          this.#taken.add(id);
          return () => this.#taken.delete(id);
        },
        taken: async () => new Set(this.#taken),
        last: (scene) => last.get(scene),
        remember: (scene, id) => last.set(scene, id),
      }),
      makeEngine: ENGINE_HOMES[this.#home](this.frames),
      pause: async () => {},
      timers: {
        today: () => {
          this.#today += 1;
          return this.#today;
        },
        later: (_, on) => this.#due.push(on),
      },
      newId: () => {
        this.#ids += 1;
        return `session-${this.#ids}`;
      },
    };
  }

  /** Lets all timers fire and all writes end; what is tried again and again is tried some times. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      const due = this.#due;
      this.#due = [];
      for (const on of due) on();
      await new Promise((done) => setImmediate(done));
      if (this.#due.length === 0) return;
    }
  }
}
