/**
 * The records of a store in one of their two versions, with rows and indices kept from each change in both directions:
 * the newest ones, or those that the actors' caches have come to.
 */
import type { Kind } from '../model/kinds.ts';
import { type Cell, CellChange } from './cell.ts';
import { IndexBuckets } from './index-buckets.ts';
import { type IndexName, type IndexValues, indexers, keepsIndexValues } from './indices.ts';
import { OrderedCells } from './ordered-cells.ts';
import { type AnyRecord, type Change, isCached, type TableMap, type TableName } from './records.ts';
import { AllRows, type FoundRows, type Rows, type Version } from './rows.ts';
import type { Table, Tables } from './table.ts';

/** Whoever folds something from the records. */
export interface Follower {
  /** Something was written. */
  changed(change: Change): void;
  /** Time has jumped: nothing that was folded counts any more. */
  jumped(): void;
}

/** The reading side: what actors and the view may do. */
export interface Reader {
  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined;
  all<T extends TableName>(table: T): Rows<TableMap[T]>;
  /** The records that share an index value, in the order in which they came. */
  byIndex<K extends Kind>(table: K, index: IndexName, value: string): FoundRows<TableMap[K]>;
  /** All values that an index has records for. */
  indexValues(table: Kind, index: IndexName): readonly string[];
  follow(follower: Follower): void;
}

interface Indexed {
  readonly name: IndexName;
  readonly valuesOf: (record: AnyRecord) => IndexValues;
  /** Undefined until somebody looks, and again after a long jump. */
  buckets: IndexBuckets | undefined;
}

interface Kept {
  readonly table: Table;
  readonly indices: readonly Indexed[];
  /** Cells with a row; undefined as the buckets are. */
  cells: OrderedCells | undefined;
  rows: AllRows | undefined;
}

export class Plane implements Reader {
  readonly #tables: Tables;
  readonly #version: Version;
  readonly #kept = new Map<TableName, Kept>();
  readonly #followers: Follower[] = [];

  constructor(tables: Tables, version: Version) {
    this.#tables = tables;
    this.#version = version;
  }

  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined {
    const cell = this.#tables.table(table).find(key);
    return (cell === undefined ? undefined : this.#read(cell)) as TableMap[T] | undefined;
  }

  all<T extends TableName>(name: T): Rows<TableMap[T]> {
    const kept = this.#keptOf(name);
    if (!kept.rows) {
      const get = (key: string): AnyRecord | undefined => this.get(name, key);
      kept.rows = new AllRows(this.#cellsOf(kept), this.#version, get);
    }
    return kept.rows as Rows<AnyRecord> as Rows<TableMap[T]>;
  }

  byIndex<K extends Kind>(name: K, index: IndexName, value: string): FoundRows<TableMap[K]> {
    return this.#bucketsOf(name, index).rows(value, this.#version) as FoundRows<TableMap[K]>;
  }

  indexValues(table: Kind, index: IndexName): readonly string[] {
    return this.#bucketsOf(table, index).values();
  }

  follow(follower: Follower): void {
    this.#followers.push(follower);
  }

  /** Carries out what is written now. */
  write(change: Change): void {
    this.#carryOut(change, false);
    for (const follower of this.#followers) follower.changed(change);
  }

  /**
   * Carries recorded changes out or, from the last to the first, takes them back. The caller vouches that what they
   * replace is what stands there.
   */
  move(changes: readonly Change[], undo: boolean): void {
    const { length } = changes;
    for (let i = 0; i < length; i += 1) {
      const change = changes[undo ? length - 1 - i : i] as Change;
      if (this.#version === 'live' || isCached(change.table)) this.#carryOut(change, undo);
    }
  }

  #carryOut(change: Change, undo: boolean): void {
    const cell = CellChange.cellOf(change);
    const prev = undo ? change.next : change.prev;
    const next = undo ? change.prev : change.next;
    this.#put(cell, prev, next, undo);
    const kept = this.#kept.get(change.table);
    if (kept === undefined) return;
    if (kept.cells) {
      if (prev === undefined) kept.cells.enter(cell);
      else if (next === undefined) kept.cells.leave(cell);
    }
    if (kept.indices.length > 0) reindex(kept, cell, prev, next);
  }

  /**
   * As `move`, on a long way: what is kept beside the cells was forgotten before. `way`, one object for the whole way,
   * collects the cells that it touches, each with what stood there before it.
   */
  pass(changes: readonly Change[], undo: boolean, way: Cell[] | undefined): void {
    // Most of a jump is spent here, on hundreds of thousands of changes.
    const isSeen = this.#version === 'seen';
    const { length } = changes;
    for (let i = 0; i < length; i += 1) {
      const change = changes[undo ? length - 1 - i : i] as Change;
      if (isSeen && !isCached(change.table)) continue;
      const cell = CellChange.cellOf(change);
      if (way !== undefined && cell.passed !== way) {
        cell.passed = way;
        cell.before = this.#read(cell);
        way.push(cell);
      }
      if (undo) this.#put(cell, change.next, change.prev, true);
      else this.#put(cell, change.prev, change.next, false);
    }
  }

  /** Time jumps. On a long way rows and indices are made anew when somebody looks: none is kept up through it. */
  jump(isLong: boolean): void {
    for (const follower of this.#followers) follower.jumped();
    if (isLong) this.#kept.clear();
  }

  #put(cell: Cell, prev: AnyRecord | undefined, next: AnyRecord | undefined, undo: boolean): void {
    if (this.#version === 'seen') {
      cell.seen = next;
      return;
    }
    cell.live = next;
    if (!cell.isOrdered) return;
    // Both versions are walked in the order of the newest.
    if (undo) {
      if (next !== undefined) return;
      cell.uncome();
    } else {
      if (prev !== undefined) return;
      cell.come(this.#tables.table(cell.table).nextPlace());
    }
    if (cell.seen !== undefined) this.#tables.reorders.count += 1;
  }

  #read(cell: Cell): AnyRecord | undefined {
    return this.#version === 'seen' ? cell.seen : cell.live;
  }

  #keptOf(name: TableName): Kept {
    let kept = this.#kept.get(name);
    if (!kept) {
      const indices = indexers(name).map(([index, valuesOf]) => ({ name: index, valuesOf, buckets: undefined }));
      kept = { table: this.#tables.table(name), indices, cells: undefined, rows: undefined };
      this.#kept.set(name, kept);
    }
    return kept;
  }

  #cellsOf(kept: Kept): OrderedCells {
    if (!kept.cells) {
      kept.cells = new OrderedCells(this.#tables.reorders);
      for (const cell of kept.table.cells()) if (this.#read(cell) !== undefined) kept.cells.enter(cell);
    }
    return kept.cells;
  }

  #bucketsOf(table: TableName, wanted: IndexName): IndexBuckets {
    const kept = this.#keptOf(table);
    const index = kept.indices.find(({ name }) => name === wanted);
    if (!index) throw new Error(`${table} has no index ${wanted}`);
    if (!index.buckets) {
      index.buckets = new IndexBuckets(this.#tables.reorders);
      for (const cell of this.#cellsOf(kept).cells()) {
        const row = this.#read(cell);
        if (row !== undefined) enter(index.buckets, index.valuesOf(row), cell);
      }
    }
    return index.buckets;
  }
}

function reindex(kept: Kept, cell: Cell, prev: AnyRecord | undefined, next: AnyRecord | undefined): void {
  if (prev !== undefined && next !== undefined && keepsIndexValues(cell.table, prev, next)) return;
  for (const { valuesOf, buckets } of kept.indices) {
    if (!buckets) continue;
    const before = prev && valuesOf(prev);
    const after = next && valuesOf(next);
    if (before === after) continue;
    leave(buckets, before, cell, after);
    enter(buckets, after, cell, before);
  }
}

function includes(values: IndexValues, value: string): boolean {
  return typeof values === 'string' ? values === value : values?.includes(value) === true;
}

/** Leaves the buckets of `values`, but for those of `kept`. */
function leave(buckets: IndexBuckets, values: IndexValues, cell: Cell, kept: IndexValues): void {
  if (values === undefined) return;
  if (typeof values === 'string') {
    if (!includes(kept, values)) buckets.leave(values, cell);
  } else for (const value of values) if (!includes(kept, value)) buckets.leave(value, cell);
}

/** Enters the buckets of `values`, but for those of `already`. */
function enter(buckets: IndexBuckets, values: IndexValues, cell: Cell, already?: IndexValues): void {
  if (values === undefined) return;
  if (typeof values === 'string') {
    if (!includes(already, values)) buckets.enter(values, cell);
  } else for (const value of values) if (!includes(already, value)) buckets.enter(value, cell);
}
