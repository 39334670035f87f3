/** Sessions as tabs open, keep and leave them. */
import { describe, expect, it } from 'vitest';
import { MemoryBrowser } from '../../testing/memory-store.ts';
import { MOST_SESSIONS } from './kept-session.ts';
import { type OpenSession, openSession, type Surroundings } from './open-session.ts';

const SCENE = {
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

async function open(tab: Surroundings, { scene = SCENE.id, instead }: Asked = {}): Promise<OpenSession> {
  const opening = { scene: { ...SCENE, id: scene }, instead, tell: () => {}, signal: new AbortController().signal };
  const session = await openSession(opening, tab);
  if (!session) throw new Error('given up');
  return session;
}

async function run({ client }: OpenSession, line: string): Promise<string> {
  const { stdout, stderr } = await client.send({ line, files: { 'web.yaml': MANIFEST }, by: 'hand' });
  return stderr + stdout;
}

/** Three seconds go by. */
function pass({ frames }: MemoryBrowser, { client: { playback } }: OpenSession): void {
  playback.play();
  frames.pass(3000);
  playback.pause();
}

/** As a page that is loaded again: the tab is the same. */
async function reload(browser: MemoryBrowser, session: OpenSession, tab: Surroundings): Promise<OpenSession> {
  session.close();
  await browser.settle();
  return open(tab);
}

describe('a session that is opened again', () => {
  it('has its cluster, moment, commands and text', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const first = await open(tab);
    expect(await run(first, 'kubectl apply -f web.yaml')).toContain('created');
    pass(browser, first);
    first.client.playback.stepBack();
    await run(first, 'kubectl get nodes');
    first.keeper.setText('kind: Node');
    const { now, position, head } = first.client.playback.state();
    const next = await reload(browser, first, tab);
    expect(next.client.playback.state()).toMatchObject({ playing: false, now, position, head });
    expect(next.client.history()).toEqual(first.client.history());
    expect(next.client.transcript()).toEqual(first.client.transcript());
    expect(next.client.playback.marks()).toEqual(first.client.playback.marks());
    expect(next.text).toBe('kind: Node');
    expect(next.notices).toEqual([]);
    expect(await next.client.inspect('ds', 'default', 'web')).toContain('image: nginx');
  });

  it('goes on with its log where it was', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    let session = await open(tab);
    for (const node of ['node-1', 'node-2', 'node-1']) {
      await run(session, `kubectl label node ${node} t=${browser.store.inputs('session-1').length} --overwrite`);
      session = await reload(browser, session, tab);
    }
    expect(browser.store.inputs('session-1')).toHaveLength(3);
    expect(session.client.history()).toHaveLength(3);
    expect(await session.client.inspect('node', undefined, 'node-1')).toContain('t: "2"');
  });

  it('is the one that was used last, of its address', async () => {
    const browser = new MemoryBrowser();
    const here = await open(browser.tab());
    await run(here, 'kubectl cordon node-1');
    const there = await open(browser.tab(), { scene: 'start' });
    await run(there, 'kubectl cordon node-2');
    here.close();
    there.close();
    await browser.settle();
    expect((await open(browser.tab())).id).toBe(here.id);
    expect((await open(browser.tab(), { scene: 'start' })).id).toBe(there.id);
  });

  it('without anything done in it is not kept', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const first = await open(tab);
    pass(browser, first);
    await browser.settle();
    first.close();
    await browser.settle();
    expect(browser.store.rows.size).toBe(0);
  });

  it('is given up when the page asks so, and is then free for others', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const first = await open(tab);
    await run(first, 'kubectl cordon node-1');
    first.close();
    await browser.settle();
    const giveUp = new AbortController();
    const opening = { scene: SCENE, tell: () => giveUp.abort(), signal: giveUp.signal };
    expect(await openSession(opening, tab)).toBeUndefined();
    expect((await open(tab)).id).toBe(first.id);
  });
});

describe('tabs of one address', () => {
  it('have a session each, and each finds its own again', async () => {
    const browser = new MemoryBrowser();
    const [one, two] = [browser.tab(), browser.tab()];
    const first = await open(one);
    await run(first, 'kubectl cordon node-1');
    await browser.settle();
    const second = await open(two);
    expect(second.notices).toEqual([{ kind: 'other-tab' }]);
    await run(second, 'kubectl cordon node-2');
    await run(first, 'kubectl uncordon node-1');
    const again = await reload(browser, second, two);
    expect(again.id).toBe(second.id);
    expect(again.client.history().map(({ command }) => command.line)).toEqual(['kubectl cordon node-2']);
    const firstAgain = await reload(browser, first, one);
    expect(firstAgain.client.history()).toHaveLength(2);
  });
});

describe('a new session', () => {
  it('keeps the one before until something is done', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const first = await open(tab);
    await run(first, 'kubectl cordon node-1');
    first.close();
    await browser.settle();
    const fresh = await open(tab, { instead: first.id });
    expect(fresh.client.history()).toEqual([]);
    const back = await reload(browser, fresh, tab);
    expect(back.id).toBe(first.id);
    back.close();
    await browser.settle();
    const other = await open(tab, { instead: first.id });
    await run(other, 'kubectl cordon node-2');
    await browser.settle();
    expect([...browser.store.rows.keys()]).toEqual([other.id]);
  });

  it('drops those that were used longest ago beyond a number, but none that a tab has open', async () => {
    const browser = new MemoryBrowser();
    const held = await open(browser.tab(), { scene: 'scene-0' });
    await run(held, 'kubectl cordon node-1');
    await browser.settle();
    for (let i = 1; i <= MOST_SESSIONS + 2; i += 1) {
      const session = await open(browser.tab(), { scene: `scene-${i}` });
      await run(session, 'kubectl cordon node-1');
      await browser.settle();
      session.close();
      await browser.settle();
    }
    const scenes = [...browser.store.rows.keys()].map((id) => browser.store.row(id)?.scene);
    expect(scenes).toHaveLength(MOST_SESSIONS + 1);
    expect(scenes).toContain('scene-0');
    expect(scenes).not.toContain('scene-1');
    expect(scenes).not.toContain('scene-2');
    expect(scenes).toContain(`scene-${MOST_SESSIONS + 2}`);
  });
});

describe('storage that fails', () => {
  it('is said so, and what was not written is written once there is room', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const session = await open(tab);
    await run(session, 'kubectl cordon node-1');
    await browser.settle();
    expect(session.keeper.keeping()).toBe('kept');
    browser.store.failure = new DOMException('full', 'QuotaExceededError');
    await run(session, 'kubectl uncordon node-1');
    await browser.settle();
    expect(session.keeper.keeping()).toBe('full');
    browser.store.failure = new Error('no database');
    await run(session, 'kubectl cordon node-1');
    await browser.settle();
    expect(session.keeper.keeping()).toBe('denied');
    expect(session.keeper.session().inputs).toHaveLength(3);
    browser.store.failure = undefined;
    await run(session, 'kubectl cordon node-2');
    await browser.settle();
    expect(session.keeper.keeping()).toBe('kept');
    const again = await reload(browser, session, tab);
    expect(again.client.history()).toHaveLength(4);
    expect(await run(again, 'kubectl get nodes')).toMatch(/node-1 +Ready,SchedulingDisabled/);
  });

  it('or cannot be had leaves a page that works', async () => {
    const browser = new MemoryBrowser();
    for (const tab of [
      { ...browser.tab(), openStore: () => Promise.reject(new Error('denied')) },
      { ...browser.tab(), tabs: () => undefined },
    ]) {
      const session = await open(tab);
      expect(session.keeper.keeping()).toBe('denied');
      expect(await run(session, 'kubectl cordon node-1')).toContain('cordoned');
      await browser.settle();
    }
    expect(browser.store.rows.size).toBe(0);
  });

  it('in many writes at once goes in batches, and the last row counts them all', async () => {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const session = await open(tab);
    await run(session, 'kwokctl scale node --replicas 130');
    await browser.settle();
    expect(browser.store.writes).toBeGreaterThan(2);
    expect(browser.store.inputs(session.id)).toHaveLength(128);
    expect(browser.store.row(session.id)?.place.inputs).toBe(128);
    const again = await reload(browser, session, tab);
    expect((await run(again, 'kubectl get nodes --no-headers')).trim().split('\n')).toHaveLength(130);
  });
});

describe('rows that are not what they were', () => {
  async function keptOf(commands: readonly string[]) {
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const session = await open(tab);
    for (const line of commands) {
      await run(session, line);
      pass(browser, session);
    }
    session.close();
    await browser.settle();
    return { browser, tab, id: session.id, inputs: browser.store.parts.input.get(session.id) ?? new Map() };
  }
  const STORY = ['kubectl apply -f web.yaml', 'kubectl cordon node-1', 'kubectl cordon node-2'];

  it('are carried out as far as they can be read, and written over by what comes next', async () => {
    const { browser, tab, id, inputs } = await keptOf(STORY);
    inputs.set(1, { position: 'x' });
    const session = await open(tab);
    expect(session.notices).toMatchObject([{ kind: 'damaged' }]);
    expect(session.client.history().map(({ undone }) => undone)).toEqual([false, true, true]);
    expect(await run(session, 'kubectl get ds')).toContain('web');
    expect(await run(session, 'kubectl get nodes')).not.toContain('SchedulingDisabled');
    expect(inputs.size).toBe(3);
    await run(session, 'kubectl label node node-1 a=b');
    await browser.settle();
    expect(browser.store.inputs(id)).toHaveLength(2);
  });

  it('are kept up to the moment at which another version does something else', async () => {
    const { tab, inputs } = await keptOf(STORY);
    const input = inputs.get(2) as { before: object };
    inputs.set(2, { ...input, before: { ...input.before, order: 0 } });
    const session = await open(tab);
    const { now } = session.client.playback.state();
    expect(session.notices).toEqual([{ kind: 'version', keptTo: now }]);
    const nodes = await run(session, 'kubectl get nodes');
    expect(nodes).toMatch(/node-1 +Ready,SchedulingDisabled/);
    expect(nodes).toMatch(/node-2 +Ready +</);
  });

  it('of a session are dropped when its own row makes no sense, and left alone when it is of another format', async () => {
    const { browser, tab, id } = await keptOf(STORY);
    const row = browser.store.row(id);
    browser.store.rows.set(id, { ...row, place: undefined });
    browser.store.rows.set('newer', { ...row, format: 2 });
    const session = await open(tab);
    expect(session.notices).toEqual([{ kind: 'dropped', sessions: 1 }]);
    expect(session.client.history()).toEqual([]);
    expect([...browser.store.rows.keys()]).toEqual(['newer']);
  });
});
