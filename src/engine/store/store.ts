/** The present state, its history, and the only way to change it: inside a Step. */
import { deepEqual } from '../../lib/deep-equal.ts';
import { shareParts } from '../../lib/share-parts.ts';
import { ReplayMismatch, type WrittenStep } from '../inputs.ts';
import type { Millis } from '../time/millis.ts';
import { StepJournal } from './journal.ts';
import {
  type Cause,
  type Change,
  type Counters,
  isObjectTable,
  type Step,
  type TableMap,
  type TableName,
} from './records.ts';
import { type Reader, Tables } from './tables.ts';

const COUNTERS = 'cluster';
const NOTHING_COUNTED: Counters = { resourceVersion: 0, order: 0 };

interface OpenStep {
  readonly at: Millis;
  cause: Cause;
  readonly changes: Change[];
  writesObjects: boolean;
}

export class Store {
  readonly #tables = new Tables();
  readonly #journal = new StepJournal(this.#tables);
  #open: OpenStep | undefined;
  // Counters are kept in fields during a Step and written once at its end: one change instead of hundreds.
  #resourceVersion = 0;
  #order = 0;

  constructor() {
    this.#journal.follow(() => this.#recount());
  }

  get read(): Reader {
    return this.#tables;
  }
  get journal(): StepJournal {
    return this.#journal;
  }
  get counters(): Counters {
    return { resourceVersion: this.#resourceVersion, order: this.#order };
  }
  get inStep(): boolean {
    return this.#open !== undefined;
  }

  /** Opens a Step; everything put until `commit` belongs to it. */
  begin(at: Millis, cause: Cause): void {
    if (this.#open) throw new Error('a Step is open already');
    this.#open = { at, cause, changes: [], writesObjects: false };
  }

  /** Says more exactly why the open Step happens. */
  because(reason: string): void {
    const open = this.#step();
    open.cause = { ...open.cause, reason };
  }

  /** Writes or, without `next`, removes a record. */
  put<T extends TableName>(table: T, key: string, next: TableMap[T] | undefined): void {
    const prev = this.#tables.get(table, key);
    if (prev === next) return;
    const change: Change = { table, key, prev, next };
    this.#tables.apply(change);
    const open = this.#step();
    open.changes.push(change);
    if (!open.writesObjects && isObjectTable(table)) open.writesObjects = true;
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

  /** How many changes the open Step has so far: tells apart what one Step makes. */
  get changeCount(): number {
    return this.#step().changes.length;
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
    const { at, cause, changes } = this.#step();
    if (changes.length > 0 && this.#hasCounted()) this.put('counters', COUNTERS, this.counters);
    this.#open = undefined;
    if (changes.length === 0) return undefined;
    if (this.#journal.position < this.#journal.head) this.#journal.fork();
    // A copy of just its size: a list that has grown keeps room that the journal would hold for ever.
    const step: Step = { seq: this.#journal.head + 1, at, cause, changes: changes.slice() };
    this.#journal.append(step);
    return step;
  }

  /**
   * Carries a recorded Step out again. Throws ReplayMismatch, and changes nothing, where something else stands than what
   * it once replaced. What has not changed stays the object that it is.
   */
  replay({ at, cause, changes }: WrittenStep): void {
    this.begin(at, cause);
    try {
      for (const { table, key, prev, next } of changes) {
        const present = this.#tables.get(table, key);
        if (!deepEqual(present, prev)) throw new ReplayMismatch(`${table} ${key} is not what it was`);
        const shared = shareParts(next, present);
        this.put(table, key, (shared === present ? next : shared) as TableMap[typeof table] | undefined);
      }
    } catch (error) {
      this.rollback();
      throw error;
    }
    this.#recount();
    this.commit();
  }

  /** Takes back all that the open Step did. */
  rollback(): void {
    const { changes } = this.#step();
    for (let i = changes.length - 1; i >= 0; i -= 1) {
      this.#tables.apply(changes[i] as Change, true);
    }
    this.#open = undefined;
    this.#recount();
  }

  #recount(): void {
    const { resourceVersion, order } = this.#stored;
    this.#resourceVersion = resourceVersion;
    this.#order = order;
  }

  #hasCounted(): boolean {
    const { resourceVersion, order } = this.#stored;
    return resourceVersion !== this.#resourceVersion || order !== this.#order;
  }

  get #stored(): Counters {
    return this.#tables.get('counters', COUNTERS) ?? NOTHING_COUNTED;
  }

  #step(): OpenStep {
    if (!this.#open) throw new Error('a write outside a Step');
    return this.#open;
  }
}
