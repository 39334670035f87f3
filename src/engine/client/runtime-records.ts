/** An actor's own memory: records of the runtime and world planes, so that time travel restores it. */
import type { RuntimeMap, TableMap } from '../store/records.ts';
import type { Rows } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

export interface Records {
  get<T extends keyof RuntimeMap>(table: T, key: string): RuntimeMap[T] | undefined;
  all<T extends keyof RuntimeMap>(table: T): Rows<RuntimeMap[T]>;
  /** Without a value: forgets it. */
  put<T extends keyof RuntimeMap>(table: T, key: string, value: RuntimeMap[T] | undefined): void;
}

export function recordsOf(store: Store): Records {
  return {
    get: (table, key) => store.read.get(table, key),
    all: (table) => store.read.all(table),
    put: (table, key, value) => store.put(table, key, value as TableMap[typeof table] | undefined),
  };
}
