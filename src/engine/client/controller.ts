/** What an actor is: which changes wake it, and what it does with one key. */
import type { Api } from '../apiserver/api.ts';
import type { Kind, Obj, ObjectKey } from '../model/kinds.ts';
import type { Reader } from '../store/plane.ts';
import type { Millis } from '../time/millis.ts';
import type { EventRecorder } from './event-recorder.ts';
import type { Expectations } from './expectations.ts';
import type { Records } from './runtime-records.ts';

/** A controller's own queue, in virtual time. */
export interface WorkQueue {
  /** Of keys that become due together the highest rank goes first; 0 is usual. */
  add(key: ObjectKey, rank?: number): void;
  /** Milliseconds from now; of two delays of one key the earlier wins. */
  addAfter(key: ObjectKey, delay: Millis): void;
  cancelDelayed(key: ObjectKey): void;
}

/** What an informer's handler may do: look into the cache, note expectations, enqueue. */
export interface HandlerContext {
  readonly now: Millis;
  readonly caches: Reader;
  readonly queue: WorkQueue;
  readonly expectations: Expectations;
  readonly records: Records;
}

export interface ObjectEvents<K extends Kind> {
  added?(object: Obj<K>, ctx: HandlerContext): void;
  updated?(old: Obj<K>, next: Obj<K>, ctx: HandlerContext): void;
  deleted?(object: Obj<K>, ctx: HandlerContext): void;
}
/** Informer event -> keys to enqueue, as data. */
export type EventTable = { readonly [K in Kind]?: ObjectEvents<K> };

export interface ReconcileContext extends HandlerContext {
  readonly api: Api;
  /** The store itself, for what the actor decides alone and so knows at once (the scheduler's assumed Pods). */
  readonly live: Reader;
  readonly recorder: EventRecorder;
  /** A recorder whose events name a host as well: kubelets'. */
  recorderAt(host: string): EventRecorder;
  readonly seed: string;
  /** Says why the present Step happens, for the timeline's caption. */
  because(reason: string): void;
}

export interface Controller {
  /** `daemonset-controller`: also the source of its events. */
  readonly name: string;
  readonly events: EventTable;
  /** Handles one key to the end. Throwing an ApiError re-queues the key with growing delay (§2.3). */
  reconcile(key: ObjectKey, ctx: ReconcileContext): void;
}
