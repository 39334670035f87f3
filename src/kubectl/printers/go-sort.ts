/**
 * Go's sort.Sort. It is not stable, and kubectl's comparison is none where fields are missing, so the order of equal
 * rows is that of this very algorithm. Follows sort/zsortinterface.go (pattern-defeating quicksort).
 */
export type Less<T> = (a: T, b: T) => boolean;

const MAX_INSERTION = 12;
/** From this length on a pivot is the median of medians. */
const SHORTEST_NINTHER = 50;
const MAX_SWAPS = 12;
const SHORTEST_SHIFTING = 50;

export function goSort<T>(items: readonly T[], less: Less<T>): readonly T[] {
  const sorter = new Sorter([...items], less);
  sorter.sort(0, items.length, items.length === 0 ? 0 : 32 - Math.clz32(items.length));
  return sorter.data;
}

class Sorter<T> {
  constructor(
    readonly data: T[],
    private readonly isLess: Less<T>,
  ) {}

  sort(from: number, to: number, badPivots: number): void {
    let [a, b, limit] = [from, to, badPivots];
    let [wasBalanced, wasPartitioned] = [true, true];
    for (;;) {
      const length = b - a;
      if (length <= MAX_INSERTION) return this.insertion(a, b);
      if (limit === 0) return this.heap(a, b);
      if (!wasBalanced) {
        this.breakPatterns(a, b);
        limit -= 1;
      }
      let [pivot, swaps] = this.choosePivot(a, b);
      const increasing = swaps === 0 || swaps === MAX_SWAPS;
      if (swaps === MAX_SWAPS) {
        for (let [i, j] = [a, b - 1]; i < j; i += 1, j -= 1) this.swap(i, j);
        pivot = b - 1 - (pivot - a);
      }
      if (wasBalanced && wasPartitioned && increasing && this.partialInsertion(a, b)) return;
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.partitionEqual(a, b, pivot);
        continue;
      }
      const [middle, already] = this.partition(a, b, pivot);
      wasPartitioned = already;
      const [left, right] = [middle - a, b - middle];
      const threshold = Math.floor(length / 8);
      if (left < right) {
        wasBalanced = left >= threshold;
        this.sort(a, middle, limit);
        a = middle + 1;
      } else {
        wasBalanced = right >= threshold;
        this.sort(middle + 1, b, limit);
        b = middle;
      }
    }
  }

  private less(i: number, j: number): boolean {
    return this.isLess(this.data[i] as T, this.data[j] as T);
  }

  private swap(i: number, j: number): void {
    const kept = this.data[i] as T;
    this.data[i] = this.data[j] as T;
    this.data[j] = kept;
  }

  private insertion(a: number, b: number): void {
    for (let i = a + 1; i < b; i += 1) {
      for (let j = i; j > a && this.less(j, j - 1); j -= 1) this.swap(j, j - 1);
    }
  }

  private heap(first: number, b: number): void {
    const size = b - first;
    for (let i = Math.floor((size - 1) / 2); i >= 0; i -= 1) this.siftDown(i, size, first);
    for (let i = size - 1; i >= 0; i -= 1) {
      this.swap(first, first + i);
      this.siftDown(0, i, first);
    }
  }

  private siftDown(low: number, high: number, first: number): void {
    let root = low;
    for (;;) {
      let child = 2 * root + 1;
      if (child >= high) return;
      if (child + 1 < high && this.less(first + child, first + child + 1)) child += 1;
      if (!this.less(first + root, first + child)) return;
      this.swap(first + root, first + child);
      root = child;
    }
  }

  /** The pivot's new place, and whether nothing had to move. */
  private partition(a: number, b: number, pivot: number): readonly [number, boolean] {
    this.swap(a, pivot);
    let [i, j, moved] = [a + 1, b - 1, false];
    for (;;) {
      while (i <= j && this.less(i, a)) i += 1;
      while (i <= j && !this.less(j, a)) j -= 1;
      if (i > j) break;
      moved = true;
      this.swap(i, j);
      i += 1;
      j -= 1;
    }
    this.swap(j, a);
    return [j, !moved];
  }

  private partitionEqual(a: number, b: number, pivot: number): number {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (;;) {
      while (i <= j && !this.less(a, i)) i += 1;
      while (i <= j && this.less(a, j)) j -= 1;
      if (i > j) return i;
      this.swap(i, j);
      i += 1;
      j -= 1;
    }
  }

  /** True when that sufficed. */
  private partialInsertion(a: number, b: number): boolean {
    let i = a + 1;
    for (let step = 0; step < 5; step += 1) {
      while (i < b && !this.less(i, i - 1)) i += 1;
      if (i === b) return true;
      if (b - a < SHORTEST_SHIFTING) return false;
      this.swap(i, i - 1);
      if (i - a >= 2) for (let j = i - 1; j >= 1 && this.less(j, j - 1); j -= 1) this.swap(j, j - 1);
      if (b - i >= 2) for (let j = i + 1; j < b && this.less(j, j - 1); j += 1) this.swap(j, j - 1);
    }
    return false;
  }

  /** Scatters a few items, always the same ones: the generator's seed is the length. */
  private breakPatterns(a: number, b: number): void {
    const length = b - a;
    let random = BigInt(length);
    const mask = (1n << BigInt(length.toString(2).length)) - 1n;
    const middle = a + Math.floor(length / 4) * 2;
    for (let at = middle - 1; at <= middle + 1; at += 1) {
      random = BigInt.asUintN(64, random ^ (random << 13n));
      random ^= random >> 7n;
      random = BigInt.asUintN(64, random ^ (random << 17n));
      const other = Number(random & mask);
      this.swap(at, a + (other >= length ? other - length : other));
    }
  }

  /** The pivot, and how many swaps its search took: none when the items seem to rise, MAX_SWAPS when they seem to fall. */
  private choosePivot(a: number, b: number): readonly [number, number] {
    const length = b - a;
    const quarter = Math.floor(length / 4);
    let [i, j, k, swaps] = [a + quarter, a + quarter * 2, a + quarter * 3, 0];
    const order = (x: number, y: number): readonly [number, number] => {
      if (!this.less(y, x)) return [x, y];
      swaps += 1;
      return [y, x];
    };
    const median = (x: number, y: number, z: number): number => {
      const [low, high] = order(x, y);
      const [middle] = order(high, z);
      return order(low, middle)[1];
    };
    if (length >= SHORTEST_NINTHER)
      [i, j, k] = [i, j, k].map((at) => median(at - 1, at, at + 1)) as [number, number, number];
    j = median(i, j, k);
    return [j, swaps];
  }
}
