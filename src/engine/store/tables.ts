/** Immutable records by table and key, with indices kept from each Change in both directions. */
import type { Kind } from '../model/kinds.ts';
import { type IndexName, type IndexValues, indexers } from './indices.ts';
import { OrderedRows, Places } from './ordered-rows.ts';
import { type AnyRecord, type Change, isObjectTable, type TableMap, type TableName } from './records.ts';

const EMPTY: ReadonlyMap<string, AnyRecord> = new Map();

type Buckets = Map<string, OrderedRows<AnyRecord>>;

interface Indexed {
  readonly name: IndexName;
  readonly valuesOf: (record: AnyRecord) => IndexValues;
  /** Undefined after a long jump, until somebody looks. */
  buckets: Buckets | undefined;
}

interface Table {
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
  byIndex<K extends Kind>(table: K, index: IndexName, value: string): ReadonlyMap<string, TableMap[K]>;
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

  byIndex<K extends Kind>(table: K, index: IndexName, value: string): ReadonlyMap<string, TableMap[K]> {
    return (this.#buckets(table, index)?.get(value)?.rows ?? EMPTY) as ReadonlyMap<string, TableMap[K]>;
  }

  indexValues(table: Kind, index: IndexName): readonly string[] {
    return [...(this.#buckets(table, index)?.keys() ?? [])];
  }

  /** A long jump begins: indices that nobody looks at in between need not be kept up through it. */
  dropIndices(): void {
    for (const { indices } of this.#tables.values()) for (const index of indices) index.buckets = undefined;
  }

  #buckets(name: Kind, index: IndexName): Buckets | undefined {
    const table = this.#tables.get(name);
    if (!table) return undefined;
    for (const candidate of table.indices) {
      if (candidate.name !== index) continue;
      candidate.buckets ??= bucketsOf(table, candidate);
      return candidate.buckets;
    }
    return undefined;
  }

  follow(on: Follower): void {
    this.#followers.push(on);
  }

  /** Carries a change out, or takes it back; the caller vouches that what it replaces is what stands there. */
  apply(change: Change, undo = false): void {
    const table = this.#tables.get(change.table) ?? this.#newTable(change.table);
    const { rows, places, indices } = table;
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
    for (const index of indices) if (index.buckets) reindex(index, index.buckets, places, key, prev, next);
    for (const follower of this.#followers) follower(change, undo);
  }

  #newTable(name: TableName): Table {
    const indices = indexers(name).map(([index, valuesOf]): Indexed => ({ name: index, valuesOf, buckets: new Map() }));
    const places = isOrdered(name) ? new Places() : undefined;
    const table = { rows: new OrderedRows<AnyRecord>(places), places, indices };
    this.#tables.set(name, table);
    return table;
  }
}

/** Whether somebody acts on the rows of a table in their order; there are too many Events to keep it for nothing. */
function isOrdered(name: TableName): boolean {
  return name === 'mark' || (name !== 'Event' && isObjectTable(name));
}

function bucketsOf({ rows, places }: Table, index: Indexed): Buckets {
  const buckets: Buckets = new Map();
  for (const [key, row] of rows.rows) reindex(index, buckets, places, key, undefined, row);
  return buckets;
}

function reindex(
  { valuesOf }: Indexed,
  buckets: Buckets,
  places: Places | undefined,
  key: string,
  prev: AnyRecord | undefined,
  next: AnyRecord | undefined,
): void {
  const before = prev && valuesOf(prev);
  const after = next && valuesOf(next);
  if (before === after) {
    if (next === undefined || after === undefined) return;
    if (typeof after === 'string') buckets.get(after)?.set(key, next);
    else for (const value of after) buckets.get(value)?.set(key, next);
    return;
  }
  const [left, entered] = [listed(before), listed(after)];
  for (const value of left) if (!entered.includes(value)) leave(buckets, value, key);
  if (next === undefined) return;
  for (const value of entered) {
    if (left.includes(value)) buckets.get(value)?.set(key, next);
    else enter(buckets, places, value, key, next);
  }
}

const NOWHERE: readonly string[] = [];

function listed(values: IndexValues): readonly string[] {
  if (values === undefined) return NOWHERE;
  return typeof values === 'string' ? [values] : values;
}

function leave(buckets: Buckets, value: string, key: string): void {
  const bucket = buckets.get(value);
  bucket?.delete(key);
  if (bucket?.size === 0) buckets.delete(value);
}

function enter(buckets: Buckets, places: Places | undefined, value: string, key: string, record: AnyRecord): void {
  let bucket = buckets.get(value);
  if (!bucket) {
    bucket = new OrderedRows(places);
    buckets.set(value, bucket);
  }
  bucket.enter(key, record);
}
