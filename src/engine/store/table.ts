/** The cells of one table by key. A cell stays when its row is removed: the journal still speaks of it. */
import { Cell } from './cell.ts';
import type { Reorders } from './ordered-cells.ts';
import { isObjectTable, type TableName } from './records.ts';

export class Table {
  readonly name: TableName;
  readonly #isOrdered: boolean;
  readonly #cells = new Map<string, Cell>();
  #places = 0;
  /** The cell that was asked for last: one turn asks for the same one many times. */
  #last: Cell | undefined;
  /** The key that was asked for last in vain: whoever made sure that it is free will take it now. */
  #missing: string | undefined;

  constructor(name: TableName) {
    this.name = name;
    this.#isOrdered = isOrdered(name);
  }

  find(key: string): Cell | undefined {
    const last = this.#last;
    if (last !== undefined && last.key === key) return last;
    const cell = this.#cells.get(key);
    if (cell !== undefined) this.#last = cell;
    else this.#missing = key;
    return cell;
  }

  /** The cell of a key, made when there is none. */
  cell(key: string): Cell {
    let cell = key === this.#missing ? undefined : this.find(key);
    if (cell === undefined) {
      this.#missing = undefined;
      cell = new Cell(this.name, key, this.#isOrdered);
      this.#cells.set(key, cell);
      this.#last = cell;
    }
    return cell;
  }

  cells(): Iterable<Cell> {
    return this.#cells.values();
  }

  nextPlace(): number {
    this.#places += 1;
    return this.#places;
  }
}

/** Whether somebody acts on the rows of a table in their order; there are too many Events to keep it for nothing. */
function isOrdered(name: TableName): boolean {
  return name === 'mark' || (name !== 'Event' && isObjectTable(name));
}

/** All tables of a store. */
export class Tables {
  readonly #tables = new Map<TableName, Table>();
  readonly reorders: Reorders = { count: 0 };

  table(name: TableName): Table {
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = new Table(name);
      this.#tables.set(name, table);
    }
    return table;
  }
}
