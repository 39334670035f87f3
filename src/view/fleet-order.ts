/** Names in natural order (node-2 before node-10), the control plane first; quick for fleets whose names are numbered. */
export interface Ordered {
  readonly name: string;
  /** Stands before the others. */
  first: boolean;
}

const collator = new Intl.Collator('en', { numeric: true });
const NUMBERED = /^(.*\D)([1-9]\d{0,8})$/;

interface Parts {
  readonly stem: string;
  readonly number: number;
}

/** Keeps a list in order as names come and go, at the cost of what comes and one walk along the list. */
export class FleetOrder<T extends Ordered> {
  readonly #parts = new Map<string, Parts | undefined>();

  /** The list without those for which `stays` is false, and with `entering` at their places. */
  changed(list: readonly T[], stays: (one: T) => boolean, entering: readonly T[]): readonly T[] {
    const fresh = [...entering].sort((a, b) => this.#compare(a, b));
    const merged: T[] = [];
    let next = 0;
    for (const one of list) {
      if (!stays(one)) continue;
      for (let other = fresh[next]; other && this.#compare(other, one) < 0; other = fresh[next]) {
        merged.push(other);
        next += 1;
      }
      merged.push(one);
    }
    for (; next < fresh.length; next += 1) merged.push(fresh[next] as T);
    return merged;
  }

  #compare(a: T, b: T): number {
    if (a.first !== b.first) return a.first ? -1 : 1;
    const [left, right] = [this.#partsOf(a.name), this.#partsOf(b.name)];
    // The same stem: numbers tell, and comparing them is far quicker than collation.
    if (left && right && left.stem === right.stem) return left.number - right.number;
    return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
  }

  #partsOf(name: string): Parts | undefined {
    let parts = this.#parts.get(name);
    if (parts === undefined && !this.#parts.has(name)) {
      const [, stem, digits] = NUMBERED.exec(name) ?? [];
      parts = stem === undefined ? undefined : { stem, number: Number(digits) };
      this.#parts.set(name, parts);
    }
    return parts;
  }
}
