/** Keys of rows that share an index value, in the order in which the rows came to their table. */
import type { Places } from './ordered-rows.ts';

export class OrderedKeys {
  #keys: Set<string>;
  readonly #places: Places | undefined;
  #last = 0;
  #sorted = true;

  constructor(places: Places | undefined, first: string) {
    this.#places = places;
    this.#keys = new Set([first]);
    this.#last = places?.of(first) ?? 0;
  }

  get size(): number {
    return this.#keys.size;
  }

  /** A key that is not here yet. */
  enter(key: string): void {
    this.#keys.add(key);
    const place = this.#places?.of(key);
    if (place === undefined) return;
    if (place < this.#last) this.#sorted = false;
    else this.#last = place;
  }

  delete(key: string): void {
    this.#keys.delete(key);
  }

  /** The keys in their order. */
  get keys(): ReadonlySet<string> {
    if (!this.#sorted) {
      const place = (key: string): number => this.#places?.of(key) ?? 0;
      this.#keys = new Set([...this.#keys].sort((a, b) => place(a) - place(b)));
      this.#sorted = true;
    }
    return this.#keys;
  }
}
