import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Store } from './store.ts';

const cause = { actor: 'test', key: 'k', reason: '' };

function write(store: Store, at: number, writes: readonly (readonly [key: string, value: number | undefined])[]): void {
  store.begin(at, cause);
  for (const [key, value] of writes) store.put('mark', key, value === undefined ? undefined : { at: value });
  store.commit();
}

function snapshot(store: Store): string {
  return JSON.stringify([...store.read.all('mark')].sort());
}

describe('journal', () => {
  it('seeks to any moment and back: every state is what it was', () => {
    const steps = fc.array(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(9), { nil: undefined }))),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(steps, fc.array(fc.nat(30)), (writes, jumps) => {
        const store = new Store();
        const states = [snapshot(store)];
        writes.forEach((one, at) => {
          const before = store.journal.head;
          write(store, at, one);
          if (store.journal.head > before) states.push(snapshot(store));
        });
        for (const jump of jumps) {
          const seq = Math.min(jump, store.journal.head);
          store.journal.seek(seq);
          expect(snapshot(store)).toBe(states[seq]);
        }
      }),
    );
  });

  it('forks when something is written in the past; the future that was cut off is kept as a branch', () => {
    const store = new Store();
    for (let at = 0; at < 4; at += 1) write(store, at, [['a', at]]);
    const recorded = [3, 4].map((seq) => store.journal.step(seq));
    store.journal.seek(2);
    write(store, 9, [['a', 9]]);
    expect(store.journal.position).toBe(3);
    expect(store.journal.head).toBe(3);
    expect(store.journal.branches).toEqual([
      { id: 1, name: 'A', after: 2, steps: recorded, bytes: expect.any(Number) },
    ]);
  });

  it('makes no branch of nothing', () => {
    const store = new Store();
    write(store, 0, [['a', 0]]);
    expect(store.journal.fork()).toBeUndefined();
    expect(store.journal.branches).toEqual([]);
  });

  it('refuses moments that it does not hold', () => {
    const store = new Store();
    write(store, 0, [['a', 1]]);
    write(store, 1, [['a', 2]]);
    store.journal.forgetPast(9);
    expect(() => store.journal.seek(1)).toThrow(RangeError);
    expect(() => store.journal.seek(3)).toThrow(RangeError);
    expect(store.journal.oldest).toBe(2);
  });

  it('tells subscribers of an undo with prev and next swapped, last change first', () => {
    const store = new Store();
    write(store, 0, [
      ['a', 1],
      ['b', 2],
    ]);
    const seen: unknown[] = [];
    store.journal.subscribe((moved) => seen.push(...moved));
    store.journal.seek(0);
    expect(seen).toEqual([
      { table: 'mark', key: 'b', prev: { at: 2 }, next: undefined },
      { table: 'mark', key: 'a', prev: { at: 1 }, next: undefined },
    ]);
  });

  it('leaves no trace of a Step that changes nothing, and takes a failed one back', () => {
    const store = new Store();
    write(store, 0, []);
    expect(store.journal.head).toBe(0);
    store.begin(0, cause);
    store.put('mark', 'a', { at: 1 });
    store.rollback();
    expect(store.read.get('mark', 'a')).toBeUndefined();
    expect(() => store.put('mark', 'a', { at: 1 })).toThrow('outside a Step');
  });
});
