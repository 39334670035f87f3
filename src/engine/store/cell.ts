/**
 * Where the versions of one record stand: the newest, and the one that the actors' caches have come to. A change points
 * to its cell, so carrying it out, in either direction, is one assignment.
 */
import type { AnyRecord, Change, TableName } from './records.ts';

export class Cell {
  readonly table: TableName;
  readonly key: string;
  live: AnyRecord | undefined;
  seen: AnyRecord | undefined;
  /** Whether somebody acts on the rows of this table in the order in which they came. */
  readonly isOrdered: boolean;
  /** When the row came, as a number that only grows; always 0 where nobody cares for the order. */
  place = 0;
  /** On a long way: the last one that passed here, and what stood here before it. */
  passed: object | undefined;
  before: AnyRecord | undefined;
  /** The places that it had before it was removed and came again, known again when that is undone. */
  #older: number[] | undefined;

  constructor(table: TableName, key: string, isOrdered: boolean) {
    this.isOrdered = isOrdered;
    this.table = table;
    this.key = key;
  }

  /** The row comes, as the last of all. */
  come(place: number): void {
    if (this.place > 0) {
      this.#older ??= [];
      this.#older.push(this.place);
    }
    this.place = place;
  }

  /** The row has not come yet. A row that is removed keeps its place, in case that is undone. */
  uncome(): void {
    this.place = this.#older?.pop() ?? 0;
  }
}

/** A change as the journal keeps it. Its cell does not show: it is a plain value to all others. */
export class CellChange implements Change {
  readonly table: TableName;
  readonly key: string;
  readonly prev: AnyRecord | undefined;
  readonly next: AnyRecord | undefined;
  readonly #cell: Cell;

  constructor(cell: Cell, prev: AnyRecord | undefined, next: AnyRecord | undefined) {
    this.table = cell.table;
    this.key = cell.key;
    this.prev = prev;
    this.next = next;
    this.#cell = cell;
  }

  /** The cell of a change that a store has written. */
  static cellOf(change: Change): Cell {
    if (!(#cell in change)) throw new Error(`${change.table} ${change.key}: not a change of this store`);
    return change.#cell;
  }
}
