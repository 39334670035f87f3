/** Sessions as tabs open, keep and leave them. */
import { describe, expect, it } from 'vitest';
import { TEST_HOMES } from '../../testing/engine-homes.ts';
import {
  MemoryBrowser,
  openScene as open,
  passTime as pass,
  reload,
  run,
  SCENE,
} from '../../testing/memory-browser.ts';
import { MOST_SESSIONS } from './kept-session.ts';
import { openSession } from './open-session.ts';

describe.each(TEST_HOMES)('a session that is opened again, engine in the %s', (home) => {
  it('has its cluster, moment, commands and text', async () => {
    const browser = new MemoryBrowser(home);
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

  it('has its branches, which can be returned to', async () => {
    const browser = new MemoryBrowser(home);
    const tab = browser.tab();
    let session = await open(tab);
    await run(session, 'kubectl apply -f web.yaml');
    pass(browser, session);
    session.client.playback.seek(session.client.playback.state().oldest);
    await run(session, 'kubectl cordon node-1');
    pass(browser, session);
    const branches = session.client.playback.branches();
    expect(branches).toHaveLength(1);
    session = await reload(browser, session, tab);
    expect(session.client.playback.branches()).toEqual(branches);
    session.client.playback.returnTo(branches[0]?.id ?? 0);
    expect(await run(session, 'kubectl get ds')).toContain('web');
    const left = session.client.playback.branches();
    session = await reload(browser, session, tab);
    expect(session.client.playback.branches()).toEqual(left);
    expect(await run(session, 'kubectl get ds')).toContain('web');
  });

  it('goes on with its log where it was', async () => {
    const browser = new MemoryBrowser(home);
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
    const browser = new MemoryBrowser(home);
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
    const browser = new MemoryBrowser(home);
    const tab = browser.tab();
    const first = await open(tab);
    pass(browser, first);
    await browser.settle();
    first.close();
    await browser.settle();
    expect(browser.store.rows.size).toBe(0);
  });

  it('is given up when the page asks so, and is then free for others', async () => {
    const browser = new MemoryBrowser(home);
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
