/** Immutable records by table and key, with indices kept from each Change in both directions. */
import type { Kind } from '../model/kinds.ts';
import { type FoundRows, IndexBuckets } from './index-buckets.ts';
import { type IndexName, type IndexValues, indexers, keepsIndexValues } from './indices.ts';
import { OrderedRows, Places } from './ordered-rows.ts';
import { type AnyRecord, type Change, isObjectTable, type TableMap, type TableName } from './records.ts';

const EMPTY: ReadonlyMap<string, AnyRecord> = new Map();

interface Indexed {
  readonly name: IndexName;
  readonly valuesOf: (record: AnyRecord) => IndexValues;
  /** Undefined after a long jump, until somebody looks. */
  buckets: IndexBuckets | undefined;
}

interface Table {
  readonly name: TableName;
  readonly rows: OrderedRows<AnyRecord>;
  readonly places: Places | undefined;
  readonly indices: readonly Indexed[];
}

/** `undo`: time goes back, and the change is taken back. */
export type Follower = (change: Change, undo: boolean) => void;

/** Reading side of the tables: what actors and the view may do. */
export interface Reader {
  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined;
  all<T extends TableName>(table: T): ReadonlyMap<string, TableMap[T]>;
  /** The records that share an index value, in the order in which they came. */
  byIndex<K extends Kind>(table: K, index: IndexName, value: string): FoundRows<TableMap[K]>;
  /** All values that an index has records for. */
  indexValues(table: Kind, index: IndexName): readonly string[];
  /** Tells of each change once it is carried out: for what is folded from the records. */
  follow(on: Follower): void;
}

export class Tables implements Reader {
  readonly #tables = new Map<TableName, Table>();
  readonly #followers: Follower[] = [];

  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined {
    return this.#tables.get(table)?.rows.get(key) as TableMap[T] | undefined;
  }

  all<T extends TableName>(table: T): ReadonlyMap<string, TableMap[T]> {
    return (this.#tables.get(table)?.rows.rows ?? EMPTY) as ReadonlyMap<string, TableMap[T]>;
  }

  byIndex<K extends Kind>(name: K, index: IndexName, value: string): FoundRows<TableMap[K]> {
    const table = this.#tables.get(name) ?? this.#newTable(name);
    const get = (key: string): TableMap[K] | undefined => table.rows.get(key) as TableMap[K] | undefined;
    return bucketsOf(table, index).rows(value, get);
  }

  indexValues(table: Kind, index: IndexName): readonly string[] {
    return bucketsOf(this.#tables.get(table) ?? this.#newTable(table), index).values();
  }

  /** A long jump begins: indices that nobody looks at in between need not be kept up through it. */
  dropIndices(): void {
    for (const { indices } of this.#tables.values()) for (const index of indices) index.buckets = undefined;
  }

  follow(on: Follower): void {
    this.#followers.push(on);
  }

  /** Carries a change out, or takes it back; the caller vouches that what it replaces is what stands there. */
  apply(change: Change, undo = false): void {
    const table = this.#tables.get(change.table) ?? this.#newTable(change.table);
    const { rows, places } = table;
    const { key } = change;
    const prev = undo ? change.next : change.prev;
    const next = undo ? change.prev : change.next;
    if (next === undefined) {
      rows.delete(key);
      places?.leave(key, undo);
    } else if (prev === undefined) {
      places?.enter(key, undo);
      rows.enter(key, next);
    } else rows.set(key, next);
    if (table.indices.length > 0) reindex(table, key, prev, next);
    for (const follower of this.#followers) follower(change, undo);
  }

  #newTable(name: TableName): Table {
    const places = isOrdered(name) ? new Places() : undefined;
    const indices = indexers(name).map(
      ([index, valuesOf]): Indexed => ({ name: index, valuesOf, buckets: new IndexBuckets(places) }),
    );
    const table = { name, rows: new OrderedRows<AnyRecord>(places), places, indices };
    this.#tables.set(name, table);
    return table;
  }
}

/** Whether somebody acts on the rows of a table in their order; there are too many Events to keep it for nothing. */
function isOrdered(name: TableName): boolean {
  return name === 'mark' || (name !== 'Event' && isObjectTable(name));
}

function bucketsOf({ name, rows, places, indices }: Table, wanted: IndexName): IndexBuckets {
  const index = indices.find((candidate) => candidate.name === wanted);
  if (!index) throw new Error(`${name} has no index ${wanted}`);
  if (!index.buckets) {
    index.buckets = new IndexBuckets(places);
    for (const [key, row] of rows.rows) enter(index.buckets, index.valuesOf(row), key);
  }
  return index.buckets;
}

function reindex(table: Table, key: string, prev: AnyRecord | undefined, next: AnyRecord | undefined): void {
  if (prev !== undefined && next !== undefined && keepsIndexValues(table.name, prev, next)) return;
  for (const { valuesOf, buckets } of table.indices) {
    if (!buckets) continue;
    const before = prev && valuesOf(prev);
    const after = next && valuesOf(next);
    if (before === after) continue;
    leave(buckets, before, key, after);
    enter(buckets, after, key, before);
  }
}

function includes(values: IndexValues, value: string): boolean {
  return typeof values === 'string' ? values === value : values?.includes(value) === true;
}

/** Leaves the buckets of `values`, but for those of `kept`. */
function leave(buckets: IndexBuckets, values: IndexValues, key: string, kept: IndexValues): void {
  if (values === undefined) return;
  if (typeof values === 'string') {
    if (!includes(kept, values)) buckets.leave(values, key);
  } else for (const value of values) if (!includes(kept, value)) buckets.leave(value, key);
}

/** Enters the buckets of `values`, but for those of `already`. */
function enter(buckets: IndexBuckets, values: IndexValues, key: string, already?: IndexValues): void {
  if (values === undefined) return;
  if (typeof values === 'string') {
    if (!includes(already, values)) buckets.enter(values, key);
  } else for (const value of values) if (!includes(already, value)) buckets.enter(value, key);
}
