/** What the actors saw: their caches, built anew from the journal and the cursor that says how far they had come. */
import type { Cluster } from '../engine/cluster.ts';
import type { Obj, Reader } from '../engine/index.ts';
import { isObjectTable } from '../engine/store/records.ts';
import { Store } from '../engine/store/store.ts';

export class CacheTwin {
  readonly #store = new Store();
  #reached = 0;

  /** The caches as they stand now; only ever forward. */
  follow({ journal, state }: Cluster): Reader {
    const seq = state.get('cursor', 'shared')?.seq ?? 0;
    for (; this.#reached < seq; this.#reached += 1) {
      this.#store.begin(0, { actor: 'twin', key: '', reason: '' });
      for (const { table, key, next } of journal.step(this.#reached + 1)?.changes ?? []) {
        if (isObjectTable(table)) this.#store.put(table, key, next as Obj | undefined);
      }
      this.#store.commit();
    }
    return this.#store.read;
  }
}
