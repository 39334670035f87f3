/** How much memory a history takes, and how much of its oldest part is to go when that is too much. */
import type { StepLine } from './journal-line.ts';
import type { Step } from './records.ts';

/** Twice what the start and one rollout of a DaemonSet on 15,000 nodes take (1.1 million changes, 337 MB). */
export const JOURNAL_BYTES = 700_000_000;

/**
 * Measured on such a history: the heap shrinks by 300 bytes per change when it is forgotten, of which the Steps
 * themselves, one for four changes, have a fifth. Most of it are versions of records that nothing else holds.
 */
const STEP_BYTES = 200;
const CHANGE_BYTES = 250;

export function bytesOf(step: Step): number {
  return STEP_BYTES + CHANGE_BYTES * step.changes.length;
}

export function bytesOfAll(steps: readonly Step[]): number {
  let bytes = 0;
  for (const step of steps) bytes += bytesOf(step);
  return bytes;
}

/** The oldest part goes by so much of the budget at a time: each time costs as much as what is kept is long. */
const CHUNK = 1 / 8;

export class JournalBudget {
  readonly #most: number;
  /** When last nothing could go, it was tried in vain up to so many bytes. */
  #inVain = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether part of a history of so many bytes should go now. */
  isExceeded(bytes: number): boolean {
    if (bytes <= this.#most) this.#inVain = 0;
    return bytes > Math.max(this.#most, this.#inVain);
  }

  /** So many bytes should go. */
  excess(bytes: number): number {
    return bytes - this.#most * (1 - CHUNK);
  }

  /** Nothing could go at so many bytes: it is not worth another look for a while. */
  notYet(bytes: number): void {
    this.#inVain = bytes + (this.#most * CHUNK) / 8;
  }
}

/** How far a follower that trails the journal had come when a Step was carried out; undefined where that did not move it. */
export type Trail = (step: Step) => number | undefined;

/** Up to where the Steps can go, and the oldest moment that can be reached then. */
export interface Forgotten {
  readonly upTo: number;
  readonly oldest: number;
}

/**
 * The moment after Step `oldest` can be reached when the Steps are kept that those who trail had still before them then.
 * Undefined when no such moment has come yet.
 */
export function forgettable(line: StepLine, upTo: number, trail: Trail | undefined): Forgotten | undefined {
  if (!trail) return { upTo, oldest: upTo };
  for (let seq = upTo; seq <= line.last; seq += 1) {
    const step = line.step(seq);
    const reached = step && trail(step);
    if (reached !== undefined && reached >= upTo) return { upTo, oldest: seq };
  }
  return undefined;
}
