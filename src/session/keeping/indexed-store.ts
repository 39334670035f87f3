/** Sessions in IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SessionRow } from './kept-session.ts';
import type { Part, Rows, SessionStore, Writing } from './session-store.ts';

interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRow };
  rows: { key: [session: string, part: Part, number: number]; value: unknown };
}

const NAME = 'daemonset-playground';
/** A browser that denies storage may never answer. */
const PATIENCE = 3000;

/** Rejects when the browser keeps nothing here. */
export async function openIndexedStore(): Promise<SessionStore> {
  const opening = openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('sessions');
      db.createObjectStore('rows');
    },
    // A newer page in another tab wants to change the shape of things: from now on this one keeps nothing.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new IndexedStore(await Promise.race([opening, silence()]));
}

function silence(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('storage does not answer')), PATIENCE);
  });
}

class IndexedStore implements SessionStore {
  readonly #db: IDBPDatabase<Schema>;

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  async sessions(): Promise<ReadonlyMap<string, unknown>> {
    const { store } = this.#db.transaction('sessions');
    const [ids, rows] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return new Map(ids.map((id, i) => [id, rows[i]]));
  }

  async read(
    id: string,
    part: Part,
    from: number,
    most: number,
  ): Promise<readonly (readonly [number: number, row: unknown])[]> {
    const { store } = this.#db.transaction('rows');
    const range = numbersFrom(id, part, from);
    const [keys, rows] = await Promise.all([store.getAllKeys(range, most), store.getAll(range, most)]);
    return keys.map(([, , number], i) => [number, rows[i]] as const);
  }

  async write({ row, inputs, commands, entries }: Writing): Promise<void> {
    const tx = this.#db.transaction(['sessions', 'rows'], 'readwrite');
    const rows = tx.objectStore('rows');
    const { id } = row;
    const asked: Promise<unknown>[] = [tx.objectStore('sessions').put(row, id)];
    const put = (part: Part, number: number, value: unknown): void => {
      const key: Schema['rows']['key'] = [id, part, number];
      asked.push(value === undefined ? rows.delete(key) : rows.put(value, key));
    };
    const putAll = (part: Part, changed: Rows<unknown>): void => {
      for (const [number, value] of changed) put(part, number, value);
    };
    if (inputs.last) asked.push(rows.delete(numbersFrom(id, 'input', inputs.from + inputs.rows.length)));
    for (const [i, input] of inputs.rows.entries()) put('input', inputs.from + i, input);
    putAll('command', commands);
    putAll('entry', entries);
    // The page may be on its way out: it will not be there to see the last request answered.
    tx.commit();
    await Promise.all([...asked, tx.done]);
  }

  async drop(id: string): Promise<void> {
    const tx = this.#db.transaction(['sessions', 'rows'], 'readwrite');
    const all = IDBKeyRange.bound([id], [id, []]);
    await Promise.all([tx.objectStore('sessions').delete(id), tx.objectStore('rows').delete(all), tx.done]);
  }

  close(): void {
    this.#db.close();
  }
}

/** Arrays sort behind all numbers. */
function numbersFrom(id: string, part: Part, from: number): IDBKeyRange {
  return IDBKeyRange.bound([id, part, from], [id, part, []]);
}
