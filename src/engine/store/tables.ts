/** Immutable records by table and key, with indices kept from each Change in both directions. */
import type { Kind } from '../model/kinds.ts';
import { type IndexName, type IndexValues, indexers } from './indices.ts';
import type { AnyRecord, Change, TableMap, TableName } from './records.ts';

const EMPTY: ReadonlyMap<string, AnyRecord> = new Map();

interface Indexed {
  readonly name: IndexName;
  readonly valuesOf: (record: AnyRecord) => IndexValues;
  readonly buckets: Map<string, Map<string, AnyRecord>>;
}

interface Table {
  readonly rows: Map<string, AnyRecord>;
  readonly indices: readonly Indexed[];
}

/** Reading side of the tables: what actors and the view may do. */
export interface Reader {
  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined;
  all<T extends TableName>(table: T): ReadonlyMap<string, TableMap[T]>;
  /** The records that share an index value, in the order in which they came to share it. */
  byIndex<K extends Kind>(table: K, index: IndexName, value: string): ReadonlyMap<string, TableMap[K]>;
  /** All values that an index has records for. */
  indexValues(table: Kind, index: IndexName): readonly string[];
  /** Tells of each change once it is carried out, in either direction of time: for what is folded from the records. */
  follow(on: (change: Change) => void): void;
}

export class Tables implements Reader {
  readonly #tables = new Map<TableName, Table>();
  readonly #followers: ((change: Change) => void)[] = [];

  get<T extends TableName>(table: T, key: string): TableMap[T] | undefined {
    return this.#tables.get(table)?.rows.get(key) as TableMap[T] | undefined;
  }

  all<T extends TableName>(table: T): ReadonlyMap<string, TableMap[T]> {
    return (this.#tables.get(table)?.rows ?? EMPTY) as ReadonlyMap<string, TableMap[T]>;
  }

  byIndex<K extends Kind>(table: K, index: IndexName, value: string): ReadonlyMap<string, TableMap[K]> {
    const found = this.#tables.get(table)?.indices.find((candidate) => candidate.name === index);
    return (found?.buckets.get(value) ?? EMPTY) as ReadonlyMap<string, TableMap[K]>;
  }

  indexValues(table: Kind, index: IndexName): readonly string[] {
    const found = this.#tables.get(table)?.indices.find((candidate) => candidate.name === index);
    return found ? [...found.buckets.keys()] : [];
  }

  follow(on: (change: Change) => void): void {
    this.#followers.push(on);
  }

  /** Carries a change out; the caller vouches that `prev` is what stands there. */
  apply(change: Change): void {
    const table = this.#tables.get(change.table) ?? this.#newTable(change.table);
    const { key, next } = change;
    if (next === undefined) table.rows.delete(key);
    else table.rows.set(key, next);
    for (const index of table.indices) reindex(index, change);
    for (const follower of this.#followers) follower(change);
  }

  #newTable(name: TableName): Table {
    const indices = indexers(name).map(([index, valuesOf]): Indexed => ({ name: index, valuesOf, buckets: new Map() }));
    const table = { rows: new Map(), indices };
    this.#tables.set(name, table);
    return table;
  }
}

function reindex({ valuesOf, buckets }: Indexed, { key, prev, next }: Change): void {
  const before = listed(prev && valuesOf(prev));
  const after = listed(next && valuesOf(next));
  for (const value of before) if (!after.includes(value)) forget(buckets, value, key);
  if (next !== undefined) for (const value of after) note(buckets, value, key, next);
}

const NOWHERE: readonly string[] = [];

function listed(values: IndexValues): readonly string[] {
  if (values === undefined) return NOWHERE;
  return typeof values === 'string' ? [values] : values;
}

function forget(buckets: Indexed['buckets'], value: string, key: string): void {
  const bucket = buckets.get(value);
  bucket?.delete(key);
  if (bucket?.size === 0) buckets.delete(value);
}

function note(buckets: Indexed['buckets'], value: string, key: string, record: AnyRecord): void {
  let bucket = buckets.get(value);
  if (!bucket) {
    bucket = new Map();
    buckets.set(value, bucket);
  }
  bucket.set(key, record);
}
