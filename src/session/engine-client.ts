/** The one door between the page and the engine, in the page or in a worker. */
import type { InputListener, Millis, Moment, Status } from '../engine/index.ts';
import type { View } from '../view/cards.ts';
import type { Comparison } from '../view/comparison.ts';

/** A line for the shell: `kubectl …` with its pipes, or `kwokctl scale node --replicas N` for machines that join. */
export interface Command {
  /** As typed, such as `kubectl apply -f web.yaml`. */
  readonly line: string;
  /** The editor's texts by file name, for `-f web.yaml`. */
  readonly files?: Readonly<Record<string, string>>;
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

/** A command that was given, and what came of it. */
export interface CommandRecord {
  readonly id: number;
  readonly at: Millis;
  readonly command: Command;
  readonly result: Result;
  /** Still waiting for something in virtual time; its output may grow. */
  readonly running: boolean;
  /** The Step after its last write; after which it was given, while it has written nothing. */
  readonly position: number;
  /** The Step that its first write followed; absent while it has written nothing. */
  readonly from?: number;
  /** It is not of the present line, but of a future that was cut off. */
  readonly undone: boolean;
}

/** One piece of what the terminal shows, in the order of happening; entries are only added, cleared or marked. */
export type TranscriptEntry =
  | {
      readonly kind: 'command';
      readonly key: number;
      /** The record's id. */
      readonly of: number;
      readonly at: Millis;
      readonly line: string;
      readonly by: Command['by'];
      /** Given when a recorded future lay ahead. */
      readonly inPast: boolean;
      /** Belongs to a future that was cut off. */
      readonly undone: boolean;
    }
  | {
      readonly kind: 'output';
      readonly key: number;
      readonly of: number;
      readonly stream: 'out' | 'err';
      readonly text: string;
      readonly undone: boolean;
    }
  /** Ctrl+C. */
  | { readonly kind: 'interrupt'; readonly key: number }
  /** The page was loaded again, which ended these commands. */
  | { readonly kind: 'reload'; readonly key: number; readonly interrupted: readonly string[] }
  /** Here another future began; so many commands of the old one no longer count. */
  | { readonly kind: 'fork'; readonly key: number; readonly at: Millis; readonly undone: number };

/** A text that `kubectl edit` wants edited. */
export interface EditRequest {
  /** The command's record. */
  readonly id: number;
  readonly line: string;
  readonly text: string;
}

/** What Tab offers: `candidates` replace the text from `from` to the cursor. */
export interface Completion {
  readonly from: number;
  readonly candidates: readonly string[];
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
  /** While playing, stretches in which nothing happens are passed in a moment. */
  readonly skipIdle: boolean;
  /** It plays until the cluster rests. */
  readonly toRest: boolean;
  /** Looks for the next event or visible Step, a part of it in each frame; pause, or the same button again, ends that. */
  readonly looking: boolean;
  /** The share of the speed asked for that the engine reaches, such as 0.4; absent while it keeps up. */
  readonly lagging?: number;
  /** The command that undo goes back before; absent when there is none. */
  readonly undo?: string;
  /** The position that undo goes to. */
  readonly undoTo?: number;
  /** The command that redo goes to the end of. */
  readonly redo?: string;
  /** Time of the oldest moment that can be reached: above 0 once older ones were forgotten. */
  readonly begins: Millis;
  /** Time of the newest Step. */
  readonly newest: Millis;
}

/** A future that was cut off and is kept. */
export interface BranchInfo {
  readonly id: number;
  /** `A` for the first one, then `B`, and so on. */
  readonly name: string;
  /** The Step after which it left its line. */
  readonly after: number;
  /** When it left. */
  readonly from: Millis;
  /** Its newest moment. */
  readonly until: Millis;
  readonly steps: number;
  /** What the first action on it did, else what happened first. */
  readonly action: string;
  readonly marks: readonly TimelineMark[];
}

export const SPEEDS = [0.25, 1, 4, 16, 60] as const;

export interface Playback {
  state(): PlaybackState;
  /**
   * All marks, oldest first; the same array until one comes or goes. While the clock runs, a list of thousands may be
   * short of its newest creations, deletions and warnings for a moment.
   */
  marks(): readonly TimelineMark[];
  /** The old futures that are kept, newest last; the same array until one comes or goes. */
  branches(): readonly BranchInfo[];
  subscribe(on: () => void): () => void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Plays at the present speed until nothing is due for a while; when that is so already, until it is so again. */
  playToRest(): void;
  /** While it plays: a moment after the last thing that could be seen it goes on to the next one. */
  setSkipIdle(on: boolean): void;
  /** To the next Step that changes an object; runs the engine when at the newest moment. Pauses. */
  stepForward(): void;
  /** To the previous Step that changed an object. Pauses. */
  stepBack(): void;
  /**
   * As stepForward, but skips routine: to the next Step with a timeline mark, over long waits. Pauses. What takes longer
   * than a frame goes on in the next ones (`looking`).
   */
  nextEvent(): void;
  /** To the previous Step with a timeline mark, else to the oldest moment. Pauses. */
  previousEvent(): void;
  /** Any recorded moment. Pauses. Of several jumps within one frame the first and the last are made. */
  seek(seq: number): void;
  /** Any moment of recorded time, after what had happened by then. As seek. */
  seekTime(at: Millis): void;
  /** To just before the last action at or before the playhead: time travel, not a kubectl undo. Pauses. */
  undo(): void;
  /** To just after the next recorded action. Pauses. */
  redo(): void;
  /** To the newest moment of a branch; the future that is left becomes a branch itself. Pauses. */
  returnTo(id: number): void;
}

export interface EngineClient {
  readonly view: View;
  readonly playback: Playback;
  /**
   * Runs a command now (in the past: what it writes cuts the future off) and answers as a shell would. Never rejects.
   * What is typed while a typed command still waits has its turn after it. A typed command that writes or waits starts
   * the clock.
   */
  send(command: Command): Promise<Result>;
  /** Ctrl+C: ends the typed command that waits, and forgets what was typed after it. */
  interrupt(): void;
  /** What may stand at the cursor. */
  complete(text: string, cursor: number, files: Readonly<Record<string, string>>): Promise<Completion>;
  /** What the terminal shows; the same array until that changes. */
  transcript(): readonly TranscriptEntry[];
  clearTranscript(): void;
  /** The text that a command has open in the editor; the same object until that changes. */
  editRequest(): EditRequest | undefined;
  /** Hands the edited text over; the text as it was cancels the edit. */
  saveEdit(text: string): void;
  /** Lines typed while a command waits, oldest first. */
  typedAhead(): readonly string[];
  /** The commands given so far, oldest first; the same array until one is added. */
  history(): readonly CommandRecord[];
  /** Tells of changes of history, transcript, lines typed ahead and the text to edit. */
  subscribeHistory(on: () => void): () => void;
  /** Calls back after each Step that comes from outside, with plain data: what a session is kept as. */
  watchInputs(on: InputListener): void;
  /** Loads what the first picture did without, so that the first command need not wait. */
  warmUp(): void;
  /** An object as YAML for the inspector; undefined when it does not exist. `kind` as kubectl names it: `pod`, `node`, `ds`. */
  inspect(kind: string, namespace: string | undefined, name: string): Promise<string | undefined>;
  /** What differs between two moments, of the present line or of branches. Rejects for one that is no longer kept. */
  compare(from: Moment, to: Moment): Promise<Comparison>;
  /** Stops all clocks. */
  dispose(): void;
}
