/** Cells with a row, in the order in which the rows came: also after time has gone back, since actors act in that order. */
import type { Cell } from './cell.ts';

/** How often a cell that has a row somewhere got another place. */
export interface Reorders {
  count: number;
}

/** Up to so many cells a list is smaller and quicker than a set. */
const FEW = 8;

export class OrderedCells {
  /** A set once there have been more than a few. */
  #cells: Cell[] | Set<Cell> = [];
  #last = 0;
  #sorted = true;
  readonly #reorders: Reorders;
  /** The count at which the order was right. */
  #at: number;

  constructor(reorders: Reorders) {
    this.#reorders = reorders;
    this.#at = reorders.count;
  }

  get size(): number {
    return Array.isArray(this.#cells) ? this.#cells.length : this.#cells.size;
  }

  /** A cell whose row comes, or comes back by time going back. */
  enter(cell: Cell): void {
    if (Array.isArray(this.#cells)) {
      this.#cells.push(cell);
      if (this.#cells.length > FEW) this.#cells = new Set(this.#cells);
    } else this.#cells.add(cell);
    if (cell.place < this.#last) this.#sorted = false;
    else this.#last = cell.place;
  }

  leave(cell: Cell): void {
    if (Array.isArray(this.#cells)) {
      const at = this.#cells.indexOf(cell);
      if (at >= 0) this.#cells.splice(at, 1);
    } else this.#cells.delete(cell);
    if (this.size > 0) return;
    this.#last = 0;
    this.#sorted = true;
  }

  /** In their order; not to be kept. */
  cells(): Iterable<Cell> {
    if (!this.#sorted || this.#at !== this.#reorders.count) {
      const sorted = [...this.#cells].sort((a, b) => a.place - b.place);
      this.#cells = sorted.length > FEW ? new Set(sorted) : sorted;
      this.#last = sorted.at(-1)?.place ?? 0;
      this.#sorted = true;
      this.#at = this.#reorders.count;
    }
    return this.#cells;
  }
}
