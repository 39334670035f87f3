import { describe, expect, it } from 'vitest';
import { bytesOf } from './journal-budget.ts';
import { Store } from './store.ts';

const cause = { actor: 'test', key: 'k', reason: '' };

function write(store: Store, at: number): void {
  store.begin(at, cause);
  store.put('mark', 'a', { at });
  store.commit();
}

function writeSteps(store: Store, from: number, to: number): void {
  for (let at = from; at <= to; at += 1) write(store, at);
}

const STEP = bytesOf({
  seq: 1,
  at: 0,
  cause,
  changes: [{ table: 'mark', key: 'a', next: { at: 1 } }],
  resourceVersion: 0,
  order: 0,
});

describe('the memory budget of a journal', () => {
  it('forgets the oldest Steps by an eighth of the budget; positions keep their numbers', () => {
    const store = new Store(0, 80 * STEP);
    writeSteps(store, 1, 80);
    expect(store.journal.oldest).toBe(0);
    expect(store.journal.bytes).toBe(80 * STEP);
    write(store, 81);
    expect(store.journal.oldest).toBe(11);
    expect(store.journal.bytes).toBe(70 * STEP);
    expect(store.journal.head).toBe(81);
    expect(store.journal.step(11)).toBeUndefined();
    expect(store.journal.step(12)?.at).toBe(12);
    store.journal.seek(11);
    expect(store.read.get('mark', 'a')).toEqual({ at: 11 });
    expect(store.journal.at(11)).toBe(11);
    expect(() => store.journal.seek(10)).toThrow(RangeError);
  });

  it('forgets a branch with the place where it left, and what hangs on it', () => {
    const store = new Store(0, 80 * STEP);
    writeSteps(store, 1, 40);
    store.journal.seek(30);
    writeSteps(store, 41, 45);
    store.journal.seek(5);
    writeSteps(store, 50, 54);
    store.journal.seek(8);
    writeSteps(store, 60, 60);
    expect(store.journal.branches.map(({ name, on }) => [name, on])).toEqual([
      ['A', 2],
      ['B', undefined],
      ['C', undefined],
    ]);
    writeSteps(store, 61, 100);
    expect(store.journal.oldest).toBe(6);
    expect(store.journal.branches.map(({ name }) => name)).toEqual(['C']);
    store.journal.returnTo(3);
    expect(store.read.get('mark', 'a')).toEqual({ at: 54 });
  });

  it('keeps the Steps that somebody who trails has not come to yet, and counts as reachable only what they suffice for', () => {
    const store = new Store(0, 80 * STEP);
    // Each tenth Step somebody takes note of all up to five before it.
    store.journal.keepFor(({ seq }) => (seq % 10 === 0 ? seq - 5 : undefined));
    writeSteps(store, 1, 81);
    expect(store.journal.first).toBe(11);
    expect(store.journal.oldest).toBe(20);
    expect(store.journal.keptStep(12)?.at).toBe(12);
    expect(store.journal.step(20)).toBeUndefined();
    expect(store.journal.at(20)).toBe(20);
  });

  it('forgets nothing that one who trails is still to see, however much there is; it goes later', () => {
    const store = new Store(0, 80 * STEP);
    store.journal.keepFor(({ seq }) => (seq === 205 ? 195 : undefined));
    writeSteps(store, 1, 204);
    expect(store.journal.oldest).toBe(0);
    writeSteps(store, 205, 210);
    expect(store.journal.oldest).toBe(205);
    expect(store.journal.first).toBeGreaterThan(130);
  });
});
