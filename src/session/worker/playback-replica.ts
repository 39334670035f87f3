/** The page's copy of the playback: its state as the worker told it last; what is asked of it goes there. */
import type { Millis } from '../../engine/index.ts';
import type { BranchInfo, Playback, PlaybackState, TimelineMark } from '../engine-client.ts';
import type { Call, Lists, Travels } from './protocol.ts';

/** Sends calls to the worker. Of several seeks that wait only the last is carried out. */
export type Travel = (call: Call<Travels>) => void;

export class PlaybackReplica implements Playback {
  readonly #travel: Travel;
  readonly #lists: () => Lists;
  readonly #listeners = new Set<() => void>();
  #state: PlaybackState;

  constructor(travel: Travel, lists: () => Lists, state: PlaybackState) {
    this.#travel = travel;
    this.#lists = lists;
    this.#state = state;
  }

  state(): PlaybackState {
    return this.#state;
  }
  marks(): readonly TimelineMark[] {
    return this.#lists().marks;
  }
  branches(): readonly BranchInfo[] {
    return this.#lists().branches;
  }
  subscribe(on: () => void): () => void {
    this.#listeners.add(on);
    return () => this.#listeners.delete(on);
  }

  play(): void {
    this.#travel(['play']);
  }
  pause(): void {
    this.#travel(['pause']);
  }
  setSpeed(speed: number): void {
    this.#travel(['setSpeed', speed]);
  }
  stepForward(): void {
    this.#travel(['stepForward']);
  }
  stepBack(): void {
    this.#travel(['stepBack']);
  }
  nextEvent(): void {
    this.#travel(['nextEvent']);
  }
  previousEvent(): void {
    this.#travel(['previousEvent']);
  }
  seek(seq: number): void {
    this.#travel(['seek', seq]);
  }
  seekTime(at: Millis): void {
    this.#travel(['seekTime', at]);
  }
  playToRest(): void {
    this.#travel(['playToRest']);
  }
  setSkipIdle(on: boolean): void {
    this.#travel(['setSkipIdle', on]);
  }
  undo(): void {
    this.#travel(['undo']);
  }
  redo(): void {
    this.#travel(['redo']);
  }
  returnTo(id: number): void {
    this.#travel(['returnTo', id]);
  }

  /** Takes what the worker sent; answers who has to be told. */
  take(state: PlaybackState): readonly (() => void)[] {
    this.#state = state;
    return [...this.#listeners];
  }
}
