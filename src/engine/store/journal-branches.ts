/** Futures that were cut off, kept to be looked at and returned to: a tree, since one may hang on another. */
import { bytesOfAll } from './journal-budget.ts';
import type { Step } from './records.ts';

/** A future that a fork or a return cut off. */
export interface Branch {
  /** Never given twice. */
  readonly id: number;
  /** A for the first one of a journal, then B, and so on. */
  readonly name: string;
  /** The Step after which it left the line that it hangs on; its own Steps are numbered from there. */
  readonly after: number;
  /** The branch that it hangs on; absent when that is the present line. */
  readonly on?: number;
  /** Never empty. */
  readonly steps: readonly Step[];
  /** About how much memory it takes. */
  readonly bytes: number;
}

/** How many branches are kept. */
export const MOST_BRANCHES = 3;

/** The branches of a journal; what happens to its Steps is the journal's affair. */
export class Branches {
  #all: readonly Branch[] = [];
  #bytes = 0;
  #lastId = 0;

  /** Oldest first; the same array until one comes or goes. */
  get all(): readonly Branch[] {
    return this.#all;
  }

  /** About how much memory they take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** About how much memory goes with the moment after Step `seq` of the line, since branches hang there. */
  bytesAt(seq: number): number {
    let sum = 0;
    for (const branch of this.#all) if (branch.on === undefined && branch.after === seq) sum += branch.bytes;
    return sum;
  }

  /** Throws RangeError when there is no such branch, or no longer. */
  get(id: number): Branch {
    const branch = this.#all.find((candidate) => candidate.id === id);
    if (!branch)
      throw new RangeError(`no branch ${id}: there are ${this.#all.map((one) => one.id).join(', ') || 'none'}`);
    return branch;
  }

  /** The line was cut after a Step: `steps` become a branch, and what hangs on them hangs on it. */
  cut(after: number, steps: readonly Step[]): Branch {
    const branch = this.#newBranch(after, steps);
    this.#keep([...carried(this.#all, branch), branch]);
    return branch;
  }

  /** A branch that hangs on the line becomes its end, in place of `steps`, which become a branch if there are any. */
  exchange(id: number, steps: readonly Step[]): void {
    const { after } = this.get(id);
    const others = this.#all.filter((branch) => branch.id !== id);
    const cut = steps.length > 0 ? this.#newBranch(after, steps) : undefined;
    const placed = (cut ? carried(others, cut) : others).map((branch) => (branch.on === id ? onLine(branch) : branch));
    this.#keep(cut ? [...placed, cut] : placed);
  }

  /** What was before this position is forgotten, and with it every branch that left the line there. */
  forgetBefore(oldest: number): void {
    const kept = withTheirLines(this.#all.filter(({ on, after }) => on !== undefined || after >= oldest));
    if (kept.length < this.#all.length) this.#keep(kept);
  }

  #newBranch(after: number, steps: readonly Step[]): Branch {
    this.#lastId += 1;
    return { id: this.#lastId, name: nameOf(this.#lastId), after, steps, bytes: bytesOfAll(steps) };
  }

  #keep(branches: readonly Branch[]): void {
    this.#all = withTheirLines(branches.slice(-MOST_BRANCHES));
    this.#bytes = this.#all.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

/** The branches, those on the line beyond the place where `cut` left it now on `cut`. */
function carried(branches: readonly Branch[], cut: Branch): readonly Branch[] {
  return branches.map((branch) =>
    branch.on === undefined && branch.after > cut.after ? { ...branch, on: cut.id } : branch,
  );
}

function onLine({ on: _, ...branch }: Branch): Branch {
  return branch;
}

/** Without those whose line is not among them, and what hangs on these in turn. */
function withTheirLines(branches: readonly Branch[]): readonly Branch[] {
  const kept = branches.filter(({ on }) => on === undefined || branches.some(({ id }) => id === on));
  return kept.length < branches.length ? withTheirLines(kept) : branches;
}

/** A to Z, then AA, as columns of a sheet are named. */
function nameOf(id: number): string {
  const last = String.fromCharCode(65 + ((id - 1) % 26));
  return id > 26 ? nameOf(Math.floor((id - 1) / 26)) + last : last;
}
