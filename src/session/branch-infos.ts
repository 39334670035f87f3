/** The journal's branches as the timeline shows them. */
import type { Branch, Journal } from '../engine/index.ts';
import type { BranchInfo } from './engine-client.ts';
import { markOf } from './marks.ts';

export class BranchInfos {
  readonly #journal: Journal;
  readonly #infos = new WeakMap<Branch, BranchInfo>();
  #of: readonly Branch[] = [];
  #all: readonly BranchInfo[] = [];

  constructor(journal: Journal) {
    this.#journal = journal;
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

  #infoOf(branch: Branch): BranchInfo {
    let info = this.#infos.get(branch);
    if (!info) {
      const { id, name, after, steps } = branch;
      const marks = steps.flatMap((step) => markOf(step) ?? []);
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

  #leftAt({ after, on }: Branch): number {
    const line = this.#journal.branches.find(({ id }) => id === on);
    const left = line ? line.steps[after - line.after - 1] : this.#journal.step(after);
    return Math.max(0, left?.at ?? 0);
  }
}
