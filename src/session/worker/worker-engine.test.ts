/** What an engine in a worker does beyond what every engine does (engine-client.test.ts). */
import { describe, expect, it } from 'vitest';
import { engineOf, hosted } from '../../testing/engine-homes.ts';
import { ManualFrames } from '../../testing/manual-frames.ts';
import { PortPair } from '../../testing/port-pair.ts';
import { CLUSTER, FLEET, nodeKey } from '../../view/cards.ts';
import type { EngineMaker } from '../keeping/make-engine.ts';
import { madeWhereItPays } from './made-where-it-pays.ts';
import type { Order, Report } from './protocol.ts';

async function setUp(nodes = 2) {
  const frames = new ManualFrames();
  const pair = new PortPair<Order, Report>();
  const specs = Array.from({ length: nodes }, (_, i) => ({ name: `node-${i + 1}` }));
  const client = await engineOf(
    hosted(frames, () => pair),
    specs,
  );
  pair.orders.length = 0;
  return { client, frames, pair };
}

const label = { line: 'kubectl label node node-1 a=b', by: 'hand' } as const;

/** Two labels, one Step each. */
async function setUpStory() {
  const all = await setUp();
  await all.client.send(label);
  await all.client.send({ line: 'kubectl label node node-2 a=b', by: 'hand' });
  all.pair.orders.length = 0;
  return all;
}

describe('the page while its worker is busy', () => {
  it('shows what it knows, and what was ordered once that is done', async () => {
    const { client, pair } = await setUpStory();
    const { position, oldest } = client.playback.state();
    pair.hold();
    client.playback.seek(oldest);
    expect(client.playback.state().position).toBe(position);
    pair.release();
    expect(client.playback.state().position).toBe(oldest);
  });

  it('passes over moments that a finger has left, and ends where it ended', async () => {
    const { client, pair } = await setUpStory();
    const { oldest, head } = client.playback.state();
    pair.hold();
    for (const seq of [head - 1, oldest, head, oldest + 1]) client.playback.seek(seq);
    pair.release();
    expect(client.playback.state().position).toBe(head - 1);
    pair.release();
    expect(client.playback.state().position).toBe(oldest + 1);
    expect(pair.orders.map((order) => 'call' in order && order.call)).toEqual([
      ['seek', head - 1],
      ['seek', oldest + 1],
    ]);
  });

  it('acts at the moment that it went to last, though it was still on its way there', async () => {
    const { client, pair } = await setUpStory();
    const { oldest } = client.playback.state();
    pair.hold();
    client.playback.seek(oldest + 1);
    client.playback.seek(oldest);
    const sent = client.send({ line: 'kubectl cordon node-1', by: 'hand' });
    pair.release({ leisure: true });
    await sent;
    expect(client.playback.branches()).toMatchObject([{ name: 'A', after: oldest }]);
  });

  it('asks for one frame at a time', async () => {
    const { client, frames, pair } = await setUpStory();
    client.playback.play();
    pair.hold();
    frames.pass(160);
    expect(pair.orders.filter(({ kind }) => kind === 'tick')).toHaveLength(1);
    pair.release({ leisure: true });
    frames.pass(160);
    expect(client.playback.state()).toMatchObject({ playing: true });
    expect(client.playback.state().now).toBeGreaterThan(160);
  });
});

describe('cards of a worker', () => {
  it('are sent for what somebody looks at, and told when they change', async () => {
    const { client, pair } = await setUp();
    pair.hold();
    expect(client.view.get(nodeKey('node-1'))).toBeUndefined();
    let told = 0;
    client.view.subscribe(nodeKey('node-1'), () => {
      told += 1;
    });
    pair.release({ leisure: true });
    expect(client.view.get(nodeKey('node-1'))).toMatchObject({ name: 'node-1' });
    expect(told).toBe(1);
    const other = client.view.get(nodeKey('node-2'));
    await client.send(label);
    expect(told).toBe(2);
    expect(client.view.get(nodeKey('node-1'))?.labels).toEqual([{ key: 'a', value: 'b' }]);
    expect(client.view.get(nodeKey('node-2'))).toBe(other);
  });

  it('are let go when nobody has looked at them for long', async () => {
    const { client, pair } = await setUp(202);
    for (let i = 1; i <= 202; i += 1) client.view.get(nodeKey(`node-${i}`));
    const dropped = pair.orders.flatMap((order) => (order.kind === 'unwatch' ? order.keys : []));
    expect(dropped).toEqual(['node:node-1', 'node:node-2']);
    expect(client.view.get(nodeKey('node-1'))).toMatchObject({ name: 'node-1' });
  });

  it('share the names of the nodes, which stay the same list until one comes or goes', async () => {
    const { client } = await setUp();
    const { nodes } = client.view.get(FLEET);
    expect(client.view.get(CLUSTER).nodes).toBe(nodes);
    await client.send(label);
    expect(client.view.get(FLEET).nodes).toBe(nodes);
    await client.send({ line: 'kwokctl scale node --replicas 3', by: 'hand' });
    expect(client.view.get(FLEET).nodes).toEqual(['node-1', 'node-2', 'node-3']);
    expect(client.view.get(CLUSTER).nodes).toBe(client.view.get(FLEET).nodes);
  });
});

describe('inputs of a worker', () => {
  it('come in parts, and all count at the moment to which they belong', async () => {
    const { client } = await setUp();
    const heads: number[] = [];
    client.watchInputs(() => heads.push(client.playback.state().head));
    await client.send({ line: 'kwokctl scale node --replicas 152', by: 'hand' });
    expect(heads).toHaveLength(150);
    expect(new Set(heads)).toEqual(new Set([client.playback.state().head]));
  });
});

describe('an engine that ends', () => {
  it('ends the command that waits, and stays to be read', async () => {
    const { client, pair } = await setUp();
    const waiting = client.send({ line: 'kubectl wait node/node-1 --for=condition=Gone', by: 'terminal' });
    await client.inspect('node', undefined, 'node-1');
    expect(client.history()).toMatchObject([{ running: true }]);
    client.dispose();
    expect(await waiting).toMatchObject({ exitCode: 130 });
    expect(client.history()).toHaveLength(1);
    pair.orders.length = 0;
    client.playback.play();
    expect(pair.orders).toEqual([]);
  });
});

describe('the place of an engine', () => {
  const making = { seed: '1', nodes: [] };
  const way = { signal: new AbortController().signal, tell: () => undefined };
  const homed =
    (home: 'page' | 'worker'): EngineMaker =>
    async () => {
      const { client } = await setUp(1);
      return { client, standing: { inputs: 0, now: 0, head: 0 }, home };
    };
  const failing: EngineMaker = () => Promise.reject(new Error('no worker'));

  it('is a worker where that pays, and the page where it does not or none can be had', async () => {
    const place = async (pays: boolean, inWorker: EngineMaker) =>
      (await madeWhereItPays(() => pays, inWorker, homed('page'))(making, way))?.home;
    expect(await place(false, failing)).toBe('page');
    expect(await place(true, homed('worker'))).toBe('worker');
    expect(await place(true, failing)).toBe('page-instead');
  });
});
