/**
 * All that can influence the future is a record. Three planes share the store: API objects, the world
 * (machines, images) and the runtime (queues, timers, expectations, back-off, cursors, counters).
 */
import { isKind, type KindMap } from '../model/kinds.ts';
import type { Millis } from '../time/millis.ts';

/** One key waiting for an actor. A key can wait twice: ready at once, and delayed (as in client-go). */
export interface QueueItem {
  readonly actor: string;
  readonly key: string;
  readonly dueAt: Millis;
  /** Of items due at the same moment the highest rank goes first; 0 is usual. */
  readonly rank: number;
  /** Breaks ties of dueAt and rank: first come, first served. */
  readonly order: number;
  readonly delayed: boolean;
}

/** What a controller still waits to see in its cache (§2.5). */
export interface Expectation {
  readonly add: number;
  readonly del: number;
  readonly at: Millis;
  /** The UIDs behind `del`, where the controller keeps count by UID. */
  readonly deleting?: readonly string[];
}

/** How often a key has failed in a row; `until` where the back-off has a time (failed daemon pods, §4.1). */
export interface Backoff {
  readonly count: number;
  readonly at: Millis;
  readonly delay: Millis;
}

/** The entries of a small map of a controller's, in the order of their slots. */
export interface Slots {
  readonly names: readonly string[];
}

/** Numbers that only grow, as they stand after a Step. */
export interface Counters {
  readonly resourceVersion: number;
  readonly order: number;
}

/** How far an informer's cache has followed the journal: all Steps up to `seq`. */
export interface Cursor {
  readonly seq: number;
}

/** A name that the API server made up for a generateName: how many so far. */
export interface Generated {
  readonly count: number;
}

/** A set of something for one key: node names in quarantine, nodes known to a controller. */
export interface Mark {
  readonly at?: Millis;
  /** When what it is about began, where that was before the mark counts. */
  readonly since?: Millis;
}

/** What a machine can run short of. */
export type Pressure = 'memory' | 'disk' | 'pid';

/** How a zone of nodes is, as the node lifecycle controller judges it. */
export type ZoneState = 'Initial' | 'Normal' | 'PartialDisruption' | 'FullDisruption';

/** How fast the nodes of a zone may get their taint of effect NoExecute. */
export interface ZoneLimit {
  readonly state: ZoneState;
  /** From one node to the next; absent: none gets it. */
  readonly interval?: Millis;
  /** When the next one may. */
  readonly readyAt: Millis;
}

/** A computer of the fleet. Its Node object is its kubelet's doing. */
export interface Machine {
  readonly name: string;
  readonly kubelet: 'running' | 'stopped';
  /** Without power nothing runs on it; containers are gone. */
  readonly power?: 'off';
  /** Cut off, its kubelet and containers run on, but nobody hears of it and it hears nothing. */
  readonly network?: 'cut';
  /** How often it was powered on again. */
  readonly boots?: number;
  /** What it is short of, in the order in which that began. */
  readonly pressure?: readonly Pressure[];
  /** When its heartbeats began; they come on multiples of the heartbeat period after it. */
  readonly since: Millis;
  /** When they stopped. */
  readonly silentSince?: Millis;
  /** The place of its addresses in the cluster's network. */
  readonly index: number;
}

/** How an image behaves when it runs; all times in virtual ms. */
export interface ImageBehaviour {
  readonly pull: Millis;
  /** Only on the row for any image: pulls take up to this share longer, each Pod its own. */
  readonly pullJitter?: number;
  /** The registry's error text: the pull never succeeds. */
  readonly pullError?: string;
  /** The container ends this long after its start, each time. */
  readonly crashAfter?: Millis;
  /** With crashAfter: killed for memory. */
  readonly oom?: boolean;
  /** As a simple stand-in of a kubelet has it: each start takes the time of a pull, and the first restart waits too. */
  readonly standIn?: boolean;
  /** With crashAfter: what it ends with; 1 when absent. 0 is a job well done. */
  readonly exitCode?: number;
  /** What the program needs, in bytes: with a lower limit it is killed soon after its start, each time. */
  readonly memory?: number;
  /** When it can serve. An init container has then done its work and ends with 0. */
  readonly readyAfter: Millis;
  readonly neverReady?: boolean;
  /** From this long after its start on it hangs: every probe fails. */
  readonly unhealthyAfter?: Millis;
  /** How long it takes to end after SIGTERM; never longer than the Pod's grace period. */
  readonly terminate: Millis;
}

/**
 * `waiting`: not its turn yet. `starting`: runs, its startup probe has not succeeded. `killing`: its kubelet ends it,
 * to start it anew. `ended`: will be restarted. `done`: ended for good.
 */
export type ContainerStage =
  | 'waiting'
  | 'pulling'
  | 'pull-failed'
  | 'starting'
  | 'running'
  | 'ready'
  | 'killing'
  | 'ended'
  | 'done';

/** A container as its kubelet knows it. */
export interface ContainerRun {
  readonly name: string;
  readonly image: string;
  /** Absent on main containers. */
  readonly role?: 'init' | 'sidecar';
  readonly stage: ContainerStage;
  /** When the stage began, and when it ends by itself. */
  readonly since: Millis;
  readonly until?: Millis;
  readonly restarts: number;
  /** Pull or crash failures in a row, for the back-off. */
  readonly failures: number;
  /** Waiting in back-off; otherwise the error itself shows. */
  readonly backingOff: boolean;
  /** Why the last pull failed. */
  readonly pullError?: string;
  readonly startedAt?: Millis;
  readonly lastEnd?: {
    readonly exitCode: number;
    readonly reason: string;
    readonly startedAt: Millis;
    readonly at: Millis;
  };
}

/** What the kubelet that ends a Pod of its own accord says of it. */
export interface Verdict {
  readonly reason: string;
  readonly message: string;
  /** The message of condition DisruptionTarget. */
  readonly disruption: string;
}

/** A Pod as its kubelet knows it. */
export interface PodRun {
  readonly pod: string;
  readonly uid: string;
  readonly node: string;
  /** Init containers and sidecars in their order, then the main ones. */
  readonly containers: readonly ContainerRun[];
  readonly since: Millis;
  /** The machine's `boots` when its containers were started. */
  readonly boots?: number;
  /** When its containers were told to stop, how long they had then, and when they will have ended. */
  readonly stopping?: {
    readonly at: Millis;
    readonly grace: Millis;
    readonly until: Millis;
    readonly verdict?: Verdict;
  };
}

/** A Pod that the scheduler could not place. */
export interface Unschedulable {
  /** Failed attempts so far, and when the last one was. */
  readonly attempts: number;
  readonly at: Millis;
  /** The plugins that refused it: they know which events could help. */
  readonly plugins: readonly string[];
}

/** The token bucket of one event source and object, as client-go filters spam. */
export interface EventBucket {
  readonly tokens: number;
  readonly at: Millis;
}

export interface RuntimeMap {
  queue: QueueItem;
  expectations: Expectation;
  failures: Backoff;
  backoff: Backoff;
  slots: Slots;
  cursor: Cursor;
  generated: Generated;
  mark: Mark;
  zone: ZoneLimit;
  machine: Machine;
  image: ImageBehaviour;
  podRun: PodRun;
  unschedulable: Unschedulable;
  eventSeries: EventBucket;
}

export type TableMap = KindMap & RuntimeMap;
export type TableName = keyof TableMap;
export type AnyRecord = TableMap[TableName];

/** One write: `prev` absent = created, `next` absent = removed. Its inverse swaps the two. */
export interface Change {
  readonly table: TableName;
  readonly key: string;
  readonly prev?: AnyRecord;
  readonly next?: AnyRecord;
}

export function inverse(change: Change): Change {
  return { table: change.table, key: change.key, prev: change.next, next: change.prev };
}

/** Who acted, on what, and why: the timeline's caption and the first link of every explanation. */
export interface Cause {
  readonly actor: string;
  readonly key: string;
  readonly reason: string;
}

/** One actor's work on one key: the unit of time travel, since a reconcile cannot be resumed half-way. */
export interface Step extends Counters {
  readonly seq: number;
  readonly at: Millis;
  readonly cause: Cause;
  /** In write order. */
  readonly changes: readonly Change[];
}

/** Whether actors see the table through caches: nobody watches Events, though there are more of them than of anything else. */
export function isCached(table: TableName): table is keyof KindMap {
  return table !== 'Event' && isKind(table);
}

/** Whether a table holds API objects (and so is watched), not the world or the runtime. */
export function isObjectTable(table: TableName): table is keyof KindMap {
  return isKind(table);
}
