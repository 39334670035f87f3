/**
 * What happens next: one heap over the queue records, ordered by (dueAt, order). A work-queue key and a timer
 * are the same record, never a closure, so the future is part of the journal. The heap itself is a cache:
 * an entry counts only while its record still stands in the store.
 */
import { Heap } from '../../lib/heap.ts';
import type { QueueItem } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Millis } from './millis.ts';

interface Entry {
  readonly row: string;
  readonly item: QueueItem;
}

const rowOf = (actor: string, key: string, delayed: boolean): string =>
  `${delayed ? 'later' : 'ready'}|${actor}|${key}`;

export class EventQueue {
  readonly #store: Store;
  readonly #heap = new Heap<Entry>(
    (a, b) => a.item.dueAt < b.item.dueAt || (a.item.dueAt === b.item.dueAt && a.item.order < b.item.order),
  );

  constructor(store: Store) {
    this.#store = store;
    store.journal.subscribe((moved) => {
      for (const { table, key, next } of moved)
        if (table === 'queue' && next) this.#heap.push({ row: key, item: next as QueueItem });
    });
  }

  /** Queues a key at once; a key that waits already stays where it is. */
  add(actor: string, key: string, now: Millis): void {
    const row = rowOf(actor, key, false);
    if (this.#store.read.get('queue', row)) return;
    this.#store.put('queue', row, { actor, key, dueAt: now, order: this.#store.nextOrder(), delayed: false });
  }

  /** Queues a key for later; of two delays of a key the earlier wins. */
  addAfter(actor: string, key: string, now: Millis, delay: Millis): void {
    if (delay <= 0) return this.add(actor, key, now);
    const row = rowOf(actor, key, true);
    const dueAt = now + delay;
    const waiting = this.#store.read.get('queue', row);
    if (waiting && waiting.dueAt <= dueAt) return;
    this.#store.put('queue', row, { actor, key, dueAt, order: this.#store.nextOrder(), delayed: true });
  }

  /** Takes a delayed key back. */
  cancelDelayed(actor: string, key: string): void {
    this.#store.put('queue', rowOf(actor, key, true), undefined);
  }

  /** The next item that is due; stays queued. */
  peek(): QueueItem | undefined {
    for (;;) {
      const top = this.#heap.peek();
      if (!top) return undefined;
      if (this.#store.read.get('queue', top.row) === top.item) return top.item;
      this.#heap.pop();
    }
  }

  /** Takes an item off the queue, inside the Step that handles it. */
  remove(item: QueueItem): void {
    this.#store.put('queue', rowOf(item.actor, item.key, item.delayed), undefined);
  }

  /** Whether the same key also waits at once. */
  isReady(actor: string, key: string): boolean {
    return this.#store.read.get('queue', rowOf(actor, key, false)) !== undefined;
  }
}
