/** The one door between the page and the engine, in the page or in a worker. */
import type { Millis, Status } from '../engine/index.ts';
import type { View } from '../view/cards.ts';

/** A command line with its input. `kubectl …`, or `kwokctl scale node --replicas N` for machines that join. */
export interface Command {
  /** As typed, such as `kubectl apply -f -`. */
  readonly line: string;
  /** What `-f -` reads. */
  readonly stdin?: string;
  /** `hand`: a gesture elsewhere in the page; the terminal marks it. */
  readonly by: 'terminal' | 'hand' | 'editor';
}

export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The API server's refusals, for markers in the editor. */
  readonly refusals: readonly Status[];
}

/** What the terminal's history shows. */
export interface CommandRecord {
  readonly id: number;
  readonly at: Millis;
  readonly command: Command;
  readonly result: Result;
  /** Still waiting for something in virtual time; its output may grow. */
  readonly running: boolean;
}

/** What happened last, for the caption: `Created log-collector-x7k2p for node-2`. */
export interface Caption {
  readonly at: Millis;
  readonly text: string;
}

/** Marks on the timeline track. */
export interface TimelineMark {
  readonly seq: number;
  readonly at: Millis;
  readonly kind: 'action' | 'create' | 'delete' | 'warning' | 'check';
  readonly text: string;
}

export interface PlaybackState {
  readonly playing: boolean;
  /** Virtual seconds per wall second. */
  readonly speed: number;
  readonly now: Millis;
  /** Sequence number of the Step shown; `oldest <= position <= head`. */
  readonly position: number;
  readonly oldest: number;
  readonly head: number;
  /** When the next queued item is due; absent when the cluster is at rest. */
  readonly nextAt?: Millis;
  readonly caption?: Caption;
}

export const SPEEDS = [0.25, 1, 4, 16, 60] as const;

export interface Playback {
  state(): PlaybackState;
  /** All marks, oldest first; the same array until one is added or cut off. */
  marks(): readonly TimelineMark[];
  subscribe(on: () => void): () => void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** To the next Step that changes an object; runs the engine when at the newest moment. Pauses. */
  stepForward(): void;
  /** To the previous Step that changed an object. Pauses. */
  stepBack(): void;
  /** As stepForward, but skips routine: to the next Step with a timeline mark, over long waits. Pauses. */
  nextEvent(): void;
  /** Any recorded moment. Pauses. */
  seek(seq: number): void;
  /** Any moment of recorded time, after what had happened by then. Pauses. */
  seekTime(at: Millis): void;
}

export interface EngineClient {
  readonly view: View;
  readonly playback: Playback;
  /** Runs a command now (in the past: the future is cut off) and answers as a shell would. Never rejects. */
  send(command: Command): Promise<Result>;
  /** The commands given so far, oldest first; the same array until one is added. */
  history(): readonly CommandRecord[];
  subscribeHistory(on: () => void): () => void;
  /** Loads what the first picture did without, so that the first command need not wait. */
  warmUp(): void;
  /** An object as YAML for the inspector; undefined when it does not exist. `kind` as kubectl names it: `pod`, `node`, `ds`. */
  inspect(kind: string, namespace: string | undefined, name: string): Promise<string | undefined>;
  /** Stops all clocks. */
  dispose(): void;
}
