/** What differs between two moments of a journal, found along the Steps that lead from one to the other. */
import type { Kind } from '../model/kinds.ts';
import type { Journal } from './journal.ts';
import { type AnyRecord, type Change, inverse, isObjectTable, type Step } from './records.ts';

/** The moment right after a Step, of the present line or of a branch. */
export interface Moment {
  readonly seq: number;
  /** The id of the branch; absent: the present line. */
  readonly branch?: number;
}

/** An API object that is not the same at two moments: `prev` at the first, `next` at the second, absent where it is not. */
export interface Difference extends Change {
  readonly table: Kind;
}

/**
 * The API objects that differ, each once, in the order in which the way from one moment to the other first meets them.
 * Costs the changes on that way, and comes in parts of a millisecond or so: the way is known before the first one, so
 * the journal may move meanwhile. RangeError, at once, for a moment that the journal does not hold.
 */
export function differences(journal: Journal, from: Moment, to: Moment): Generator<void, readonly Difference[]> {
  return fold(wayBetween(journal, from, to));
}

/** Changes that are folded in one part. */
const PART = 2000;

interface Ends {
  readonly prev: AnyRecord | undefined;
  next: AnyRecord | undefined;
}

function* fold({ back, forth }: Way): Generator<void, readonly Difference[]> {
  const first = new Map<Kind, Map<string, Ends>>();
  let folded = 0;
  for (const { changes } of back) {
    for (let i = changes.length - 1; i >= 0; i -= 1) foldOne(first, changes[i] as Change, true);
    folded += changes.length;
    if (folded > PART) {
      folded = 0;
      yield;
    }
  }
  for (const { changes } of forth) {
    for (const change of changes) foldOne(first, change, false);
    folded += changes.length;
    if (folded > PART) {
      folded = 0;
      yield;
    }
  }
  const found: Difference[] = [];
  for (const [table, rows] of first) {
    for (const [key, { prev, next }] of rows) if (prev !== next) found.push({ table, key, prev, next });
  }
  return found;
}

function foldOne(first: Map<Kind, Map<string, Ends>>, change: Change, undo: boolean): void {
  const { table, key } = change;
  if (!isObjectTable(table)) return;
  const { prev, next } = undo ? inverse(change) : change;
  let rows = first.get(table);
  if (!rows) {
    rows = new Map();
    first.set(table, rows);
  }
  const known = rows.get(key);
  if (known) known.next = next;
  else rows.set(key, { prev, next });
}

/** Steps to be undone, the last one first, and then Steps to be carried out. */
interface Way {
  readonly back: readonly Step[];
  readonly forth: readonly Step[];
}

/** A stretch of Steps from the root of the tree of lines towards a moment: of one line, up to a Step. */
interface Stretch {
  readonly branch: number | undefined;
  readonly upTo: number;
}

function wayBetween(journal: Journal, from: Moment, to: Moment): Way {
  const [a, b] = [wayTo(journal, from), wayTo(journal, to)];
  let shared = 0;
  while (goesOnTogether(a, b, shared)) shared += 1;
  const fork = Math.min(a[shared]?.upTo ?? 0, b[shared]?.upTo ?? 0);
  return {
    back: stepsAlong(journal, a.slice(shared), fork).reverse(),
    forth: stepsAlong(journal, b.slice(shared), fork),
  };
}

/** Whether two ways leave their stretch `i` at the same place for the same branch. */
function goesOnTogether(a: readonly Stretch[], b: readonly Stretch[], i: number): boolean {
  const [nextA, nextB] = [a[i + 1], b[i + 1]];
  return nextA !== undefined && nextA.branch === nextB?.branch && a[i]?.upTo === b[i]?.upTo;
}

function wayTo(journal: Journal, { seq, branch }: Moment): readonly Stretch[] {
  if (branch === undefined) {
    if (seq < journal.oldest || seq > journal.head) throw new RangeError(`no Step ${seq}`);
    return [{ branch, upTo: seq }];
  }
  const { after, on, steps } = branchOf(journal, branch);
  if (seq < after || seq > after + steps.length) throw new RangeError(`no Step ${seq} on branch ${branch}`);
  return [...wayTo(journal, { seq: after, branch: on }), { branch, upTo: seq }];
}

/** The Steps of some stretches after Step `fork`, in their order. */
function stepsAlong(journal: Journal, stretches: readonly Stretch[], fork: number): Step[] {
  const along: Step[] = [];
  let reached = fork;
  for (const { branch, upTo } of stretches) {
    const steps = branch === undefined ? undefined : branchOf(journal, branch);
    for (let seq = reached + 1; seq <= upTo; seq += 1) {
      const step = steps ? steps.steps[seq - steps.after - 1] : journal.step(seq);
      if (step) along.push(step);
    }
    reached = Math.max(reached, upTo);
  }
  return along;
}

function branchOf(journal: Journal, id: number): Journal['branches'][number] {
  const branch = journal.branches.find((one) => one.id === id);
  if (!branch) throw new RangeError(`no branch ${id}`);
  return branch;
}
