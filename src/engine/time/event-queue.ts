/**
 * What happens next: one heap over the queue records, ordered by (dueAt, rank, order). A work-queue key and a timer
 * are the same record, never a closure, so the future is part of the journal. The heap itself is a cache:
 * an entry counts only while its record still stands in the store.
 */
import { Heap } from '../../lib/heap.ts';
import { JoinedTexts } from '../../lib/joined-texts.ts';
import type { Change, QueueItem } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Millis } from './millis.ts';

interface Entry {
  readonly row: string;
  readonly item: QueueItem;
}

const rows = new JoinedTexts('|');
const prefixes = new JoinedTexts('|');

function rowOf(actor: string, key: string, delayed: boolean): string {
  return rows.join(prefixes.join(delayed ? 'later' : 'ready', actor), key);
}

export class EventQueue {
  readonly #store: Store;
  /** Time has jumped since the heap was last right. */
  #stale = false;
  readonly #heap = new Heap<Entry>(({ item: a }, { item: b }) => {
    if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt;
    const rankA = a.rank ?? 0;
    const rankB = b.rank ?? 0;
    return rankA === rankB ? a.order < b.order : rankA > rankB;
  });

  constructor(store: Store) {
    this.#store = store;
    let position = store.journal.position;
    store.journal.follow(() => {
      const { journal } = store;
      const last = position;
      position = journal.position;
      if (position === last + 1) this.#push(journal.step(position)?.changes ?? []);
      else this.#stale = true;
    });
  }

  #push(changes: readonly Change[]): void {
    if (this.#stale) return;
    for (const { table, key, next } of changes) {
      if (table === 'queue' && next) this.#heap.push({ row: key, item: next as QueueItem });
    }
  }

  /** After a jump: of the items that it passed few still wait. */
  #rebuild(): void {
    this.#stale = false;
    this.#heap.clear();
    for (const [row, item] of this.#store.read.all('queue')) this.#heap.push({ row, item });
  }

  /** Queues a key at once; a key that waits already stays where it is. Of keys due together the highest rank goes first. */
  add(actor: string, key: string, now: Millis, rank?: number): void {
    const row = rowOf(actor, key, false);
    if (this.#store.read.get('queue', row)) return;
    this.#put(row, { actor, key, dueAt: now, order: this.#store.nextOrder(), delayed: false }, rank);
  }

  /** Queues a key for later; of two delays of a key the earlier wins. */
  addAfter(actor: string, key: string, now: Millis, delay: Millis, rank?: number): void {
    if (delay <= 0) return this.add(actor, key, now, rank);
    const row = rowOf(actor, key, true);
    const dueAt = now + delay;
    const waiting = this.#store.read.get('queue', row);
    if (waiting && waiting.dueAt <= dueAt) return;
    this.#put(row, { actor, key, dueAt, order: this.#store.nextOrder(), delayed: true }, rank);
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

  #put(row: string, item: QueueItem, rank = 0): void {
    this.#store.put('queue', row, rank === 0 ? item : { ...item, rank });
  }
}
