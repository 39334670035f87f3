/** Rows of a table to be read: a look into it, not a copy. */
import type { Cell } from './cell.ts';
import type { OrderedCells } from './ordered-cells.ts';
import type { AnyRecord } from './records.ts';

/** In the order in which the rows came; what is answered stays as it is, whatever happens to the rows meanwhile. */
export interface FoundRows<T> extends Iterable<readonly [string, T]> {
  readonly size: number;
  keys(): readonly string[];
  values(): readonly T[];
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

  keys(): readonly string[] {
    return [this.#cell.key];
  }

  values(): readonly AnyRecord[] {
    const row = this.#version === 'seen' ? this.#cell.seen : this.#cell.live;
    return row === undefined ? NOTHING : [row];
  }

  [Symbol.iterator](): IterableIterator<readonly [string, AnyRecord]> {
    return this.values()
      .map((row): readonly [string, AnyRecord] => [this.#cell.key, row])
      .values();
  }
}

// Arrays, not generators: these are walked in every turn of every actor, mostly with a row or two.
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

  keys(): readonly string[] {
    const keys: string[] = [];
    for (const { key } of this.#cells.cells()) keys.push(key);
    return keys;
  }

  values(): readonly AnyRecord[] {
    if (this.#cells.size === 0) return NOTHING;
    const rows: AnyRecord[] = [];
    for (const cell of this.#cells.cells()) {
      const row = this.#version === 'seen' ? cell.seen : cell.live;
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  [Symbol.iterator](): IterableIterator<readonly [string, AnyRecord]> {
    const rows: (readonly [string, AnyRecord])[] = [];
    for (const cell of this.#cells.cells()) {
      const row = this.#version === 'seen' ? cell.seen : cell.live;
      if (row !== undefined) rows.push([cell.key, row]);
    }
    return rows.values();
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

const NOTHING: readonly never[] = [];

export const NO_ROWS: Rows<never> = {
  size: 0,
  get: () => undefined,
  has: () => false,
  keys: () => NOTHING,
  values: () => NOTHING,
  [Symbol.iterator]: () => NOTHING.values(),
};
