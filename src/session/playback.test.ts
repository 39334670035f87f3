import { describe, expect, it } from 'vitest';
import { ENGINE_HOMES, engineOf } from '../testing/engine-homes.ts';
import { ManualFrames } from '../testing/manual-frames.ts';
import { APPLY_WEB } from '../testing/web-manifest.ts';
import { nodeKey } from '../view/cards.ts';
import type { EngineClient } from './engine-client.ts';

/** Nodes with their Pods Ready at about 0:06; the clock stands. */
async function setUp(nodes = 2): Promise<{ client: EngineClient; frames: ManualFrames }> {
  const frames = new ManualFrames();
  const names = Array.from({ length: nodes }, (_, i) => ({ name: `node-${i + 1}` }));
  const client = await engineOf(ENGINE_HOMES.page(frames), names);
  await client.send(APPLY_WEB);
  client.playback.play();
  frames.pass(6000);
  client.playback.pause();
  return { client, frames };
}

const hand = (line: string) => ({ line, by: 'hand' }) as const;

describe('work that is more than a frame', () => {
  it('looks for the next event a part of it in each frame, and says so', async () => {
    const { client, frames } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl delete node node-2'));
    const { now } = playback.state();
    frames.workTakes = 10;
    playback.nextEvent();
    expect(playback.state()).toMatchObject({ looking: true, playing: false });
    const places = [playback.state().now];
    for (let i = 0; i < 500 && playback.state().looking; i += 1) {
      frames.pass(16);
      places.push(playback.state().now);
    }
    expect(playback.state()).toMatchObject({ looking: false, playing: false });
    expect(new Set(places).size).toBeGreaterThan(2);
    expect(playback.state().now).toBeGreaterThan(now);
    expect(playback.marks().at(-1)?.seq).toBe(playback.state().position);
  });

  it('ends looking when the button is pressed again, or at pause', async () => {
    const { client, frames } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl delete node node-2'));
    for (const end of [() => playback.nextEvent(), () => playback.pause()]) {
      frames.workTakes = 10;
      playback.nextEvent();
      expect(playback.state().looking).toBe(true);
      end();
      const { looking, now } = playback.state();
      expect(looking).toBe(false);
      frames.pass(160);
      expect(playback.state().now).toBe(now);
    }
  });

  it('replays long stretches in parts, and arrives', async () => {
    const { client, frames } = await setUp(40);
    const { playback } = client;
    const { head, newest } = playback.state();
    playback.seek(playback.state().oldest);
    frames.pass(16);
    playback.setSpeed(60);
    frames.workTakes = 4;
    playback.play();
    frames.pass(16);
    expect(playback.state().position).toBeLessThan(head);
    for (let i = 0; i < 500 && playback.state().position < head; i += 1) frames.pass(16);
    expect(playback.state().position).toBeGreaterThanOrEqual(head);
    expect(playback.state().now).toBeGreaterThanOrEqual(newest);
    expect(client.view.get(nodeKey('node-40'))?.pods).toMatchObject([{ state: 'ready' }]);
  });

  it('says which share of the speed is reached when the engine cannot keep up, and that it does again', async () => {
    const { client, frames } = await setUp(40);
    const { playback } = client;
    await client.send(hand('kubectl set image ds/web web=nginx:2'));
    playback.setSpeed(60);
    playback.play();
    expect(playback.state().lagging).toBeUndefined();
    frames.workTakes = 7;
    frames.pass(200);
    const { lagging } = playback.state();
    expect(lagging).toBeGreaterThan(0);
    expect(lagging).toBeLessThan(0.9);
    frames.workTakes = 0;
    frames.pass(4000);
    expect(playback.state().lagging).toBeUndefined();
  });
});

describe('jumps', () => {
  it('of several within one frame the first and the last are made', async () => {
    const { client, frames } = await setUp();
    const { playback } = client;
    frames.pass(16);
    const seen: number[] = [];
    playback.subscribe(() => seen.push(playback.state().now));
    for (const at of [1000, 2000, 3000]) playback.seekTime(at);
    frames.pass(16);
    expect(seen).toEqual([1000, 3000]);
    expect(playback.state().now).toBe(3000);
  });

  it('whoever asks for the state gets that of the last one; what is done next is done there', async () => {
    const { client, frames } = await setUp();
    const { playback } = client;
    frames.pass(16);
    playback.seekTime(1000);
    playback.seekTime(2000);
    expect(playback.state().now).toBe(2000);
    playback.seekTime(500);
    await client.send(hand('kubectl cordon node-1'));
    expect(playback.branches()).toMatchObject([{ from: expect.any(Number) }]);
    expect(playback.state().now).toBe(500);
  });
});

describe('undo and redo', () => {
  it('a command is one action, however many machines it adds', async () => {
    const { client } = await setUp();
    const { playback } = client;
    const before = playback.state().position;
    await client.send(hand('kwokctl scale node --replicas 5'));
    const after = playback.state().position;
    expect(after).toBe(before + 3);
    expect(playback.state().undo).toBe('kwokctl scale node --replicas 5');
    playback.undo();
    expect(playback.state()).toMatchObject({ position: before, redo: 'kwokctl scale node --replicas 5' });
    playback.redo();
    expect(playback.state()).toMatchObject({ position: after, redo: undefined });
  });

  it('two commands at one moment are two actions', async () => {
    const { client } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl cordon node-1'));
    await client.send(hand('kubectl cordon node-2'));
    playback.undo();
    expect(playback.state().undo).toBe('kubectl cordon node-1');
    playback.undo();
    playback.redo();
    expect(playback.state()).toMatchObject({ undo: 'kubectl cordon node-1', redo: 'kubectl cordon node-2' });
  });

  it('an image that the world learns of with a command forks with it', async () => {
    const { client } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl cordon node-1'));
    playback.undo();
    await client.send(hand('kubectl set image ds/web web=nginx:crash'));
    expect(playback.branches()).toMatchObject([{ name: 'A', action: 'kubectl cordon node-1' }]);
    expect(client.history().map(({ undone }) => undone)).toEqual([false, true, false]);
    expect(playback.marks().filter(({ text }) => text.includes('cordon'))).toEqual([]);
  });

  it('after a return the commands of that line count again, and those of the other no longer', async () => {
    const { client } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl cordon node-1'));
    playback.undo();
    await client.send(hand('kubectl cordon node-2'));
    const undone = () => client.history().map((one) => one.undone);
    const struck = () => client.transcript().flatMap((one) => (one.kind === 'command' ? [one.undone] : []));
    expect(undone()).toEqual([false, true, false]);
    playback.returnTo(playback.branches()[0]?.id ?? 0);
    expect(undone()).toEqual([false, false, true]);
    expect(struck()).toEqual([false, false, true]);
    expect(playback.state()).toMatchObject({ undo: 'kubectl cordon node-1' });
  });
});

describe('idle time', () => {
  it('is passed over routine too: pod GC looks every 20 s, and nothing can be seen of it', async () => {
    const { client, frames } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl delete node node-2'));
    playback.setSkipIdle(true);
    playback.play();
    frames.pass(3000);
    expect(playback.state().now).toBeGreaterThan(45_000);
  });

  it('is passed along what is recorded as well', async () => {
    const { client, frames } = await setUp();
    const { playback } = client;
    await client.send(hand('kubectl delete node node-2'));
    playback.nextEvent();
    while (client.view.get(nodeKey('node-2'))) playback.nextEvent();
    const { now } = playback.state();
    playback.seek(playback.state().oldest);
    playback.setSkipIdle(true);
    playback.play();
    frames.pass(10_000);
    expect(playback.state().now).toBeGreaterThanOrEqual(now);
  });
});
