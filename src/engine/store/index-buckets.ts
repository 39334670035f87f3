/**
 * One index of one table: for each value the keys of its rows. Only keys are kept, so that a new version of a row costs
 * an index nothing while its value stays; most values have one row, and need no set for it.
 */
import { OrderedKeys } from './ordered-keys.ts';
import type { Places } from './ordered-rows.ts';

/** Rows found by an index; a look into the table, not a copy of it. */
export interface FoundRows<T> extends Iterable<readonly [string, T]> {
  readonly size: number;
  keys(): IterableIterator<string>;
  values(): IterableIterator<T>;
}

/** One key, or several. */
type Bucket = string | OrderedKeys;

export class IndexBuckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #places: Places | undefined;

  constructor(places: Places | undefined) {
    this.#places = places;
  }

  /** All values that have rows. */
  values(): readonly string[] {
    return [...this.#buckets.keys()];
  }

  enter(value: string, key: string): void {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) this.#buckets.set(value, key);
    else if (typeof bucket !== 'string') bucket.enter(key);
    else {
      const keys = new OrderedKeys(this.#places, bucket);
      keys.enter(key);
      this.#buckets.set(value, keys);
    }
  }

  leave(value: string, key: string): void {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) return;
    if (typeof bucket === 'string') {
      if (bucket === key) this.#buckets.delete(value);
      return;
    }
    bucket.delete(key);
    if (bucket.size === 0) this.#buckets.delete(value);
  }

  rows<T>(value: string, get: (key: string) => T | undefined): FoundRows<T> {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) return NONE;
    return typeof bucket === 'string' ? new OneRow(bucket, get) : new Rows(bucket, get);
  }
}

class OneRow<T> implements FoundRows<T> {
  readonly size = 1;
  readonly #key: string;
  readonly #get: (key: string) => T | undefined;

  constructor(key: string, get: (key: string) => T | undefined) {
    this.#key = key;
    this.#get = get;
  }

  keys(): IterableIterator<string> {
    return [this.#key].values();
  }

  values(): IterableIterator<T> {
    const row = this.#get(this.#key);
    return (row === undefined ? [] : [row]).values();
  }

  [Symbol.iterator](): IterableIterator<readonly [string, T]> {
    const row = this.#get(this.#key);
    const rows: (readonly [string, T])[] = row === undefined ? [] : [[this.#key, row]];
    return rows.values();
  }
}

class Rows<T> implements FoundRows<T> {
  readonly #bucket: OrderedKeys;
  readonly #get: (key: string) => T | undefined;

  constructor(bucket: OrderedKeys, get: (key: string) => T | undefined) {
    this.#bucket = bucket;
    this.#get = get;
  }

  get size(): number {
    return this.#bucket.size;
  }

  keys(): IterableIterator<string> {
    return this.#bucket.keys.values();
  }

  *values(): IterableIterator<T> {
    for (const key of this.#bucket.keys) {
      const row = this.#get(key);
      if (row !== undefined) yield row;
    }
  }

  *[Symbol.iterator](): IterableIterator<readonly [string, T]> {
    for (const key of this.#bucket.keys) {
      const row = this.#get(key);
      if (row !== undefined) yield [key, row];
    }
  }
}

const NONE: FoundRows<never> = {
  size: 0,
  keys: () => [].values(),
  values: () => [].values(),
  [Symbol.iterator]: () => [].values(),
};
