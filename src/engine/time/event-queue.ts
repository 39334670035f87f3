/**
 * What happens next: one heap over the queue records, ordered by (dueAt, rank, order). A work-queue key and a timer
 * are the same record, never a closure, so the future is part of the journal. The heap itself is a cache, made anew
 * whenever records have moved otherwise than through this queue.
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
  /** The heap is no longer what the records say: time has jumped, or a Step was taken back. */
  #stale = false;
  /** Items in the heap that were taken back before their turn. */
  readonly #gone = new Set<QueueItem>();
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
    store.followRollbacks(() => {
      this.#stale = true;
    });
  }

  /** After a jump: of the items that it passed few still wait. */
  #rebuild(): void {
    this.#stale = false;
    this.#heap.clear();
    this.#gone.clear();
    for (const item of this.#store.read.all('queue').values()) this.#heap.push(item);
  }

  /** Queues a key at once; a key that waits already stays where it is. Of keys due together the highest rank goes first. */
  add(actor: string, key: string, now: Millis, rank = 0): void {
    const row = rowOf(actor, key, false);
    if (this.#store.read.get('queue', row)) return;
    this.#put(row, actor, key, now, rank, false, undefined);
  }

  /** Queues a key for later; of two delays of a key the earlier wins. */
  addAfter(actor: string, key: string, now: Millis, delay: Millis, rank = 0): void {
    if (delay <= 0) return this.add(actor, key, now, rank);
    const row = rowOf(actor, key, true);
    const dueAt = now + delay;
    const waiting = this.#store.read.get('queue', row);
    if (waiting && waiting.dueAt <= dueAt) return;
    this.#put(row, actor, key, dueAt, rank, true, waiting);
  }

  /** Takes a delayed key back. */
  cancelDelayed(actor: string, key: string): void {
    const waiting = this.#store.read.get('queue', rowOf(actor, key, true));
    if (!waiting) return;
    this.#store.replace('queue', waiting.row, waiting, undefined);
    this.#gone.add(waiting);
  }

  /** The next item that is due; stays queued. */
  peek(): QueueItem | undefined {
    if (this.#stale) this.#rebuild();
    for (;;) {
      const top = this.#heap.peek();
      if (!top) return undefined;
      if (!this.#gone.delete(top)) return top;
      this.#heap.pop();
    }
  }

  /** Takes the item that `peek` answered off the queue, inside the Step that handles it. */
  remove(item: QueueItem): void {
    this.#store.replace('queue', item.row, item, undefined);
    this.#heap.pop();
  }

  /** Whether the same key also waits at once. */
  isReady(actor: string, key: string): boolean {
    return this.#store.read.get('queue', rowOf(actor, key, false)) !== undefined;
  }

  #put(
    row: string,
    actor: string,
    key: string,
    dueAt: Millis,
    rank: number,
    delayed: boolean,
    waiting: QueueItem | undefined,
  ): void {
    const order = this.#store.nextOrder();
    const item: QueueItem = { row, actor, key, dueAt, rank, order, delayed };
    this.#store.replace('queue', row, waiting, item);
    if (this.#stale) return;
    if (waiting) this.#gone.add(waiting);
    this.#heap.push(item);
  }
}
