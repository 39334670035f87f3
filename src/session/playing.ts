/** How time passes while the clock runs: at a speed, over idle stretches, until a rest, and as far as the engine keeps up. */
import type { Cluster, Millis } from '../engine/index.ts';
import type { Frames } from './frames.ts';
import { Lag } from './lag.ts';
import type { Runner } from './runner.ts';
import { changesObjects, lastVisible } from './visible-steps.ts';

/** A frame that comes late does not make virtual time jump further than this; a hidden tab is not a slow engine. */
const MAX_FRAME = 100;
const HIDDEN = 1000;
/** A cluster rests when nothing is due for so long. */
const REST: Millis = 10_000;
/** Wall milliseconds that pass after the last thing that could be seen until idle time is skipped. */
const CALM = 1000;
/** When nothing could be seen for so long, what comes is routine for ever: time passes at its pace again. */
const DULL: Millis = 30 * 60_000;

export class Playing {
  skipIdle = false;
  readonly #cluster: Cluster;
  readonly #frames: Frames;
  readonly #runner: Runner;
  readonly #lag = new Lag();
  #speed = 1;
  #lastFrame = 0;
  /** Plays until it rests: the Step it began at. */
  #restlessAt: number | undefined;

  constructor(cluster: Cluster, frames: Frames, runner: Runner) {
    this.#cluster = cluster;
    this.#frames = frames;
    this.#runner = runner;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    this.#lag.reset();
  }

  get toRest(): boolean {
    return this.#restlessAt !== undefined;
  }

  /** The share of the speed that is reached; undefined when it is as good as all. */
  get lagging(): number | undefined {
    return this.#lag.share();
  }

  begin(): void {
    this.#lag.reset();
    this.#lastFrame = this.#frames.now();
  }

  untilRest(): void {
    this.#restlessAt = this.#cluster.journal.position;
  }

  end(): void {
    this.#restlessAt = undefined;
    this.#lag.reset();
  }

  /** One frame, with so many wall milliseconds of work. False when what it plays for has come. */
  frame(budget: number): boolean {
    const wall = this.#frames.now();
    const passed = Math.max(0, wall - this.#lastFrame);
    this.#lastFrame = wall;
    const until = wall + budget;
    const before = this.#cluster.now;
    if (!this.#isIdle() || this.#runner.passIdle(changesObjects, before + DULL, until) === 'none') {
      this.#runner.run(before + Math.round(Math.min(MAX_FRAME, passed) * this.#speed), until);
      if (passed < HIDDEN) this.#lag.note(passed * this.#speed, this.#cluster.now - before);
    }
    return !this.#rests();
  }

  /** Whether time is to be skipped now: there was nothing to be seen for a while. */
  #isIdle(): boolean {
    if (!this.skipIdle || this.#runner.nextAt === undefined) return false;
    const seen = lastVisible(this.#cluster.journal)?.at;
    if (seen === undefined) return true;
    const calm = this.#cluster.now - seen;
    return calm >= CALM * this.#speed && calm < DULL;
  }

  #rests(): boolean {
    if (this.#restlessAt === undefined) return false;
    const due = this.#runner.nextAt;
    if (due === undefined) return true;
    return this.#cluster.journal.position > this.#restlessAt && due > this.#cluster.now + REST;
  }
}
