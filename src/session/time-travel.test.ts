import { describe, expect, it } from 'vitest';
import { ENGINE_HOMES, engineOf, TEST_HOMES, type TestHome } from '../testing/engine-homes.ts';
import { ManualFrames } from '../testing/manual-frames.ts';
import { APPLY_WEB } from '../testing/web-manifest.ts';
import { CLUSTER, nodeKey } from '../view/cards.ts';
import type { EngineClient } from './engine-client.ts';

/** Two nodes, a DaemonSet that is Ready, and then node-2 deleted; the clock stands. */
async function story(home: TestHome): Promise<{ client: EngineClient; frames: ManualFrames }> {
  const frames = new ManualFrames();
  const client = await engineOf(ENGINE_HOMES[home](frames), [{ name: 'node-1' }, { name: 'node-2' }]);
  await client.send(APPLY_WEB);
  client.playback.play();
  frames.pass(6000);
  await client.send({ line: 'kubectl delete node node-2', by: 'hand' });
  frames.pass(1000);
  client.playback.pause();
  return { client, frames };
}

const taint = { line: 'kubectl taint node node-1 a=b:NoSchedule', by: 'hand' } as const;

describe.each(TEST_HOMES)('undo and redo, engine in the %s', (home) => {
  it('goes to just before each action, and forth to just after it', async () => {
    const { client } = await story(home);
    const { playback, view } = client;
    expect(playback.state()).toMatchObject({ undo: expect.stringContaining('delete node node-2'), redo: undefined });
    playback.undo();
    expect(view.get(nodeKey('node-2'))).toMatchObject({ removed: false, pods: [{ state: 'ready' }] });
    expect(playback.state()).toMatchObject({ undo: expect.stringContaining('apply'), playing: false });
    playback.undo();
    expect(view.get(CLUSTER).daemonSets).toEqual([]);
    expect(playback.state().undo).toBeUndefined();
    playback.redo();
    expect(view.get(CLUSTER).daemonSets).toEqual(['default/web']);
    playback.redo();
    expect(view.get(nodeKey('node-2'))).toMatchObject({ removed: true });
    expect(playback.state().redo).toBeUndefined();
  });

  it('offers no redo once another action was given: that future is a branch', async () => {
    const { client } = await story(home);
    client.playback.undo();
    await client.send(taint);
    expect(client.playback.state().redo).toBeUndefined();
    expect(client.playback.branches()).toMatchObject([
      { name: 'A', action: expect.stringContaining('delete node node-2') },
    ]);
  });
});

describe.each(TEST_HOMES)('branches, engine in the %s', (home) => {
  it('tells where a branch left and how far it goes, and is the same array until one comes', async () => {
    const { client } = await story(home);
    const { playback } = client;
    const { head, newest } = playback.state();
    expect(playback.branches()).toEqual([]);
    playback.seek(playback.state().oldest);
    await client.send(taint);
    const branches = playback.branches();
    expect(branches).toMatchObject([{ name: 'A', from: 0, until: newest, after: playback.state().oldest }]);
    expect(branches[0]?.after).toBe(head - (branches[0]?.steps ?? 0));
    expect(branches[0]?.marks.map(({ kind }) => kind)).toContain('check');
    expect(playback.branches()).toBe(branches);
  });

  it('returns to a branch: its marks, its moment, and what was left is a branch', async () => {
    const { client } = await story(home);
    const { playback, view } = client;
    const marks = playback.marks();
    const { newest } = playback.state();
    playback.seek(playback.state().oldest);
    await client.send(taint);
    expect(playback.marks()).toHaveLength(1);
    playback.returnTo(playback.branches()[0]?.id ?? 0);
    expect(playback.marks()).toEqual(marks);
    expect(playback.state()).toMatchObject({ now: newest, playing: false });
    expect(view.get(nodeKey('node-2'))).toMatchObject({ removed: true });
    expect(playback.branches()).toMatchObject([{ name: 'B', action: expect.stringContaining('taint') }]);
  });

  it('returns to a branch that hangs on another', async () => {
    const { client } = await story(home);
    const { playback, view } = client;
    const { oldest } = playback.state();
    playback.undo();
    await client.send(taint); // A: node-2 deleted
    playback.seek(oldest);
    await client.send({ line: 'kubectl label node node-1 x=y', by: 'hand' }); // B: applied, tainted; A hangs on it
    const a = playback.branches().find(({ name }) => name === 'A');
    playback.returnTo(a?.id ?? 0);
    expect(view.get(nodeKey('node-2'))).toMatchObject({ removed: true });
    expect(playback.marks().filter(({ kind }) => kind === 'action')).toHaveLength(2);
  });

  it('compares the end of a branch with now', async () => {
    const { client } = await story(home);
    const { playback } = client;
    playback.seek(playback.state().oldest);
    await client.send(taint);
    const [branch] = playback.branches();
    if (!branch) throw new Error('no branch');
    const from = { seq: branch.after + branch.steps, branch: branch.id };
    const comparison = await client.compare(from, { seq: playback.state().position });
    expect(comparison).toMatchObject({ same: false, pods: { before: { total: 2 }, after: { total: 0 } } });
    await expect(client.compare({ seq: 1, branch: 99 }, { seq: 1 })).rejects.toThrow('no branch 99');
  });
});

describe.each(TEST_HOMES)('events, rests and idle time, engine in the %s', (home) => {
  it('goes to the previous event, and to the start when there is none', async () => {
    const { client } = await story(home);
    const { playback } = client;
    const seqs = playback.marks().map(({ seq }) => seq);
    const from = playback.state().position;
    const gone: number[] = [];
    while (playback.state().position > playback.state().oldest) {
      playback.previousEvent();
      gone.push(playback.state().position);
    }
    const { position, oldest } = playback.state();
    expect(position).toBe(oldest);
    expect(gone).toEqual([...seqs.filter((seq) => seq < from).toReversed(), oldest]);
  });

  it('plays to the next rest: past what happens, and not into the long wait behind it', async () => {
    const { client, frames } = await story(home);
    const { playback } = client;
    playback.seek(playback.state().oldest);
    await client.send(APPLY_WEB);
    playback.playToRest();
    expect(playback.state()).toMatchObject({ playing: true, toRest: true });
    frames.pass(60_000);
    expect(playback.state()).toMatchObject({ playing: false, toRest: false });
    expect(playback.state().now).toBeLessThan(20_000);
    for (const node of ['node-1', 'node-2']) {
      expect(client.view.get(nodeKey(node))?.pods).toMatchObject([{ state: 'ready' }]);
    }
  });

  it('passes idle time in a moment, and shows what comes after it', async () => {
    const { client, frames } = await story(home);
    const { playback } = client;
    playback.setSkipIdle(true);
    playback.play();
    frames.pass(4000);
    // Pod GC clears a gone node's Pods only after 40 seconds.
    expect(playback.state().now).toBeGreaterThan(40_000);
    expect(client.view.get(nodeKey('node-2'))).toBeUndefined();
  });

  it('tells from when on the story is kept, and its newest moment', async () => {
    const { client } = await story(home);
    const { begins, newest, now } = client.playback.state();
    expect(begins).toBe(0);
    expect(newest).toBeLessThanOrEqual(now);
    client.playback.seek(client.playback.state().oldest);
    expect(client.playback.state().newest).toBe(newest);
  });
});
