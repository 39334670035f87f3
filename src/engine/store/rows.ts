/** Rows of a table to be read: a look into it, not a copy. */
import type { Cell } from './cell.ts';
import type { OrderedCells } from './ordered-cells.ts';
import type { AnyRecord } from './records.ts';

/** In the order in which the rows came. */
export interface FoundRows<T> extends Iterable<readonly [string, T]> {
  readonly size: number;
  keys(): IterableIterator<string>;
  values(): IterableIterator<T>;
}

/** All rows of a table. */
export interface Rows<T> extends FoundRows<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
}

/** Which version of a cell's record is meant. */
export type Version = 'live' | 'seen';

export class OneRow implements FoundRows<AnyRecord> {
  readonly size = 1;
  readonly #cell: Cell;
  readonly #version: Version;

  constructor(cell: Cell, version: Version) {
    this.#cell = cell;
    this.#version = version;
  }

  keys(): IterableIterator<string> {
    return [this.#cell.key].values();
  }

  values(): IterableIterator<AnyRecord> {
    const row = this.#cell[this.#version];
    return (row === undefined ? [] : [row]).values();
  }

  [Symbol.iterator](): IterableIterator<readonly [string, AnyRecord]> {
    const row = this.#cell[this.#version];
    const rows: (readonly [string, AnyRecord])[] = row === undefined ? [] : [[this.#cell.key, row]];
    return rows.values();
  }
}

export class SeveralRows implements FoundRows<AnyRecord> {
  readonly #cells: OrderedCells;
  readonly #version: Version;

  constructor(cells: OrderedCells, version: Version) {
    this.#cells = cells;
    this.#version = version;
  }

  get size(): number {
    return this.#cells.size;
  }

  *keys(): IterableIterator<string> {
    for (const { key } of this.#cells.cells()) yield key;
  }

  *values(): IterableIterator<AnyRecord> {
    for (const cell of this.#cells.cells()) {
      const row = cell[this.#version];
      if (row !== undefined) yield row;
    }
  }

  *[Symbol.iterator](): IterableIterator<readonly [string, AnyRecord]> {
    for (const cell of this.#cells.cells()) {
      const row = cell[this.#version];
      if (row !== undefined) yield [cell.key, row];
    }
  }
}

export class AllRows extends SeveralRows implements Rows<AnyRecord> {
  readonly #get: (key: string) => AnyRecord | undefined;

  constructor(cells: OrderedCells, version: Version, get: (key: string) => AnyRecord | undefined) {
    super(cells, version);
    this.#get = get;
  }

  get(key: string): AnyRecord | undefined {
    return this.#get(key);
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }
}

export const NO_ROWS: Rows<never> = {
  size: 0,
  get: () => undefined,
  has: () => false,
  keys: () => [].values(),
  values: () => [].values(),
  [Symbol.iterator]: () => [].values(),
};
