import { describe, expect, it } from 'vitest';
import { Store } from './store.ts';

const cause = { actor: 'test', key: 'k', reason: '' };

function write(store: Store, at: number): void {
  store.begin(at, cause);
  store.put('mark', 'a', { at });
  store.commit();
}

/** A store with Steps at 1 to `head`. */
function storeOf(head: number): Store {
  const store = new Store();
  for (let at = 1; at <= head; at += 1) write(store, at);
  return store;
}

/** Goes back to a Step and writes there at each of the times. */
function forkAt(store: Store, seq: number, ...times: readonly number[]): void {
  store.journal.seek(seq);
  for (const at of times) write(store, at);
}

const present = (store: Store): number | undefined => store.read.get('mark', 'a')?.at;

/** The times of the line's Steps. */
function line({ journal }: Store): readonly (number | undefined)[] {
  return Array.from({ length: journal.head - journal.oldest }, (_, i) => journal.step(journal.oldest + i + 1)?.at);
}

/** Each branch as its name, where it hangs, and the times of its Steps. */
function branches({ journal }: Store): readonly string[] {
  return journal.branches.map(({ name, after, on, steps }) => {
    const parent = journal.branches.find(({ id }) => id === on)?.name ?? 'line';
    return `${name}: ${parent} ${after}, ${steps.map(({ at }) => at).join(' ')}`;
  });
}

describe('branches', () => {
  it('a branch is returned to at its newest moment, and what was the future becomes a branch', () => {
    const store = storeOf(4);
    forkAt(store, 2, 30, 40, 50);
    expect(branches(store)).toEqual(['A: line 2, 3 4']);
    store.journal.returnTo(1);
    expect(line(store)).toEqual([1, 2, 3, 4]);
    expect(store.journal.position).toBe(4);
    expect(present(store)).toBe(4);
    expect(branches(store)).toEqual(['B: line 2, 30 40 50']);
    store.journal.returnTo(2);
    expect(line(store)).toEqual([1, 2, 30, 40, 50]);
    expect(present(store)).toBe(50);
    expect(branches(store)).toEqual(['C: line 2, 3 4']);
  });

  it('the Steps of a line are numbered on from the place where it left', () => {
    const store = storeOf(4);
    forkAt(store, 2, 30);
    store.journal.returnTo(1);
    for (let seq = 1; seq <= 4; seq += 1) expect(store.journal.step(seq)?.seq).toBe(seq);
    write(store, 60);
    expect(store.journal.step(5)?.at).toBe(60);
  });

  it('a fork below the place of an older branch carries that one along', () => {
    const store = storeOf(5);
    forkAt(store, 4, 50, 60);
    forkAt(store, 1, 20);
    expect(branches(store)).toEqual(['A: B 4, 5', 'B: line 1, 2 3 4 50 60']);
  });

  it('a fork right at the place of an older branch leaves that one where it is', () => {
    const store = storeOf(3);
    forkAt(store, 1, 20, 30);
    forkAt(store, 1, 200);
    expect(branches(store)).toEqual(['A: line 1, 2 3', 'B: line 1, 20 30']);
  });

  it('a branch that hangs on another is returned to by way of that one', () => {
    const store = storeOf(5);
    forkAt(store, 4, 50, 60);
    forkAt(store, 1, 20);
    store.journal.returnTo(1);
    expect(line(store)).toEqual([1, 2, 3, 4, 5]);
    expect(present(store)).toBe(5);
    expect(branches(store)).toEqual(['C: line 1, 20', 'D: line 4, 50 60']);
  });

  it('a branch on the line goes with the future that is exchanged for another', () => {
    const store = storeOf(5);
    forkAt(store, 4, 50);
    forkAt(store, 1, 20, 30, 40);
    forkAt(store, 3, 41);
    expect(branches(store)).toEqual(['A: B 4, 5', 'B: line 1, 2 3 4 50', 'C: line 3, 40']);
    store.journal.returnTo(2);
    expect(branches(store)).toEqual(['A: line 4, 5', 'C: D 3, 40', 'D: line 1, 20 30 41']);
    expect(line(store)).toEqual([1, 2, 3, 4, 50]);
  });

  it('where nothing came after its place, no branch is left behind', () => {
    const store = storeOf(3);
    store.journal.seek(1);
    store.journal.fork();
    store.journal.returnTo(1);
    expect(line(store)).toEqual([1, 2, 3]);
    expect(branches(store)).toEqual([]);
  });

  it('keeps the newest three; one more and the oldest goes', () => {
    const store = storeOf(2);
    for (const at of [20, 30, 40, 50]) forkAt(store, 1, at);
    expect(branches(store)).toEqual(['B: line 1, 20', 'C: line 1, 30', 'D: line 1, 40']);
    expect(() => store.journal.returnTo(1)).toThrow(RangeError);
    store.journal.returnTo(2);
    expect(branches(store)).toEqual(['C: line 1, 30', 'D: line 1, 40', 'E: line 1, 50']);
  });

  it('forgets the branches that left before what is kept of the line, and what hangs on them', () => {
    const store = storeOf(5);
    forkAt(store, 4, 50);
    forkAt(store, 1, 20, 30, 40);
    forkAt(store, 3, 41);
    store.journal.seek(3);
    store.journal.forgetPast(9);
    expect(branches(store)).toEqual(['C: line 3, 40']);
    store.journal.returnTo(3);
    expect(present(store)).toBe(40);
    store.journal.seek(3);
    expect(present(store)).toBe(30);
  });

  it('the list is the same until a branch comes or goes', () => {
    const store = storeOf(3);
    forkAt(store, 1, 20);
    const { branches: before } = store.journal;
    store.journal.seek(0);
    store.journal.seek(2);
    write(store, 30);
    expect(store.journal.branches).toBe(before);
  });
});
