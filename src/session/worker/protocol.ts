/** What the page and the worker that holds its engine tell each other: plain data, in order. */
import type { Input, Millis } from '../../engine/index.ts';
import { CLUSTER, CONTROL_PLANE, FLEET } from '../../view/cards.ts';
import type { KeptCommands } from '../command-runs.ts';
import type {
  BranchInfo,
  CommandRecord,
  EditRequest,
  EngineClient,
  Playback,
  PlaybackState,
  TimelineMark,
  TranscriptEntry,
} from '../engine-client.ts';
import type { Making, Standing } from '../keeping/make-engine.ts';
import { changedList, type ListChange } from './list-change.ts';

/** One end of a channel that keeps the order. What is posted is copied. */
export interface Port<Out, In> {
  post(message: Out): void;
  /** The one who listens; what came before waits for him. */
  listen(on: (message: In) => void): void;
  close(): void;
}

/** A call of a function by its name. */
export type Call<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => unknown ? readonly [name: K, ...args: A] : never;
}[keyof T];

/** What is answered. */
export type Asks = Pick<EngineClient, 'send' | 'complete' | 'inspect' | 'compare'>;
/** What is told and not answered. */
export type Acts = Pick<EngineClient, 'interrupt' | 'clearTranscript' | 'saveEdit' | 'warmUp'>;
export type Travels = Omit<Playback, 'state' | 'marks' | 'branches' | 'subscribe'>;

/** From the page. */
export type Order =
  /** Inputs of a session that was kept, some at a time, before it is made. */
  | { readonly kind: 'inputs'; readonly inputs: readonly Input[] }
  | { readonly kind: 'make'; readonly making: Making }
  /** A frame of the page; always answered by a batch. */
  | { readonly kind: 'tick' }
  /** Cards that are looked at from now on, and those that no longer are. */
  | { readonly kind: 'watch'; readonly keys: readonly string[] }
  | { readonly kind: 'unwatch'; readonly keys: readonly string[] }
  | { readonly kind: 'ask'; readonly id: number; readonly call: Call<Asks> }
  | { readonly kind: 'act'; readonly call: Call<Acts> }
  | { readonly kind: 'travel'; readonly call: Call<Travels> };

/** What every picture shows is sent unasked. */
export const ALWAYS_WATCHED = [CLUSTER, FLEET, CONTROL_PLANE] as const;

/** Lists of which only changes are sent. Names of nodes stand in no card. */
export interface Lists {
  readonly nodes: readonly string[];
  readonly marks: readonly TimelineMark[];
  readonly branches: readonly BranchInfo[];
  readonly history: readonly CommandRecord[];
  readonly transcript: readonly TranscriptEntry[];
  readonly typedAhead: readonly string[];
}

/** What both sides begin with: the page knows what was kept of the commands. */
export function firstLists(commands: KeptCommands = { history: [], transcript: [] }): Lists {
  return { nodes: [], marks: [], branches: [], typedAhead: [], ...commands };
}

export function changedLists(lists: Lists, changes: ListChanges): Lists {
  const changed = Object.entries(changes).map(([name, change]) => [
    name,
    changedList<unknown>(lists[name as keyof Lists], change as ListChange<unknown>),
  ]);
  return { ...lists, ...Object.fromEntries(changed) };
}

export type ListChanges = { readonly [K in keyof Lists]?: ListChange<Lists[K][number]> };

export type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** What has changed since the last one; all of it belongs to one moment. */
export interface Batch {
  readonly kind: 'batch';
  /** How many orders had been carried out. */
  readonly handled: number;
  readonly cards: readonly (readonly [key: string, card: unknown])[];
  readonly lists: ListChanges;
  readonly playback?: PlaybackState;
  readonly edit?: { readonly request: EditRequest | undefined };
  /** The last of those that have come; earlier ones were sent ahead. */
  readonly inputs: readonly Input[];
  readonly answers: readonly Answer[];
  /** The engine has something to do at the next frame. */
  readonly wantsFrame: boolean;
}

/** From the worker. */
export type Report =
  /** It has been loaded. */
  | { readonly kind: 'up' }
  | { readonly kind: 'progress'; readonly at: Millis; readonly share: number }
  | { readonly kind: 'made'; readonly standing: Standing }
  /** It could not be made. */
  | { readonly kind: 'failed'; readonly error: string }
  /** Inputs that belong to the next batch. */
  | { readonly kind: 'inputs'; readonly inputs: readonly Input[] }
  | Batch;

/** The page's end. */
export interface WorkerPort extends Port<Order, Report> {
  /** Calls back when the worker cannot be loaded, or something was thrown there. */
  onFailure(on: () => void): void;
}

/** Inputs in one message: a fleet that joins brings thousands at once, and neither side may stop for them. */
export const INPUTS_AT_ONCE = 100;

/** Carries a call out. */
export function perform(on: object, [name, ...args]: readonly [name: string, ...args: readonly unknown[]]): unknown {
  return (on as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>)[name]?.(...args);
}
