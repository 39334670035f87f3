/**
 * One index of one table: for each value the cells of its rows. A new version of a row costs an index nothing while its
 * value stays; most values have one row, and need no set for it.
 */
import { Cell } from './cell.ts';
import { OrderedCells, type Reorders } from './ordered-cells.ts';
import type { AnyRecord } from './records.ts';
import { type FoundRows, NO_ROWS, OneRow, SeveralRows, type Version } from './rows.ts';

export class IndexBuckets {
  readonly #buckets = new Map<string, Cell | OrderedCells>();
  readonly #reorders: Reorders;

  constructor(reorders: Reorders) {
    this.#reorders = reorders;
  }

  /** All values that have rows. */
  values(): readonly string[] {
    return [...this.#buckets.keys()];
  }

  enter(value: string, cell: Cell): void {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) this.#buckets.set(value, cell);
    else if (bucket instanceof OrderedCells) bucket.enter(cell);
    else {
      const cells = new OrderedCells(this.#reorders);
      cells.enter(bucket);
      cells.enter(cell);
      this.#buckets.set(value, cells);
    }
  }

  leave(value: string, cell: Cell): void {
    const bucket = this.#buckets.get(value);
    if (bucket === cell) this.#buckets.delete(value);
    if (!(bucket instanceof OrderedCells)) return;
    bucket.leave(cell);
    if (bucket.size === 0) this.#buckets.delete(value);
  }

  rows(value: string, version: Version): FoundRows<AnyRecord> {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) return NO_ROWS;
    return bucket instanceof Cell ? new OneRow(bucket, version) : new SeveralRows(bucket, version);
  }
}
