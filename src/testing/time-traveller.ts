/**
 * Travels about the history of a cluster, and knows from the Steps alone what must be found there: what stands at each
 * moment, each branch as it was left, and that a line that is lived again is the same, change for change.
 */
import type { Change, Cluster, Millis, Moment, Step } from '../engine/index.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { type Action, attempt, type Story } from './random-story.ts';

/** What somebody did, and when: at this time, after this Step. */
interface Deed {
  readonly act: Action;
  readonly at: Millis;
  readonly position: number;
}

/** A history from the first Step on, as it was lived. */
interface Line {
  /** From this Step on all deeds are known: what was set up before cannot be done again. */
  readonly begun: number;
  readonly steps: readonly Step[];
  readonly deeds: readonly Deed[];
}

export class TimeTraveller {
  readonly #cluster: Cluster;
  #line: Line = { begun: 0, steps: [], deeds: [] };
  /** The whole line that each branch ends. */
  readonly #lines = new Map<number, Line>();
  readonly #tables = new Set<Change['table']>();
  #travelling = false;

  /** Follows a cluster from now on; all of its journal must be there still. */
  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    const { journal } = cluster;
    for (let seq = 1; seq <= journal.head; seq += 1) this.#append(journal.step(seq) as Step);
    this.#line = { ...this.#line, begun: journal.head };
    journal.subscribe(() => {
      const step = journal.step(journal.position);
      if (step && !this.#travelling && this.#line.steps[step.seq - 1] !== step) this.#append(step);
    });
  }

  /** Plays a story from the present on. */
  play(story: Story): void {
    for (const [act, milliseconds] of story) {
      this.act(act);
      this.#cluster.runUntil(this.#cluster.now + milliseconds);
    }
  }

  /** What somebody does; refused is as if not done. */
  act(act: Action): void {
    const { now: at, journal } = this.#cluster;
    const { position } = journal;
    attempt(act, this.#cluster);
    if (journal.position > position)
      this.#line = { ...this.#line, deeds: [...this.#line.deeds, { act, at, position }] };
  }

  /** Goes to one of the Steps that are kept. */
  jump(n: number): void {
    const { oldest, head } = this.#cluster.journal;
    this.#jumpTo(oldest + (n % (head - oldest + 1)));
  }

  #jumpTo(seq: number): void {
    this.#travel(() => this.#cluster.seek(seq));
    this.#expectAt(seq);
    this.#expect(this.#cluster.now === (this.#line.steps[seq - 1]?.at ?? 0), 'the clock is not that of the Step');
  }

  /** Goes to a moment at or soon after one of the Steps that are kept. */
  jumpInTime(n: number): void {
    const { oldest, head } = this.#cluster.journal;
    const { steps } = this.#line;
    const time = (steps[oldest + (n % (head - oldest + 1)) - 1]?.at ?? 0) + (n % 3) * 400;
    this.#travel(() => this.#cluster.seekTime(time));
    const later = steps.findIndex(({ at, seq }) => seq > oldest && at > time);
    this.#expectAt(later < 0 ? head : later);
  }

  /** Returns to one of the branches, if there are any. */
  returnTo(n: number): void {
    const { branches } = this.#cluster.journal;
    let branch = branches[n % branches.length];
    if (!branch) return;
    const { id } = branch;
    const way = [branch];
    while (branch?.on !== undefined) {
      const on: number = branch.on;
      branch = branches.find((one) => one.id === on);
      if (branch) way.unshift(branch);
    }
    const left: Line[] = [];
    for (const one of way) {
      if (this.#line.steps.length > one.after) left.push(this.#line);
      this.#line = this.#lines.get(one.id) as Line;
    }
    this.#travel(() => this.#cluster.returnTo(id));
    for (const one of this.#cluster.journal.branches) {
      if (!this.#lines.has(one.id)) this.#lines.set(one.id, left.shift() as Line);
    }
    this.#expect(left.length === 0, 'a line was lost');
    this.#expectAt(this.#line.steps.length);
  }

  /** Lives what came after one of the Steps that are kept once more, and compares. */
  relive(n: number): void {
    const cluster = this.#cluster;
    const { begun, steps, deeds } = this.#line;
    const first = Math.max(begun, cluster.journal.oldest);
    const position = first + (n % (steps.length - first + 1));
    this.#jumpTo(position);
    const runTo = (seq: number): void => {
      while (cluster.journal.position < seq && cluster.step());
    };
    for (const { act, at, position: came } of deeds.filter((deed) => deed.position >= position)) {
      runTo(came);
      cluster.advanceTo(at);
      this.act(act);
    }
    runTo(steps.length);
    const difference = firstDifference(steps, this.#line.steps);
    this.#expect(difference === undefined, difference ?? '');
    this.#expectAt(steps.length);
  }

  /** What stood at a moment of the line or of a branch, by its Steps alone. */
  recordsAt({ seq, branch }: Moment): State {
    const line = branch === undefined ? this.#line : this.#lines.get(branch);
    return stateAt(line?.steps ?? [], seq);
  }

  #append(step: Step): void {
    for (const { table } of step.changes) this.#tables.add(table);
    const { begun, steps, deeds } = this.#line;
    const before = step.seq - 1;
    if (before === steps.length) {
      this.#line = { begun, steps: [...steps, step], deeds };
      return;
    }
    const branch = this.#cluster.journal.branches.at(-1);
    if (!branch || this.#lines.has(branch.id)) throw new Error('a future was lost');
    this.#lines.set(branch.id, this.#line);
    this.#line = {
      begun: Math.min(begun, before),
      steps: [...steps.slice(0, before), step],
      deeds: deeds.filter(({ position }) => position < before),
    };
  }

  #travel(how: () => void): void {
    this.#travelling = true;
    how();
    this.#travelling = false;
  }

  /** All is as it was after this Step of the line. */
  #expectAt(seq: number): void {
    const { journal, state, nextAt } = this.#cluster;
    this.#expect(journal.position === seq, `at ${journal.position}, not ${seq}`);
    const known = stateAt(this.#line.steps, seq);
    for (const table of this.#tables) {
      const rows = known.get(table) ?? NO_ROWS;
      const found = state.all(table);
      this.#expect(found.size === rows.size, `${found.size} rows of ${table} instead of ${rows.size}`);
      for (const [key, record] of rows) this.#expect(found.get(key) === record, `${table} ${key} is another`);
    }
    const dueAt = [...state.all('queue').values()].reduce((first, item) => Math.min(first, item.dueAt), Infinity);
    this.#expect((nextAt ?? Infinity) === dueAt, `next at ${nextAt}, not ${dueAt}`);
    this.#expectLines();
  }

  /** The line and each branch are as they were left, Step by Step. */
  #expectLines(): void {
    const { journal } = this.#cluster;
    const { steps } = this.#line;
    this.#expect(journal.head === steps.length, `the line ends at ${journal.head}, not ${steps.length}`);
    for (let seq = journal.oldest + 1; seq <= journal.head; seq += 1) {
      this.#expect(journal.step(seq) === steps[seq - 1], `Step ${seq} is another`);
    }
    for (const branch of journal.branches) {
      const whole = this.#lines.get(branch.id)?.steps ?? [];
      const on = branch.on === undefined ? steps : this.#lines.get(branch.on)?.steps;
      this.#expect(
        whole.length === branch.after + branch.steps.length,
        `branch ${branch.name} is not as long as it was`,
      );
      this.#expect(
        branch.steps.every((step, i) => step === whole[branch.after + i]),
        `branch ${branch.name} is not as it was`,
      );
      this.#expect(on?.[branch.after - 1] === whole[branch.after - 1], `branch ${branch.name} hangs elsewhere`);
    }
  }

  #expect(holds: boolean, otherwise: string): void {
    if (!holds) throw new Error(otherwise);
  }
}

const NO_ROWS: ReadonlyMap<string, unknown> = new Map();

type State = ReadonlyMap<Change['table'], ReadonlyMap<string, unknown>>;

/** What stands in the store after Step `seq`, by the Steps' own changes alone. */
function stateAt(steps: readonly Step[], seq: number): State {
  const state = new Map<Change['table'], Map<string, unknown>>();
  for (const { changes } of steps.slice(0, seq)) {
    for (const { table, key, next } of changes) {
      let rows = state.get(table);
      if (!rows) {
        rows = new Map();
        state.set(table, rows);
      }
      if (next === undefined) rows.delete(key);
      else rows.set(key, next);
    }
  }
  return state;
}

/** The first thing that differs; undefined when the two histories are one. */
export function firstDifference(recorded: readonly Step[], found: readonly Step[]): string | undefined {
  for (let i = 0; i < Math.max(recorded.length, found.length); i += 1) {
    const [a, b] = [recorded[i], found[i]];
    if (a === b || deepEqual(a, b)) continue;
    const at = a?.changes.findIndex((change, n) => !deepEqual(change, b?.changes[n])) ?? 0;
    return `Step ${i + 1} (${a?.cause.actor}, ${b?.cause.actor}): ${shown(a?.changes[at])} has become ${shown(b?.changes[at])}`;
  }
  return undefined;
}

function shown(change: Change | undefined): string {
  return change ? `${change.table} ${change.key} ${JSON.stringify(change.next)}` : 'nothing';
}
