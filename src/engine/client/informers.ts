/**
 * The actors' caches. They trail the store by the watch latency, so controllers see the past, as real ones do;
 * each change wakes actors through their event tables. How far the caches have come is a record (the cursor),
 * so they follow time travel: the cache is what the store was at the cursor.
 */

import type { Kind, Obj } from '../model/kinds.ts';
import type { IndexName } from '../store/indices.ts';
import { isLongWay, walk } from '../store/journal.ts';
import type { Follower, Plane, Reader } from '../store/plane.ts';
import {
  type Change,
  type Cursor,
  isCached,
  isObjectTable,
  type Step,
  type TableMap,
  type TableName,
} from '../store/records.ts';
import type { FoundRows, Rows } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { EventQueue } from '../time/event-queue.ts';
import type { Millis } from '../time/millis.ts';
import type { Controller, HandlerContext, ObjectEvents } from './controller.ts';

export const INFORMERS = 'informers';
const CURSOR = 'shared';

export interface Subscriber {
  readonly controller: Controller;
  readonly context: HandlerContext;
}

interface Subscription {
  readonly events: ObjectEvents<Kind>;
  readonly context: HandlerContext;
}

const NOBODY: readonly Subscription[] = [];

export class Informers {
  readonly #store: Store;
  readonly #queue: EventQueue;
  readonly #latency: Millis;
  readonly #cache: Plane;
  /** What actors read: never the cache as it was before a jump. */
  readonly caches: Reader;
  readonly #subscribers = new Map<Kind, Subscription[]>();
  /** The Step up to which `#cache` really stands, and up to which it should. */
  #reached = 0;
  #wanted = 0;

  constructor(store: Store, queue: EventQueue, latency: Millis) {
    this.#store = store;
    this.#cache = store.seen;
    this.caches = new FreshReader(this.#cache, () => this.#follow());
    this.#queue = queue;
    this.#latency = latency;
    // Moving the journal may move the cursor record; the cache goes where that record says, once somebody looks.
    store.journal.follow(() => {
      this.#wanted = this.#cursor;
    });
    store.journal.beforeCut(() => this.#follow());
    store.journal.keepFor(cursorAfter);
  }

  subscribe({ controller, context }: Subscriber): void {
    for (const [kind, events] of Object.entries(controller.events)) {
      const subscriptions = this.#subscribers.get(kind as Kind) ?? [];
      subscriptions.push({ events: events as ObjectEvents<Kind>, context });
      this.#subscribers.set(kind as Kind, subscriptions);
    }
  }

  /** To be called in each Step before it closes: what it changed will be delivered after the latency. */
  noteWrites(now: Millis): void {
    this.#queue.addAfter(INFORMERS, 'deliver', now, this.#latency);
  }

  /** Delivers all that is old enough, and wakes those whom it concerns. */
  deliver(now: Millis): void {
    this.#follow();
    const { journal } = this.#store;
    // What a shortened journal no longer holds had been delivered before it was forgotten.
    let seq = Math.max(this.#cursor, journal.first);
    let dueAt: Millis | undefined;
    while (seq < journal.position) {
      const step = journal.keptStep(seq + 1);
      if (!step) break;
      // What changes no object is nothing to wait for: deliveries must not keep each other going.
      if (step.at + this.#latency > now && step.changes.some(({ table }) => isObjectTable(table))) {
        dueAt = step.at + this.#latency;
        break;
      }
      seq += 1;
      this.#reached = seq;
      this.#wanted = seq;
      for (const change of step.changes) {
        const { table } = change;
        if (!isCached(table)) continue;
        this.#cache.write(change);
        for (const subscription of this.#subscribers.get(table) ?? NOBODY) notify(subscription, change);
      }
    }
    this.#store.put('cursor', CURSOR, { seq });
    if (dueAt !== undefined) this.#queue.addAfter(INFORMERS, 'deliver', now, dueAt - now);
  }

  get #cursor(): number {
    return this.#store.read.get('cursor', CURSOR)?.seq ?? 0;
  }

  #follow(): void {
    const [from, to] = [this.#reached, this.#wanted];
    if (from === to) return;
    this.#reached = to;
    const isLong = isLongWay(from, to);
    this.#cache.jump(isLong);
    walk(this.#store.journal, from, to, (changes, undo) => {
      if (isLong) this.#cache.pass(changes, undo, undefined);
      else this.#cache.move(changes, undo);
    });
  }
}

/** A reader that is brought up to date before each look. */
class FreshReader implements Reader {
  readonly #plane: Plane;
  readonly #refresh: () => void;

  constructor(plane: Plane, refresh: () => void) {
    this.#plane = plane;
    this.#refresh = refresh;
  }

  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined {
    this.#refresh();
    return this.#plane.get(table, key);
  }

  all<T extends TableName>(table: T): Rows<TableMap[T]> {
    this.#refresh();
    return this.#plane.all(table);
  }

  byIndex<K extends Kind>(table: K, index: IndexName, value: string): FoundRows<TableMap[K]> {
    this.#refresh();
    return this.#plane.byIndex(table, index, value);
  }

  indexValues(table: Kind, index: IndexName): readonly string[] {
    this.#refresh();
    return this.#plane.indexValues(table, index);
  }

  follow(follower: Follower): void {
    this.#plane.follow(follower);
  }
}

/** How far the caches had come after a Step, where it moved them. */
function cursorAfter({ changes }: Step): number | undefined {
  for (const { table, next } of changes) if (table === 'cursor') return (next as Cursor | undefined)?.seq;
  return undefined;
}

function notify({ events, context }: Subscription, change: Change): void {
  const old = change.prev as Obj | undefined;
  const next = change.next as Obj | undefined;
  if (next === undefined) {
    if (old !== undefined) events.deleted?.(old, context);
  } else if (old === undefined) events.added?.(next, context);
  else events.updated?.(old, next, context);
}
