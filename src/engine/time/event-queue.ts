/**
 * What happens next: one heap over the queue records, ordered by (dueAt, rank, order). A work-queue key and a timer
 * are the same record, never a closure, so the future is part of the journal. The heap itself is a cache:
 * an item counts only while it still stands in the store.
 */
import { Heap } from '../../lib/heap.ts';
import { JoinedTexts } from '../../lib/joined-texts.ts';
import type { QueueItem } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Millis } from './millis.ts';

const ready = new JoinedTexts('|ready|');
const later = new JoinedTexts('|later|');

const rowOf = (actor: string, key: string, delayed: boolean): string => (delayed ? later : ready).join(actor, key);

export class EventQueue {
  readonly #store: Store;
  /** Time has jumped since the heap was last right. */
  #stale = false;
  readonly #heap = new Heap<QueueItem>((a, b) => {
    if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt;
    return a.rank === b.rank ? a.order < b.order : a.rank > b.rank;
  });

  constructor(store: Store) {
    this.#store = store;
    // What a new Step has queued is in the heap already.
    store.journal.follow((jumped) => {
      if (jumped) this.#stale = true;
    });
  }

  /** After a jump: of the items that it passed few still wait. */
  #rebuild(): void {
    this.#stale = false;
    this.#heap.clear();
    for (const item of this.#store.read.all('queue').values()) this.#heap.push(item);
  }

  /** Queues a key at once; a key that waits already stays where it is. Of keys due together the highest rank goes first. */
  add(actor: string, key: string, now: Millis, rank = 0): void {
    const row = rowOf(actor, key, false);
    if (this.#store.read.get('queue', row)) return;
    this.#put(row, actor, key, now, rank, false);
  }

  /** Queues a key for later; of two delays of a key the earlier wins. */
  addAfter(actor: string, key: string, now: Millis, delay: Millis, rank = 0): void {
    if (delay <= 0) return this.add(actor, key, now, rank);
    const row = rowOf(actor, key, true);
    const dueAt = now + delay;
    const waiting = this.#store.read.get('queue', row);
    if (waiting && waiting.dueAt <= dueAt) return;
    this.#put(row, actor, key, dueAt, rank, true);
  }

  /** Takes a delayed key back. */
  cancelDelayed(actor: string, key: string): void {
    this.#store.put('queue', rowOf(actor, key, true), undefined);
  }

  /** The next item that is due; stays queued. */
  peek(): QueueItem | undefined {
    if (this.#stale) this.#rebuild();
    for (;;) {
      const top = this.#heap.peek();
      if (!top) return undefined;
      if (this.#store.read.get('queue', top.row) === top) return top;
      this.#heap.pop();
    }
  }

  /** Takes an item off the queue, inside the Step that handles it. */
  remove(item: QueueItem): void {
    this.#store.put('queue', item.row, undefined);
  }

  /** Whether the same key also waits at once. */
  isReady(actor: string, key: string): boolean {
    return this.#store.read.get('queue', rowOf(actor, key, false)) !== undefined;
  }

  #put(row: string, actor: string, key: string, dueAt: Millis, rank: number, delayed: boolean): void {
    const order = this.#store.nextOrder();
    const item: QueueItem = { row, actor, key, dueAt, rank, order, delayed };
    this.#store.put('queue', row, item);
    if (!this.#stale) this.#heap.push(item);
  }
}
