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
import { markOf } from './mark-of.ts';
import { Marks } from './marks.ts';
import { Playing } from './playing.ts';
import { Runner } from './runner.ts';
import { captionOf, changesObjects, visibleAfter, visibleAtOrBefore } from './visible-steps.ts';

/** Wall milliseconds in which the view is told beside the engine's work; when that takes longer, the engine has less. */
const TELLING = 2;
/** However long telling takes, time moves on. */
const LEAST = 2;
/** How far "next event" looks ahead before it gives up, in virtual time. */
const LOOK_AHEAD: Millis = 30 * 60_000;

/** What it looks for over time. */
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
  readonly #time: Playing;
  readonly #jumps = new Jumps();
  readonly #listeners = new Set<() => void>();
  #playing = false;
  #search: Search | undefined;
  #handle: number | undefined;
  /** How long it took to tell of the last move, in wall ms. */
  #telling = 0;
  #state: PlaybackState | undefined;

  constructor(host: PlaybackHost) {
    this.#host = host;
    this.#cluster = host.cluster;
    this.#frames = host.frames;
    const { journal } = host.cluster;
    this.#runner = new Runner(host.cluster, host.frames);
    this.#time = new Playing(host.cluster, host.frames, this.#runner);
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
    this.#time.begin();
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
    this.#time.speed = speed;
    this.moved();
  }

  setSkipIdle(on: boolean): void {
    this.#time.skipIdle = on;
    this.moved();
  }

  playToRest(): void {
    this.play();
    this.#time.untilRest();
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
    const began = this.#frames.now();
    this.#host.moved();
    this.#telling = this.#frames.now() - began;
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
    if (this.#runner.findNew(stops, limit, this.#frames.now() + this.#budget) === 'more') this.#ask();
    else this.#search = undefined;
  }

  #stopClock(): void {
    this.#playing = false;
    this.#time.end();
    this.#search = undefined;
    if (this.#jumps.made || this.#handle === undefined) return;
    this.#frames.cancel(this.#handle);
    this.#handle = undefined;
  }

  get #budget(): number {
    const { budget } = this.#frames;
    return Math.min(budget, Math.max(LEAST, budget + TELLING - this.#telling));
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
    else if (!this.#playing) return;
    else if (this.#time.frame(this.#budget)) this.#ask();
    else this.#stopClock();
    this.moved();
  }

  #stateNow(): PlaybackState {
    const { journal, now } = this.#cluster;
    const { position, oldest, head } = journal;
    const history = this.#host.history();
    const undo = actionBefore(history, journal);
    return {
      playing: this.#playing,
      speed: this.#time.speed,
      now,
      position,
      oldest,
      head,
      begins: Math.max(0, journal.at(oldest)),
      newest: Math.max(0, journal.at(head)),
      nextAt: this.#runner.nextAt,
      caption: captionOf(journal),
      skipIdle: this.#time.skipIdle,
      toRest: this.#time.toRest,
      looking: this.#search !== undefined,
      lagging: this.#playing ? this.#time.lagging : undefined,
      undo: undo?.line,
      undoTo: undo?.before,
      redo: actionAfter(history, journal)?.line,
    };
  }
}
