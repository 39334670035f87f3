import { expect, it } from 'vitest';
import { Store } from '../store/store.ts';
import { EventQueue } from './event-queue.ts';

const cause = { actor: 'test', key: 'k', reason: '' };

function setUp() {
  const store = new Store();
  const queue = new EventQueue(store);
  const act = (what: () => void): void => {
    store.begin(0, cause);
    what();
    store.commit();
  };
  const drain = (): string[] => {
    const order: string[] = [];
    for (let item = queue.peek(); item; item = queue.peek()) {
      const next = item;
      order.push(`${next.dueAt}:${next.key}`);
      act(() => queue.removePeeked());
    }
    return order;
  };
  return { store, queue, act, drain };
}

it('hands out by due time, then first come first served', () => {
  const { queue, act, drain } = setUp();
  act(() => {
    queue.addAfter('a', 'late', 0, 20);
    queue.add('a', 'x', 5);
    queue.add('b', 'y', 5);
    queue.add('a', 'x', 7);
  });
  expect(drain()).toEqual(['5:x', '5:y', '20:late']);
});

it('§2.3 of two delays of one key the earlier wins, and a key can be ready and delayed at once', () => {
  const { queue, act, drain } = setUp();
  act(() => {
    queue.addAfter('a', 'k', 0, 50);
    queue.addAfter('a', 'k', 0, 90);
    queue.addAfter('a', 'k', 0, 30);
    queue.add('a', 'k', 10);
  });
  expect(queue.isReady('a', 'k')).toBe(true);
  expect(drain()).toEqual(['10:k', '30:k']);
});

it('follows the journal: an undone key is gone, a redone one is back', () => {
  const { store, queue, act } = setUp();
  act(() => queue.add('a', 'k', 3));
  store.journal.seek(0);
  expect(queue.peek()).toBeUndefined();
  store.journal.seek(1);
  expect(queue.peek()?.key).toBe('k');
  act(() => queue.cancelDelayed('a', 'k'));
  expect(queue.peek()?.key).toBe('k');
});
