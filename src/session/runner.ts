/** Moves a cluster on for a part of a frame: along what is recorded, and beyond its newest moment. */
import type { Cluster, Millis, Step } from '../engine/index.ts';
import type { Frames } from './frames.ts';
import { visibleAfter } from './visible-steps.ts';

/** Changes that are replayed before the clock is looked at again: under a millisecond. */
const PORTION = 2000;

export type Found =
  /** It stands at the Step. */
  | 'found'
  /** The frame is used up. */
  | 'more'
  /** There is none within the limit. */
  | 'none';

export class Runner {
  readonly #cluster: Cluster;
  readonly #frames: Frames;

  constructor(cluster: Cluster, frames: Frames) {
    this.#cluster = cluster;
    this.#frames = frames;
  }

  get isReplaying(): boolean {
    const { position, head } = this.#cluster.journal;
    return position < head;
  }

  /** When the next Step comes, recorded or not. */
  get nextAt(): Millis | undefined {
    const { journal, nextAt } = this.#cluster;
    return this.isReplaying ? journal.step(journal.position + 1)?.at : nextAt;
  }

  /** To a moment, or as far as it comes by the wall time `until`. */
  run(target: Millis, until: number): void {
    const cluster = this.#cluster;
    if (this.isReplaying) {
      const { journal } = cluster;
      if (this.#replay((step) => step !== undefined && step.at <= target, until)) cluster.seekTime(target);
      // Up to the end of what is recorded; what is new comes in the next frame.
      else if (journal.position === journal.head) cluster.advanceTo(target);
      return;
    }
    for (let next = cluster.nextAt; next !== undefined && next <= target; next = cluster.nextAt) {
      cluster.step();
      if (this.#frames.now() > until) return;
    }
    cluster.advanceTo(target);
  }

  /** On to a recorded Step; false when the frame was used up before. */
  replayTo(seq: number, until: number): boolean {
    return this.#replay((step) => step !== undefined && step.seq <= seq, until);
  }

  /** Runs the engine to the next Step that `stops`, over whatever time lies between, up to the moment `limit`. */
  findNew(stops: (step: Step) => boolean, limit: Millis, until: number): Found {
    const cluster = this.#cluster;
    for (let next = cluster.nextAt; next !== undefined && next <= limit; next = cluster.nextAt) {
      const step = cluster.step();
      if (step && stops(step)) return 'found';
      if (this.#frames.now() > until) return 'more';
    }
    return 'none';
  }

  /** As findNew, along what is recorded first. */
  passIdle(stops: (step: Step) => boolean, limit: Millis, until: number): Found {
    if (!this.isReplaying) return this.findNew(stops, limit, until);
    const { journal } = this.#cluster;
    const next = visibleAfter(journal, journal.position);
    if (!this.replayTo(next?.seq ?? journal.head, until)) return 'more';
    return next ? 'found' : 'more';
  }

  /** True when the next Step is not `wanted`; false when the frame was used up before. */
  #replay(wanted: (step: Step | undefined) => boolean, until: number): boolean {
    const { journal } = this.#cluster;
    for (;;) {
      let seq = journal.position;
      let changes = 0;
      let next = journal.step(seq + 1);
      while (next && wanted(next) && changes < PORTION) {
        seq += 1;
        changes += next.changes.length;
        next = journal.step(seq + 1);
      }
      if (seq > journal.position) this.#cluster.seek(seq);
      if (!wanted(next)) return true;
      if (this.#frames.now() > until) return false;
    }
  }
}
