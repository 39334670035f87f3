/**
 * The clock in the user's hand: runs the cluster frame by frame, replays what is recorded, goes to any recorded
 * moment. Rewind and play repeats the recorded Steps; the first command given in the past makes a new future.
 */
import type { Cluster, Millis, Step } from '../engine/index.ts';
import { actionAfter, actionBefore } from './actions.ts';
import { BranchInfos } from './branch-infos.ts';
import type { BranchInfo, CommandRecord, Playback, PlaybackState, TimelineMark } from './engine-client.ts';
import type { Frames } from './frames.ts';
import { Jumps } from './jumps.ts';
import { Lag } from './lag.ts';
import { markOf } from './mark-of.ts';
import { Marks } from './marks.ts';
import { Runner } from './runner.ts';
import { captionOf, changesObjects, lastVisible, visibleAfter, visibleAtOrBefore } from './visible-steps.ts';

/** Wall milliseconds of engine work in one frame; what is left over comes in the next. */
const BUDGET = 6;
/** A frame that comes late does not make virtual time jump further than this; a hidden tab is not a slow engine. */
const MAX_FRAME = 100;
const HIDDEN = 1000;
/** How far "next event" looks ahead before it gives up, in virtual time. */
const LOOK_AHEAD: Millis = 30 * 60_000;
/** A cluster rests when nothing is due for so long. */
const REST: Millis = 10_000;
/** Wall milliseconds that pass after the last thing that could be seen until idle time is skipped. */
const CALM = 1000;

/** What the clock does beyond standing and playing. */
interface Search {
  readonly stops: (step: Step) => boolean;
  /** Where it gives up. */
  readonly limit: Millis;
}

/** What the clock needs of the session around it. */
export interface PlaybackHost {
  readonly cluster: Cluster;
  readonly frames: Frames;
  /** The commands given so far. */
  history(): readonly CommandRecord[];
  /** Called once after each frame or jump, when the view may be told. */
  moved(): void;
  /** Another line is the present one now. */
  returned(): void;
}

export class ClusterPlayback implements Playback {
  readonly #host: PlaybackHost;
  readonly #cluster: Cluster;
  readonly #frames: Frames;
  readonly #runner: Runner;
  readonly #marks: Marks;
  readonly #branches: BranchInfos;
  readonly #lag = new Lag();
  readonly #jumps = new Jumps();
  readonly #listeners = new Set<() => void>();
  #playing = false;
  #skipIdle = false;
  /** Plays until it rests: the Step it began at. */
  #restlessAt: number | undefined;
  #search: Search | undefined;
  #speed = 1;
  #handle: number | undefined;
  #lastFrame = 0;
  #state: PlaybackState | undefined;

  constructor(host: PlaybackHost) {
    this.#host = host;
    this.#cluster = host.cluster;
    this.#frames = host.frames;
    const { journal } = host.cluster;
    this.#runner = new Runner(host.cluster, host.frames);
    this.#marks = new Marks(journal);
    this.#branches = new BranchInfos(journal, this.#marks);
  }

  state(): PlaybackState {
    this.settle();
    this.#state ??= this.#stateNow();
    return this.#state;
  }

  marks(): readonly TimelineMark[] {
    return this.#marks.all(this.#playing || this.#search !== undefined);
  }

  branches(): readonly BranchInfo[] {
    return this.#branches.all();
  }

  subscribe(on: () => void): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  play(): void {
    this.settle();
    if (this.#playing) return;
    this.#stopClock();
    this.#playing = true;
    this.#lag.reset();
    this.#lastFrame = this.#frames.now();
    this.#ask();
    this.moved();
  }

  pause(): void {
    this.settle();
    if (!this.#playing && !this.#search) return;
    this.#stopClock();
    this.moved();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#lag.reset();
    this.moved();
  }

  setSkipIdle(on: boolean): void {
    this.#skipIdle = on;
    this.moved();
  }

  playToRest(): void {
    this.play();
    this.#restlessAt = this.#cluster.journal.position;
    this.moved();
  }

  stepForward(): void {
    this.#forwardTo(changesObjects, () => visibleAfter(this.#cluster.journal, this.#cluster.journal.position)?.seq);
  }

  nextEvent(): void {
    this.#forwardTo(
      (step) => markOf(step) !== undefined,
      () => this.#marks.after(this.#cluster.journal.position)?.seq,
    );
  }

  stepBack(): void {
    this.settle();
    const { journal } = this.#cluster;
    // The moment before the Step that made what is shown: the end of the visible Step before it.
    const seq = visibleAtOrBefore(journal, journal.position);
    this.#goTo(seq > journal.oldest ? visibleAtOrBefore(journal, seq - 1) : journal.oldest);
  }

  previousEvent(): void {
    this.settle();
    const { position, oldest } = this.#cluster.journal;
    this.#goTo(this.#marks.before(position)?.seq ?? oldest);
  }

  undo(): void {
    this.settle();
    const action = actionBefore(this.#host.history(), this.#cluster.journal);
    if (action) this.#goTo(action.before);
  }

  redo(): void {
    this.settle();
    const action = actionAfter(this.#host.history(), this.#cluster.journal);
    if (action) this.#goTo(action.after);
  }

  seek(seq: number): void {
    this.#jump(() => this.#goTo(seq));
  }

  seekTime(at: Millis): void {
    this.#jump(() => {
      this.#stopClock();
      const { journal, now } = this.#cluster;
      // Further than what is recorded nobody has been yet.
      const furthest = Math.max(journal.at(journal.head), now);
      this.#cluster.seekTime(Math.max(0, Math.min(at, furthest)));
      this.moved();
    });
  }

  returnTo(id: number): void {
    this.settle();
    this.#stopClock();
    const joined = this.#marks.willReturnTo(this.#branches.chain(id));
    this.#cluster.returnTo(id);
    joined();
    this.#host.returned();
    this.moved();
  }

  /** Something moved: the state is told anew. */
  moved(): void {
    this.#state = undefined;
    this.#host.moved();
    for (const listener of this.#listeners) listener();
  }

  /** Makes the jump that waits for the next frame, before anything else is done or told. */
  settle(): void {
    this.#jumps.settle();
  }

  /** A command comes: it runs at the moment that is shown. */
  interruptSearch(): void {
    this.settle();
    this.#search = undefined;
  }

  #jump(jump: () => void): void {
    this.#jumps.request(jump);
    this.#ask();
  }

  #goTo(seq: number): void {
    this.#stopClock();
    const { oldest, head } = this.#cluster.journal;
    this.#cluster.seek(Math.min(head, Math.max(oldest, Math.round(seq))));
    this.moved();
  }

  /** On to the next Step that `stops`; when it takes longer than a frame, it goes on in those that follow. */
  #forwardTo(stops: (step: Step) => boolean, nextRecorded: () => number | undefined): void {
    this.settle();
    const searched = this.#search !== undefined;
    this.#stopClock();
    // Pressed again while it looks: that is enough.
    if (searched) return this.moved();
    const { journal, now } = this.#cluster;
    const recorded = nextRecorded();
    if (recorded !== undefined) return this.#goTo(recorded);
    if (this.#runner.isReplaying) this.#cluster.seek(journal.head);
    this.#search = { stops, limit: Math.max(now, this.#cluster.now) + LOOK_AHEAD };
    this.#lookOn();
    this.moved();
  }

  #lookOn(): void {
    if (!this.#search) return;
    const { stops, limit } = this.#search;
    if (this.#runner.findNew(stops, limit, this.#frames.now() + BUDGET) === 'more') this.#ask();
    else this.#search = undefined;
  }

  #stopClock(): void {
    this.#playing = false;
    this.#restlessAt = undefined;
    this.#search = undefined;
    if (this.#jumps.made || this.#handle === undefined) return;
    this.#frames.cancel(this.#handle);
    this.#handle = undefined;
  }

  #ask(): void {
    this.#handle ??= this.#frames.request(() => {
      this.#handle = undefined;
      this.#frame();
    });
  }

  #frame(): void {
    this.#jumps.newFrame();
    if (this.#search) this.#lookOn();
    else if (this.#playing) this.#playOn();
    else return;
    this.moved();
  }

  #playOn(): void {
    const wall = this.#frames.now();
    const passed = Math.max(0, wall - this.#lastFrame);
    this.#lastFrame = wall;
    const until = wall + BUDGET;
    const before = this.#cluster.now;
    if (!this.#isIdle() || this.#runner.passIdle(changesObjects, before + LOOK_AHEAD, until) === 'none') {
      this.#runner.run(before + Math.round(Math.min(MAX_FRAME, passed) * this.#speed), until);
      if (passed < HIDDEN) this.#lag.note(passed * this.#speed, this.#cluster.now - before);
    }
    if (this.#rests()) this.#stopClock();
    else this.#ask();
  }

  /** Whether time is to be skipped now: there was nothing to be seen for a while. */
  #isIdle(): boolean {
    if (!this.#skipIdle || this.#runner.nextAt === undefined) return false;
    const seen = lastVisible(this.#cluster.journal)?.at;
    if (seen === undefined) return true;
    const calm = this.#cluster.now - seen;
    return calm >= CALM * this.#speed && calm < LOOK_AHEAD;
  }

  /** Whether what it plays for has come: a rest, after something happened. */
  #rests(): boolean {
    if (this.#restlessAt === undefined) return false;
    const due = this.#runner.nextAt;
    if (due === undefined) return true;
    return this.#cluster.journal.position > this.#restlessAt && due > this.#cluster.now + REST;
  }

  #stateNow(): PlaybackState {
    const { journal, now } = this.#cluster;
    const { position, oldest, head } = journal;
    const history = this.#host.history();
    return {
      playing: this.#playing,
      speed: this.#speed,
      now,
      position,
      oldest,
      head,
      begins: Math.max(0, journal.at(oldest)),
      newest: Math.max(0, journal.at(head)),
      nextAt: this.#runner.nextAt,
      caption: captionOf(journal),
      skipIdle: this.#skipIdle,
      toRest: this.#restlessAt !== undefined,
      looking: this.#search !== undefined,
      lagging: this.#playing ? this.#lag.share() : undefined,
      undo: actionBefore(history, journal)?.line,
      redo: actionAfter(history, journal)?.line,
    };
  }
}
