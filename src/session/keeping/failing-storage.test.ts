/** What becomes of sessions when storage fails or holds rubbish. */
import { describe, expect, it } from 'vitest';
import {
  MemoryBrowser,
  openScene as open,
  passTime as pass,
  reload,
  run,
  SCENE,
} from '../../testing/memory-browser.ts';

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

  it('for want of room first costs the session that was used longest ago', async () => {
    const browser = new MemoryBrowser();
    for (const scene of ['scene-1', 'scene-2']) {
      const old = await open(browser.tab(), { scene });
      await run(old, 'kubectl cordon node-1');
      await browser.settle();
      old.close();
      await browser.settle();
    }
    browser.store.failure = new DOMException('full', 'QuotaExceededError');
    browser.store.room = 2;
    const session = await open(browser.tab());
    await run(session, 'kubectl cordon node-1');
    await browser.settle();
    expect(session.keeper.keeping()).toBe('kept');
    const scenes = [...browser.store.rows.keys()].map((id) => browser.store.row(id)?.scene);
    expect(scenes).toEqual(['scene-2', SCENE.id]);
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
