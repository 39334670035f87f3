/**
 * Queue items in the order of their turns: by (dueAt, rank, order). In a fleet thousands are due at the same moment and
 * come in order, so a moment keeps a plain list; only one whose items come out of order keeps a heap.
 */
import { Heap } from '../../lib/heap.ts';
import type { Cell } from '../store/cell.ts';
import type { QueueItem } from '../store/records.ts';
import type { Millis } from './millis.ts';

/** An item and where it stands. */
export interface Entry {
  readonly item: QueueItem;
  readonly cell: Cell;
}

function isBefore({ item: a }: Entry, { item: b }: Entry): boolean {
  return a.rank === b.rank ? a.order < b.order : a.rank > b.rank;
}

/** What is due at one moment. */
class Moment {
  /** In order, those before `#next` gone; empty once there is a heap. */
  #list: Entry[] = [];
  #next = 0;
  #heap: Heap<Entry> | undefined;

  push(entry: Entry): void {
    const last = this.#list[this.#list.length - 1];
    if (!this.#heap && last !== undefined && isBefore(entry, last)) {
      this.#heap = new Heap(isBefore);
      for (let i = this.#next; i < this.#list.length; i += 1) this.#heap.push(this.#list[i] as Entry);
      this.#list = [];
    }
    if (this.#heap) this.#heap.push(entry);
    else this.#list.push(entry);
  }

  peek(): Entry | undefined {
    return this.#heap ? this.#heap.peek() : this.#list[this.#next];
  }

  pop(): void {
    if (this.#heap) this.#heap.pop();
    else this.#next += 1;
  }
}

export class DueItems {
  readonly #moments = new Map<Millis, Moment>();
  readonly #times = new Heap<Millis>((a, b) => a < b);

  push(entry: Entry): void {
    const { dueAt } = entry.item;
    let moment = this.#moments.get(dueAt);
    if (!moment) {
      moment = new Moment();
      this.#moments.set(dueAt, moment);
      this.#times.push(dueAt);
    }
    moment.push(entry);
  }

  peek(): Entry | undefined {
    for (;;) {
      const time = this.#times.peek();
      if (time === undefined) return undefined;
      const entry = this.#moments.get(time)?.peek();
      if (entry) return entry;
      this.#moments.delete(time);
      this.#times.pop();
    }
  }

  pop(): Entry | undefined {
    const entry = this.peek();
    if (entry) this.#moments.get(entry.item.dueAt)?.pop();
    return entry;
  }

  clear(): void {
    this.#moments.clear();
    this.#times.clear();
  }
}
