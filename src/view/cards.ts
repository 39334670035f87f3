/** What the screen shows: plain values, one per thing drawn. A card keeps its identity (===) until it changes. */
import type { Millis, Taint } from '../engine/index.ts';

/** The Pod states of the visual language; each has its own colour, shape and word. */
export type ChipState =
  | 'waiting'
  | 'starting'
  | 'not-ready'
  | 'ready'
  | 'stopping'
  | 'crashing'
  | 'image-problem'
  | 'failed'
  | 'completed'
  | 'lost';

/** A span of virtual time that a progress line or countdown follows. */
export interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

export interface PodChip {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The random end of the name, `x7k2p`; the whole name where there is none. */
  readonly suffix: string;
  /** Absent for an orphan. */
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly state: ChipState;
  /** One word for the state: `Starting`. Also in the accessible name. */
  readonly word: string;
  /** A few more words: `pulling`, `not bound`, `Insufficient cpu`. */
  readonly detail?: string;
  /** kubectl's STATUS column. */
  readonly status: string;
  readonly restarts: number;
  /** Terminating but its Ready condition is still True. */
  readonly stillReady: boolean;
  /** The number of its ControllerRevision; absent when unknown. */
  readonly revision?: number;
  /** Whether it carries the hash of its DaemonSet's current template. */
  readonly upToDate: boolean;
  /** Whether spec.nodeName is set. Unbound Pods stand on the porch. */
  readonly bound: boolean;
  readonly span?: Span;
}

/** Why a DaemonSet has no Pod on a node. */
export interface EmptySlot {
  readonly namespace: string;
  readonly daemonSet: string;
  /** `no pod yet`, `taint not tolerated`, `node selector does not match`, `old pod gone`. */
  readonly text: string;
  /** False when the DaemonSet does not want a Pod here. */
  readonly wanted: boolean;
}

export interface NodeCard {
  readonly name: string;
  readonly role: 'worker' | 'control plane';
  readonly ready: 'True' | 'False' | 'Unknown';
  /** kubectl's STATUS column: `Ready`, `NotReady,SchedulingDisabled`. */
  readonly status: string;
  readonly unschedulable: boolean;
  /** The Node object is deleted while Pods bound to it remain: they wait for pod GC. */
  readonly removed: boolean;
  readonly taints: readonly Taint[];
  /** User labels only (those that every node has, hostname, os and arch, are left out). */
  readonly labels: readonly { readonly key: string; readonly value: string }[];
  readonly cpu: { readonly requestedMilli: number; readonly allocatableMilli: number };
  readonly memory: { readonly requestedBytes: number; readonly allocatableBytes: number };
  /** Bound Pods of DaemonSets, oldest first. */
  readonly pods: readonly PodChip[];
  /** Pods made for this node and not bound yet. */
  readonly porch: readonly PodChip[];
  readonly slots: readonly EmptySlot[];
  /** Bound Pods that belong to no DaemonSet. */
  readonly others: readonly PodChip[];
  /** Virtual time at which the kubelet's heartbeats stopped; absent while they come. */
  readonly silentSince?: Millis;
}

export interface RevisionShare {
  readonly revision: number;
  readonly pods: number;
  readonly current: boolean;
}

export interface DaemonSetCard {
  readonly namespace: string;
  readonly name: string;
  /** `RollingUpdate, maxUnavailable 1` or `OnDelete`. */
  readonly strategy: string;
  readonly images: readonly { readonly container: string; readonly image: string }[];
  /** From .status, in kubectl's order. */
  readonly counts: {
    readonly desired: number;
    readonly current: number;
    readonly ready: number;
    readonly upToDate: number;
    readonly available: number;
  };
  readonly misscheduled: number;
  readonly generation: number;
  readonly observedGeneration: number;
  /** Oldest first; live Pods per revision. */
  readonly revisions: readonly RevisionShare[];
  readonly deleting: boolean;
}

/** Which things exist, in drawing order: the graph and the treegrid subscribe to this and then to single cards. */
export interface ClusterCard {
  /** Keys for `nodeKey` in natural order (node-2 before node-10), control plane first; removed nodes keep their place. */
  readonly nodes: readonly string[];
  /** `namespace/name` of each DaemonSet, oldest first. */
  readonly daemonSets: readonly string[];
}

/** A node at a glance, for the far view. `lost`: not Ready, or its object gone; `none`: no DaemonSet wants a Pod there. */
export const NODE_CLASSES = ['ok', 'working', 'problem', 'lost', 'none'] as const;
export type NodeClass = (typeof NODE_CLASSES)[number];

const OLD = 8;
export const codeOf = (name: NodeClass, old: boolean): number => NODE_CLASSES.indexOf(name) + (old ? OLD : 0);
export const classOf = (code: number): NodeClass => NODE_CLASSES[code % OLD] ?? 'ok';
export const isOld = (code: number): boolean => code >= OLD;

/** All nodes in a few bytes each: what a canvas draws and what a long list is laid out by. */
export interface FleetCard {
  /** As in ClusterCard. */
  readonly nodes: readonly string[];
  /** Per node its class, and whether a Pod there has an old template: `classOf`, `isOld`. */
  readonly codes: Uint8Array;
  /** Per node how many Pods its card holds: bound ones and those on its porch. */
  readonly pods: Uint16Array;
  /** How many nodes each of NODE_CLASSES has. */
  readonly counts: readonly number[];
  /** How many nodes have a Pod of an old template. */
  readonly old: number;
  /** How many of the nodes are gone and only keep their place for their Pods. */
  readonly gone: number;
}

/** How busy each part of the control plane is: keys waiting in its queue now. */
export interface ControlPlaneCard {
  readonly actors: readonly {
    readonly name: string;
    readonly label: string;
    readonly queued: number;
    readonly acting: boolean;
  }[];
}

/** One line of the Events tab, newest last. */
export interface EventLine {
  readonly uid: string;
  readonly at: Millis;
  readonly type: string;
  readonly reason: string;
  /** `daemonset/log-collector`. */
  readonly object: string;
  readonly source: string;
  readonly message: string;
  readonly count: number;
}
export interface EventsCard {
  readonly lines: readonly EventLine[];
}

/** Keys of the view's entries. */
export const CLUSTER = 'cluster';
export const EVENTS = 'events';
export const CONTROL_PLANE = 'control-plane';
export const FLEET = 'fleet';
export const nodeKey = (name: string): `node:${string}` => `node:${name}`;
export const daemonSetKey = (key: string): `ds:${string}` => `ds:${key}`;

/** Where a Pod is or is meant for: `podPlaceKey('default/web-x7k2p')`. */
export const podPlaceKey = (key: string): `place:${string}` => `place:${key}`;

export interface View {
  get(key: typeof CLUSTER): ClusterCard;
  get(key: typeof FLEET): FleetCard;
  get(key: typeof EVENTS): EventsCard;
  get(key: typeof CONTROL_PLANE): ControlPlaneCard;
  get(key: `node:${string}`): NodeCard | undefined;
  get(key: `ds:${string}`): DaemonSetCard | undefined;
  /** The name of the node; undefined when there is none or no such Pod. */
  get(key: `place:${string}`): string | undefined;
  /** Called after the entry changed, at most once per flush. Returns the unsubscribe function. */
  subscribe(key: string, on: () => void): () => void;
}
