/**
 * What happens next: the queue records, ordered by (dueAt, rank, order). A work-queue key and a timer
 * are the same record, never a closure, so the future is part of the journal. The order itself is a cache, made anew
 * whenever records have moved otherwise than through this queue.
 */
import type { Cell } from '../store/cell.ts';
import type { QueueItem } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { DueItems } from './due-items.ts';
import type { Millis } from './millis.ts';

/** Where a key's two items stand, once it has had them. */
interface Places {
  readonly key: string;
  ready: Cell | undefined;
  later: Cell | undefined;
}

const itemIn = (cell: Cell | undefined): QueueItem | undefined => cell?.live as QueueItem | undefined;

export class EventQueue {
  readonly #store: Store;
  readonly #actors = new Map<string, Map<string, Places>>();
  /** The places that were asked for last: one turn asks for the same ones many times. */
  #last: Places | undefined;
  #lastActor = '';
  /** The order is no longer what the records say: time has jumped, or a Step was taken back. */
  #stale = false;
  /** Items in it that were taken back before their turn. */
  readonly #gone = new Set<QueueItem>();
  readonly #due = new DueItems();

  constructor(store: Store) {
    this.#store = store;
    // What a new Step has queued is there already.
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
    this.#due.clear();
    this.#gone.clear();
    for (const cell of this.#store.cells('queue')) {
      const item = itemIn(cell);
      if (item) this.#due.push({ item, cell });
    }
  }

  #placesOf(actor: string, key: string): Places {
    const last = this.#last;
    if (last !== undefined && last.key === key && this.#lastActor === actor) return last;
    let keys = this.#actors.get(actor);
    if (!keys) {
      keys = new Map();
      this.#actors.set(actor, keys);
    }
    let places = keys.get(key);
    if (!places) {
      places = { key, ready: undefined, later: undefined };
      keys.set(key, places);
    }
    this.#last = places;
    this.#lastActor = actor;
    return places;
  }

  /** Queues a key at once; a key that waits already stays where it is. Of keys due together the highest rank goes first. */
  add(actor: string, key: string, now: Millis, rank = 0): void {
    const places = this.#placesOf(actor, key);
    if (itemIn(places.ready)) return;
    places.ready ??= this.#store.cell('queue', `ready|${actor}|${key}`);
    this.#put(places.ready, { actor, key, dueAt: now, rank, order: this.#store.nextOrder(), delayed: false });
  }

  /** Queues a key for later; of two delays of a key the earlier wins. */
  addAfter(actor: string, key: string, now: Millis, delay: Millis, rank = 0): void {
    if (delay <= 0) return this.add(actor, key, now, rank);
    const places = this.#placesOf(actor, key);
    const dueAt = now + delay;
    const waiting = itemIn(places.later);
    if (waiting && waiting.dueAt <= dueAt) return;
    if (waiting) this.#gone.add(waiting);
    places.later ??= this.#store.cell('queue', `later|${actor}|${key}`);
    this.#put(places.later, { actor, key, dueAt, rank, order: this.#store.nextOrder(), delayed: true });
  }

  /** Takes a delayed key back. */
  cancelDelayed(actor: string, key: string): void {
    const { later } = this.#placesOf(actor, key);
    const waiting = itemIn(later);
    if (!later || !waiting) return;
    this.#gone.add(waiting);
    this.#store.write(later, undefined);
  }

  /** The next item that is due; stays queued. */
  peek(): QueueItem | undefined {
    if (this.#stale) this.#rebuild();
    for (;;) {
      const top = this.#due.peek();
      if (!top) return undefined;
      if (this.#gone.size === 0 || !this.#gone.delete(top.item)) return top.item;
      this.#due.pop();
    }
  }

  /** Takes the item that `peek` answered off the queue, inside the Step that handles it. */
  removePeeked(): void {
    const top = this.#due.pop();
    if (top) this.#store.write(top.cell, undefined);
  }

  /** Whether the same key also waits at once. */
  isReady(actor: string, key: string): boolean {
    return itemIn(this.#placesOf(actor, key).ready) !== undefined;
  }

  #put(cell: Cell, item: QueueItem): void {
    this.#store.write(cell, item);
    if (!this.#stale) this.#due.push({ item, cell });
  }
}
