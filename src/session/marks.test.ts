import { describe, expect, it } from 'vitest';
import { Cluster } from '../engine/index.ts';
import { markOf } from './mark-of.ts';
import { Marks } from './marks.ts';

function setUp(options: { journalBytes?: number } = {}) {
  const cluster = Cluster.create('1', { startAt: -60_000, ...options });
  for (const name of ['node-1', 'node-2', 'node-3']) cluster.world.addNode({ name });
  cluster.runUntil(0);
  cluster.forgetPast();
  const write = (value: string): void => {
    const metadata = { labels: { step: value } };
    cluster.api.patch('Node', { name: 'node-1' }, { type: 'merge', body: { metadata } });
  };
  return { cluster, marks: new Marks(cluster.journal), write };
}

/** All marks of the line, looked for anew. */
function recount({ journal }: Cluster) {
  const found = [];
  for (let seq = journal.oldest + 1; seq <= journal.head; seq += 1) {
    const step = journal.step(seq);
    const mark = step && markOf(step);
    if (mark) found.push(mark);
  }
  return found;
}

describe('marks', () => {
  it('are the same array until one comes', () => {
    const { cluster, marks, write } = setUp();
    write('a');
    const first = marks.all();
    expect(first).toHaveLength(1);
    cluster.runUntil(1000);
    expect(marks.all()).toBe(first);
    write('b');
    expect(marks.all()).toHaveLength(2);
    expect(first).toHaveLength(1);
  });

  it('follow forks and returns, also when nobody looked in between', () => {
    const { cluster, marks, write } = setUp();
    for (const value of ['a', 'b', 'c']) write(value);
    marks.all();
    const start = cluster.journal.oldest;
    cluster.seek(start + 1);
    write('d');
    write('e'); // as many Steps as before
    expect(marks.all()).toEqual(recount(cluster));
    const [branch] = cluster.journal.branches;
    if (!branch) throw new Error('no branch');
    expect(marks.of(branch).map(({ seq }) => seq)).toEqual([start + 2, start + 3]);
    const joined = marks.willReturnTo([branch]);
    cluster.returnTo(branch.id);
    joined();
    expect(marks.all()).toEqual(recount(cluster));
    expect(marks.all()).toHaveLength(3);
  });

  it('a branch has those marks too that nobody had looked at', () => {
    const { cluster, marks, write } = setUp();
    write('a');
    marks.all();
    write('b');
    cluster.seek(cluster.journal.oldest);
    write('c');
    expect(cluster.journal.branches.flatMap((branch) => marks.of(branch))).toHaveLength(2);
  });

  it('finds the ones around a moment', () => {
    const { cluster, marks, write } = setUp();
    for (const value of ['a', 'b', 'c']) write(value);
    const start = cluster.journal.oldest;
    expect([marks.before(start + 2)?.seq, marks.after(start + 2)?.seq]).toEqual([start + 1, start + 3]);
    expect([marks.before(start + 1), marks.after(start + 3)]).toEqual([undefined, undefined]);
  });

  it('go with the moments that are forgotten', () => {
    const { cluster, marks, write } = setUp({ journalBytes: 20_000 });
    for (let i = 0; i < 200; i += 1) {
      write(String(i));
      cluster.runUntil(cluster.now + 1000);
      if (i % 7 === 0) expect(marks.all()).toEqual(recount(cluster));
    }
    expect(cluster.journal.oldest).toBeGreaterThan(100);
    expect(marks.all()).toEqual(recount(cluster));
  });

  it('a long list trails while it may, but never an action', () => {
    const { marks, write } = setUp();
    for (let i = 0; i < 2100; i += 1) write(String(i));
    expect(marks.all(true)).toHaveLength(2100);
    write('last');
    expect(marks.all(true)).toHaveLength(2101);
  });
});
