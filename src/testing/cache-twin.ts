/** What the actors saw: their caches, built anew from the journal and the cursor that says how far they had come. */
import type { Cluster } from '../engine/cluster.ts';
import type { Reader } from '../engine/index.ts';
import { isObjectTable } from '../engine/store/records.ts';
import { Tables } from '../engine/store/tables.ts';

export class CacheTwin {
  readonly #tables = new Tables();
  #reached = 0;

  /** The caches as they stand now; only ever forward. */
  follow({ journal, state }: Cluster): Reader {
    const seq = state.get('cursor', 'shared')?.seq ?? 0;
    for (; this.#reached < seq; this.#reached += 1) {
      for (const change of journal.step(this.#reached + 1)?.changes ?? []) {
        if (isObjectTable(change.table)) this.#tables.apply(change);
      }
    }
    return this.#tables;
  }
}
