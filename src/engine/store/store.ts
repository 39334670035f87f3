/** The present state, its history, and the only way to change it: inside a Step. */
import { deepEqual } from '../../lib/deep-equal.ts';
import { shareParts } from '../../lib/share-parts.ts';
import { ReplayMismatch, type WrittenStep } from '../inputs.ts';
import type { Millis } from '../time/millis.ts';
import { type Cell, CellChange } from './cell.ts';
import { StepJournal } from './journal.ts';
import { JOURNAL_BYTES } from './journal-budget.ts';
import { Plane, type Reader } from './plane.ts';
import {
  type AnyRecord,
  type Cause,
  type Change,
  type Counters,
  isObjectTable,
  type Step,
  type TableMap,
  type TableName,
} from './records.ts';
import { Tables } from './table.ts';

/**
 * Small records of the runtime that one Step writes again and again, such as an expectation counted down Pod by Pod, and
 * that nobody follows: of several writes in a row the Step keeps one change, from the first `prev` to the last `next`.
 */
const MERGED: ReadonlySet<TableName> = new Set<TableName>(['expectations', 'generated', 'eventSeries', 'failures']);

interface OpenStep {
  readonly at: Millis;
  cause: Cause;
  readonly changes: Change[];
  /** Where the last change of each merged table stands in `changes`; made when there is one. */
  last: Map<TableName, number> | undefined;
  writesObjects: boolean;
}

export class Store {
  readonly #tables = new Tables();
  readonly #live = new Plane(this.#tables, 'live');
  /** What the actors' caches have come to: the informers move it. */
  readonly seen = new Plane(this.#tables, 'seen');
  readonly #journal: StepJournal;
  #open: OpenStep | undefined;
  readonly #onRollback: (() => void)[] = [];
  #resourceVersion = 0;
  #order = 0;

  /** The story begins at this time; its history may take about so many bytes. */
  constructor(beginsAt: Millis = 0, journalBytes = JOURNAL_BYTES) {
    this.#journal = new StepJournal(this.#live, beginsAt, journalBytes);
    this.#journal.follow((jumped) => {
      if (jumped) this.#recount();
    });
  }

  get read(): Reader {
    return this.#live;
  }
  get journal(): StepJournal {
    return this.#journal;
  }
  get counters(): Counters {
    return { resourceVersion: this.#resourceVersion, order: this.#order };
  }
  /** The version that was given last. */
  get resourceVersion(): number {
    return this.#resourceVersion;
  }
  get inStep(): boolean {
    return this.#open !== undefined;
  }

  /** Opens a Step; everything put until `commit` belongs to it. */
  begin(at: Millis, cause: Cause): void {
    if (this.#open) throw new Error('a Step is open already');
    this.#open = { at, cause, changes: [], last: undefined, writesObjects: false };
  }

  /** Says more exactly why the open Step happens. */
  because(reason: string): void {
    const open = this.#step();
    const { actor, key } = open.cause;
    open.cause = { actor, key, reason };
  }

  /** Writes or, without `next`, removes a record. */
  put<T extends TableName>(name: T, key: string, next: TableMap[T] | undefined): void {
    const table = this.#tables.table(name);
    const cell = next === undefined ? table.find(key) : table.cell(key);
    if (cell) this.write(cell, next);
  }

  /** Where a record stands, whether there is one or not: for those who write it again and again. */
  cell(table: TableName, key: string): Cell {
    return this.#tables.table(table).cell(key);
  }

  /** The cells of a table, with and without a record, in no order that counts. */
  cells(table: TableName): Iterable<Cell> {
    return this.#tables.table(table).cells();
  }

  /** As `put`, into a cell of the record's table. */
  write(cell: Cell, next: AnyRecord | undefined): void {
    const prev = cell.live;
    if (prev === next) return;
    const open = this.#step();
    const change = new CellChange(cell, prev, next);
    this.#live.write(change);
    if (MERGED.has(cell.table)) return note(open, change, cell);
    open.changes.push(change);
    if (!open.writesObjects && isObjectTable(cell.table)) open.writesObjects = true;
  }

  nextResourceVersion(): number {
    this.#step();
    this.#resourceVersion += 1;
    return this.#resourceVersion;
  }

  nextOrder(): number {
    this.#step();
    this.#order += 1;
    return this.#order;
  }

  /** Whether the open Step has written an API object. */
  get writesObjects(): boolean {
    return this.#step().writesObjects;
  }

  /**
   * Closes the Step. One without changes leaves no trace and returns undefined; one with changes in the past forks the
   * journal, which what was refused does not.
   */
  commit(): Step | undefined {
    return this.#close(false);
  }

  #close(replayed: boolean): Step | undefined {
    const { at, cause, changes } = this.#step();
    this.#open = undefined;
    if (changes.length === 0) {
      this.#recount();
      return undefined;
    }
    const [resourceVersion, order] = [this.#resourceVersion, this.#order];
    if (this.#journal.position < this.#journal.head) this.#journal.fork();
    // A copy of just its size: a list that has grown keeps room that the journal would hold for ever.
    const step: Step = { seq: this.#journal.head + 1, at, cause, changes: changes.slice(), resourceVersion, order };
    this.#journal.append(step, replayed);
    return step;
  }

  /**
   * Carries a recorded Step out again. Throws ReplayMismatch, and changes nothing, where something else stands than what
   * it once replaced. What has not changed stays the object that it is.
   */
  replay({ at, cause, changes, resourceVersion, order }: WrittenStep): void {
    this.begin(at, cause);
    try {
      for (const { table, key, prev, next } of changes) {
        const present = this.#live.get(table, key);
        if (!deepEqual(present, prev)) throw new ReplayMismatch(`${table} ${key} is not what it was`);
        const shared = shareParts(next, present);
        this.put(table, key, (shared === present ? next : shared) as TableMap[typeof table] | undefined);
      }
    } catch (error) {
      this.rollback();
      throw error;
    }
    this.#resourceVersion = resourceVersion;
    this.#order = order;
    this.#close(true);
  }

  /** Takes back all that the open Step did. */
  rollback(): void {
    const { changes } = this.#step();
    this.#live.move(changes, true);
    this.#open = undefined;
    this.#recount();
    for (const on of this.#onRollback) on();
  }

  /** Calls back whenever a Step is taken back: for what was kept beside the records meanwhile. */
  followRollbacks(on: () => void): void {
    this.#onRollback.push(on);
  }

  #recount(): void {
    const { resourceVersion, order } = this.#journal.counters(this.#journal.position);
    this.#resourceVersion = resourceVersion;
    this.#order = order;
  }

  #step(): OpenStep {
    if (!this.#open) throw new Error('a write outside a Step');
    return this.#open;
  }
}

/** Keeps a change of a merged table: in the place of the last one, where that was of the same record. */
function note(open: OpenStep, change: CellChange, cell: Cell): void {
  const { changes } = open;
  open.last ??= new Map();
  const { last } = open;
  const at = last.get(change.table);
  const before = at === undefined ? undefined : changes[at];
  if (at === undefined || before?.key !== change.key || (before.prev === undefined && change.next === undefined)) {
    last.set(change.table, changes.length);
    changes.push(change);
  } else changes[at] = new CellChange(cell, before.prev, change.next);
}
