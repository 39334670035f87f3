/** A set that is walked in an order of its own. Adding in order costs nothing; out of order, the next walk sorts. */
export class OrderedSet<T> {
  #members = new Set<T>();
  readonly #compare: (a: T, b: T) => number;
  #last: T | undefined;
  #sorted = true;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#members.size;
  }

  has(member: T): boolean {
    return this.#members.has(member);
  }

  add(member: T): void {
    if (this.#members.has(member)) return;
    if (this.#last !== undefined && this.#sorted) this.#sorted = this.#compare(this.#last, member) < 0;
    this.#members.add(member);
    this.#last = member;
  }

  delete(member: T): void {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    this.#last = undefined;
    this.#sorted = true;
  }

  /** The members in order; not to be changed meanwhile. */
  values(): IterableIterator<T> {
    if (!this.#sorted) this.#sort();
    return this.#members.values();
  }

  #sort(): void {
    const sorted = [...this.#members].sort(this.#compare);
    this.#members = new Set(sorted);
    this.#last = sorted[sorted.length - 1];
    this.#sorted = true;
  }
}
