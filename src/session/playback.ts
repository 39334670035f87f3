/**
 * The clock in the user's hand: runs the cluster frame by frame, replays what is recorded, goes to any recorded
 * moment. Rewind and play repeats the recorded Steps; the first command given in the past makes a new future.
 */
import type { Cluster, Millis, Step } from '../engine/index.ts';
import { BranchInfos } from './branch-infos.ts';
import type { BranchInfo, Caption, Playback, PlaybackState, TimelineMark } from './engine-client.ts';
import type { Frames } from './frames.ts';
import { changesObjects, Marks, markOf } from './marks.ts';

/** Wall milliseconds of engine work in one frame; what is left over comes in the next. */
const BUDGET = 6;
/** A frame that comes late (a hidden tab) does not make virtual time jump further than this. */
const MAX_FRAME = 100;
/** How far "next event" looks ahead before it gives up, in virtual time. */
const LOOK_AHEAD: Millis = 30 * 60_000;
const CAPTION_REACH = 400;
/** A cluster rests when nothing is due for so long; where idle time is skipped, the jump ends so long before what is due. */
const REST: Millis = 10_000;
const LEAD: Millis = 500;

export class ClusterPlayback implements Playback {
  readonly #cluster: Cluster;
  readonly #frames: Frames;
  readonly #afterMove: () => void;
  readonly #marks: Marks;
  readonly #branches: BranchInfos;
  readonly #listeners = new Set<() => void>();
  #playing = false;
  #skipIdle = false;
  /** Plays until it rests: the Step it began at. */
  #restlessAt: number | undefined;
  #speed = 1;
  #handle: number | undefined;
  /** Where the story began. */
  readonly #firstPosition: number;
  #lastFrame = 0;
  #state: PlaybackState | undefined;

  /** `afterMove` is called once after each frame or jump, when the view may be told. */
  constructor(cluster: Cluster, frames: Frames, afterMove: () => void) {
    this.#cluster = cluster;
    this.#frames = frames;
    this.#afterMove = afterMove;
    this.#marks = new Marks(cluster);
    this.#branches = new BranchInfos(cluster.journal);
    this.#firstPosition = cluster.journal.oldest;
  }

  state(): PlaybackState {
    if (!this.#state) {
      const { journal, now } = this.#cluster;
      const { position, oldest, head } = journal;
      const newest = Math.max(0, journal.step(head)?.at ?? 0);
      this.#state = {
        playing: this.#playing,
        speed: this.#speed,
        now,
        position,
        oldest,
        head,
        newest,
        // The Step that led to the oldest moment is forgotten; nothing happened between it and the next one.
        begins: oldest > this.#firstPosition ? (journal.step(oldest + 1)?.at ?? newest) : 0,
        nextAt: this.#nextAt(),
        caption: this.#caption(),
        skipIdle: this.#skipIdle,
        toRest: this.#restlessAt !== undefined,
        undo: this.#marks.actionBefore(position)?.text,
        redo: this.#marks.actionAfter(position)?.text,
      };
    }
    return this.#state;
  }

  marks(): readonly TimelineMark[] {
    return this.#marks.all();
  }

  subscribe(on: () => void): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  play(): void {
    if (this.#playing) return;
    this.#playing = true;
    this.#lastFrame = this.#frames.now();
    this.#ask();
    this.moved();
  }

  pause(): void {
    if (!this.#playing) return;
    this.#stopClock();
    this.moved();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.moved();
  }

  stepForward(): void {
    this.#forwardTo(changesObjects);
  }

  nextEvent(): void {
    this.#forwardTo((step) => markOf(step) !== undefined);
  }

  stepBack(): void {
    this.#stopClock();
    const { journal } = this.#cluster;
    // The moment before the Step that made what is shown: the end of the visible Step before it.
    let seq = this.#visibleAtOrBefore(journal.position);
    seq = seq > journal.oldest ? this.#visibleAtOrBefore(seq - 1) : journal.oldest;
    this.#cluster.seek(seq);
    this.moved();
  }

  seek(seq: number): void {
    this.#stopClock();
    const { oldest, head } = this.#cluster.journal;
    this.#cluster.seek(Math.min(head, Math.max(oldest, Math.round(seq))));
    this.moved();
  }

  seekTime(at: Millis): void {
    this.#stopClock();
    const { journal } = this.#cluster;
    const newest = journal.step(journal.head)?.at ?? 0;
    // Further than what is recorded nobody has been yet.
    this.#cluster.seekTime(Math.max(0, Math.min(at, Math.max(newest, this.#cluster.now))));
    this.moved();
  }

  previousEvent(): void {
    const { position, oldest } = this.#cluster.journal;
    this.seek(this.#marks.all().findLast((mark) => mark.seq < position)?.seq ?? oldest);
  }

  playToRest(): void {
    this.#restlessAt = this.#cluster.journal.position;
    this.play();
    this.moved();
  }

  setSkipIdle(on: boolean): void {
    this.#skipIdle = on;
    this.moved();
  }

  undo(): void {
    const action = this.#marks.actionBefore(this.#cluster.journal.position);
    if (action) this.seek(action.seq - 1);
  }

  redo(): void {
    const action = this.#marks.actionAfter(this.#cluster.journal.position);
    if (action) this.seek(action.seq);
  }

  branches(): readonly BranchInfo[] {
    return this.#branches.all();
  }

  returnTo(id: number): void {
    this.#stopClock();
    const { branches } = this.#cluster.journal;
    let left = branches.find((branch) => branch.id === id);
    // One that hangs on another leaves the present line where that one does.
    while (left?.on !== undefined) left = branches.find((branch) => branch.id === left?.on);
    this.#cluster.returnTo(id);
    if (left) this.#marks.cut(left.after);
    this.moved();
  }

  /** Something was written after Step `seq`: what was recorded after it is no longer the future. */
  noteFork(seq: number): void {
    this.#marks.cut(seq);
  }

  /** Something moved: the state is told anew. */
  moved(): void {
    this.#state = undefined;
    this.#afterMove();
    for (const listener of this.#listeners) listener();
  }

  #stopClock(): void {
    this.#playing = false;
    this.#restlessAt = undefined;
    if (this.#handle !== undefined) this.#frames.cancel(this.#handle);
    this.#handle = undefined;
  }

  #ask(): void {
    this.#handle = this.#frames.request(() => this.#frame());
  }

  #frame(): void {
    if (!this.#playing) return;
    const wall = this.#frames.now();
    const elapsed = Math.min(MAX_FRAME, Math.max(0, wall - this.#lastFrame));
    this.#lastFrame = wall;
    const cluster = this.#cluster;
    let target = cluster.now + Math.round(elapsed * this.#speed);
    const due = this.#nextAt();
    if (this.#skipIdle && due !== undefined) target = Math.max(target, due - LEAD);
    if (cluster.journal.position < cluster.journal.head) cluster.seekTime(target);
    else this.#run(target, wall + BUDGET);
    if (this.#rests()) return this.pause();
    this.#ask();
    this.moved();
  }

  /** When the next Step comes, recorded or not. */
  #nextAt(): Millis | undefined {
    const { journal, nextAt } = this.#cluster;
    return journal.position < journal.head ? journal.step(journal.position + 1)?.at : nextAt;
  }

  /** Whether what it plays for has come: a rest, after something happened. */
  #rests(): boolean {
    if (this.#restlessAt === undefined) return false;
    const due = this.#nextAt();
    if (due === undefined) return true;
    return this.#cluster.journal.position > this.#restlessAt && due > this.#cluster.now + REST;
  }

  #run(target: Millis, until: number): void {
    const cluster = this.#cluster;
    for (let next = cluster.nextAt; next !== undefined && next <= target; next = cluster.nextAt) {
      cluster.step();
      if (this.#frames.now() > until) return;
    }
    cluster.advanceTo(target);
  }

  #forwardTo(stops: (step: Step) => boolean): void {
    this.#stopClock();
    const cluster = this.#cluster;
    const { journal } = cluster;
    for (let seq = journal.position + 1; seq <= journal.head; seq += 1) {
      const step = journal.step(seq);
      if (step && stops(step)) {
        cluster.seek(seq);
        return this.moved();
      }
    }
    if (journal.position < journal.head) cluster.seek(journal.head);
    const limit = cluster.now + LOOK_AHEAD;
    for (let next = cluster.nextAt; next !== undefined && next <= limit; next = cluster.nextAt) {
      const step = cluster.step();
      if (step && stops(step)) break;
    }
    this.moved();
  }

  #visibleAtOrBefore(from: number): number {
    const { journal } = this.#cluster;
    for (let seq = from; seq > journal.oldest; seq -= 1) {
      const step = journal.step(seq);
      if (step && changesObjects(step)) return seq;
    }
    return journal.oldest;
  }

  #caption(): Caption | undefined {
    const { journal } = this.#cluster;
    const last = Math.max(journal.oldest, journal.position - CAPTION_REACH);
    for (let seq = journal.position; seq > last; seq -= 1) {
      const step = journal.step(seq);
      if (step && step.cause.reason !== '' && changesObjects(step)) return { at: step.at, text: step.cause.reason };
    }
    return undefined;
  }
}
