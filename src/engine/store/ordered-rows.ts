/**
 * Rows in the order in which they came, also after time has gone back: a removal that is undone puts a row where it
 * stood, since the order in which an actor walks a table is part of what happens next.
 */
export class OrderedRows<T> {
  #rows = new Map<string, T>();
  /** The place of each row; shared by a table and its indices. Absent where nobody cares for the order. */
  readonly #places: Places | undefined;
  #last = 0;
  #sorted = true;
  /** The row that was asked for last: one turn asks for the same row many times. */
  #key: string | undefined;
  #row: T | undefined;

  constructor(places: Places | undefined) {
    this.#places = places;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): T | undefined {
    if (key !== this.#key) {
      this.#row = this.#rows.get(key);
      this.#key = key;
    }
    return this.#row;
  }

  /** A new row, or an old one in its new version. */
  set(key: string, row: T): void {
    this.#rows.set(key, row);
    this.#key = key;
    this.#row = row;
  }

  /** A row that was not here before. */
  enter(key: string, row: T): void {
    this.set(key, row);
    const place = this.#places?.of(key);
    if (place === undefined) return;
    if (place < this.#last) this.#sorted = false;
    else this.#last = place;
  }

  delete(key: string): void {
    this.#rows.delete(key);
    if (key === this.#key) this.#row = undefined;
    if (this.#rows.size > 0) return;
    this.#last = 0;
    this.#sorted = true;
  }

  /** The rows in their order. */
  get rows(): ReadonlyMap<string, T> {
    if (!this.#sorted) this.#sort();
    return this.#rows;
  }

  #sort(): void {
    const place = (key: string): number => this.#places?.of(key) ?? 0;
    this.#rows = new Map([...this.#rows].sort(([a], [b]) => place(a) - place(b)));
    this.#sorted = true;
  }
}

/** When each row of a table came, as a number that only grows; known again when its removal is undone. */
export class Places {
  readonly #places = new Map<string, number>();
  readonly #removed = new Map<string, number[]>();
  #next = 0;

  of(key: string): number | undefined {
    return this.#places.get(key);
  }

  /** A row comes; with `undo` it comes back. */
  enter(key: string, undo: boolean): void {
    this.#next += 1;
    const place = undo ? this.#removed.get(key)?.pop() : undefined;
    this.#places.set(key, place ?? this.#next);
  }

  /** A row goes; with `undo` it has not come yet. */
  leave(key: string, undo: boolean): void {
    const place = this.#places.get(key);
    this.#places.delete(key);
    if (undo || place === undefined) return;
    const removed = this.#removed.get(key);
    if (removed) removed.push(place);
    else this.#removed.set(key, [place]);
  }
}
