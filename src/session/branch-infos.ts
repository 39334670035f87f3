/** The journal's branches as the timeline shows them. */
import type { Branch, Journal, Millis } from '../engine/index.ts';
import type { BranchInfo } from './engine-client.ts';
import type { Marks } from './marks.ts';

export class BranchInfos {
  readonly #journal: Journal;
  readonly #marks: Marks;
  readonly #infos = new WeakMap<Branch, BranchInfo>();
  #of: readonly Branch[] = [];
  #all: readonly BranchInfo[] = [];

  constructor(journal: Journal, marks: Marks) {
    this.#journal = journal;
    this.#marks = marks;
  }

  /** The same array until a branch comes or goes. */
  all(): readonly BranchInfo[] {
    const { branches } = this.#journal;
    if (branches !== this.#of) {
      this.#of = branches;
      this.#all = branches.map((branch) => this.#infoOf(branch));
    }
    return this.#all;
  }

  /** A branch, and before it those on which it hangs, from the present line on. Empty when there is no such branch. */
  chain(id: number): readonly Branch[] {
    const branch = this.#journal.branches.find((one) => one.id === id);
    if (!branch) return [];
    return branch.on === undefined ? [branch] : [...this.chain(branch.on), branch];
  }

  #infoOf(branch: Branch): BranchInfo {
    let info = this.#infos.get(branch);
    if (!info) {
      const { id, name, after, steps } = branch;
      const marks = this.#marks.of(branch);
      const first = marks.find(({ kind }) => kind === 'action') ?? marks[0];
      info = {
        id,
        name,
        after,
        from: this.#leftAt(branch),
        until: steps.at(-1)?.at ?? 0,
        steps: steps.length,
        action: first?.text ?? steps.find(({ cause }) => cause.reason !== '')?.cause.reason ?? 'time passed',
        marks,
      };
      this.#infos.set(branch, info);
    }
    return info;
  }

  #leftAt({ after, on }: Branch): Millis {
    const line = this.#journal.branches.find(({ id }) => id === on);
    const left = line ? line.steps[after - line.after - 1]?.at : this.#journal.at(after);
    return Math.max(0, left ?? 0);
  }
}
