/** The marks of a journal's line and of its branches, each Step looked at once. */
import type { Branch, Journal, Step } from '../engine/index.ts';
import type { TimelineMark } from './engine-client.ts';
import { markOf } from './mark-of.ts';

/** A mark belongs to its Step: by that it is known again on a branch, and after a return. */
interface Marked {
  readonly mark: TimelineMark;
  readonly step: Step;
}

/** While so many new marks come in every frame, a copy of all of them at each would be the most that a frame does. */
const LONG_LIST = 2000;
/** The list handed out trails by no more than this part of it. */
const TRAILING = 1 / 16;
const MASS: ReadonlySet<TimelineMark['kind']> = new Set(['create', 'delete', 'warning']);

export class Marks {
  readonly #journal: Journal;
  #line: Marked[] = [];
  #handedOut: readonly TimelineMark[] = [];
  /** The handed out list is not only short of the newest marks: others are to go, or one is there that must be seen. */
  #mustTell = false;
  /** The Steps up to this one have been looked at. */
  #scanned: number;
  #scannedStep: Step | undefined;
  readonly #branches = new WeakMap<readonly Step[], readonly Marked[]>();
  /** What the line last lost: that may be a branch now. */
  #lost: readonly Marked[] = [];

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#scanned = journal.oldest;
  }

  /**
   * Oldest first; the same array until a mark comes or goes. `trailing` allows a long list to be short of its newest
   * creations, deletions and warnings for a while.
   */
  all(trailing = false): readonly TimelineMark[] {
    this.#look();
    const behind = this.#line.length - this.#handedOut.length;
    const trails = trailing && behind < this.#line.length * TRAILING && this.#line.length > LONG_LIST;
    if (this.#mustTell || (behind > 0 && !trails)) {
      this.#handedOut = this.#line.map(({ mark }) => mark);
      this.#mustTell = false;
    }
    return this.#handedOut;
  }

  /** The last mark before the moment after Step `seq`. */
  before(seq: number): TimelineMark | undefined {
    this.#look();
    return this.#line[this.#firstAfter(seq - 1) - 1]?.mark;
  }

  /** The first recorded mark after Step `seq`. */
  after(seq: number): TimelineMark | undefined {
    this.#look();
    return this.#line[this.#firstAfter(seq)]?.mark;
  }

  /** The marks of a branch of the journal. */
  of({ after, steps }: Branch): readonly TimelineMark[] {
    this.#look();
    return this.#markedOf(after, steps).map(({ mark }) => mark);
  }

  /** To be called before the line returns to these branches, the first of which hangs on it, each other on the one before. */
  willReturnTo(branches: readonly Branch[]): () => void {
    this.#look();
    const known = branches.map(({ after, steps }) => this.#markedOf(after, steps));
    return () => {
      this.#findCut();
      for (const marked of known) for (const one of marked) if (this.#isOnLine(one)) this.#add(one);
      const last = this.#line.at(-1);
      if (!last || last.step.seq <= this.#scanned) return;
      this.#scanned = last.step.seq;
      this.#scannedStep = last.step;
    };
  }

  #look(): void {
    this.#findCut();
    const { head, oldest } = this.#journal;
    this.#forget(oldest);
    if (this.#scanned === head) return;
    for (let seq = this.#scanned + 1; seq <= head; seq += 1) {
      const step = this.#journal.step(seq);
      const mark = step && markOf(step);
      if (mark) this.#add({ mark, step });
    }
    this.#scanned = head;
    this.#scannedStep = this.#journal.step(head);
  }

  #add(marked: Marked): void {
    this.#line.push(marked);
    if (!MASS.has(marked.mark.kind)) this.#mustTell = true;
  }

  /** Where the line has become another one, the marks beyond are no longer of it. */
  #findCut(): void {
    const { head, oldest } = this.#journal;
    if (this.#scanned <= oldest) return;
    if (this.#scanned <= head && this.#journal.step(this.#scanned) === this.#scannedStep) return;
    let [low, high] = [0, this.#line.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const marked = this.#line[middle];
      if (marked && (marked.step.seq <= oldest || this.#isOnLine(marked))) low = middle + 1;
      else high = middle;
    }
    this.#lost = this.#line.splice(low);
    if (this.#lost.length > 0) this.#mustTell = true;
    this.#scannedStep = this.#line.at(-1)?.step;
    this.#scanned = Math.max(oldest, this.#scannedStep?.seq ?? 0);
  }

  /** Marks of moments that cannot be reached any more go. */
  #forget(oldest: number): void {
    this.#scanned = Math.max(this.#scanned, oldest);
    if ((this.#line[0]?.step.seq ?? oldest + 1) > oldest) return;
    this.#line = this.#line.slice(this.#firstAfter(oldest));
    this.#mustTell = true;
  }

  #markedOf(after: number, steps: readonly Step[]): readonly Marked[] {
    const known = this.#branches.get(steps);
    if (known) return known;
    const marked = this.#lost.filter(({ step }) => steps[step.seq - after - 1] === step);
    const scanned = marked.at(-1)?.step.seq ?? after;
    for (const step of steps.slice(scanned - after)) {
      const mark = markOf(step);
      if (mark) marked.push({ mark, step });
    }
    this.#branches.set(steps, marked);
    return marked;
  }

  #isOnLine({ step }: Marked): boolean {
    return this.#journal.step(step.seq) === step;
  }

  /** The index of the first mark after Step `seq`. */
  #firstAfter(seq: number): number {
    let [low, high] = [0, this.#line.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#line[middle]?.step.seq ?? Number.POSITIVE_INFINITY) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
