/**
 * The view model over a cluster: changes in, cards out. A change only marks cards stale; a card is rebuilt when it
 * is read, from what stands then. So live play, undo and redo are the same code, and work is O(changes).
 */

import type { Change, Cluster, ControllerRevision, DaemonSet, Pod } from '../engine/index.ts';
import { controllerOf, targetNodeName } from '../engine/index.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import {
  CLUSTER,
  type ClusterCard,
  CONTROL_PLANE,
  type ControlPlaneCard,
  type DaemonSetCard,
  daemonSetKey,
  EVENTS,
  type EventsCard,
  FLEET,
  type FleetCard,
  type NodeCard,
  nodeKey,
  podPlaceKey,
  type View,
} from './cards.ts';
import { clusterCard } from './cluster-card.ts';
import { controlPlaneCard } from './control-plane-card.ts';
import { daemonSetCard } from './daemonset-card.ts';
import { eventsCard } from './events-card.ts';
import { FleetFold } from './fleet-fold.ts';
import { nodeCard } from './node-card.ts';
import { HashTally, QueueTally } from './tallies.ts';

type Card = ClusterCard | FleetCard | EventsCard | ControlPlaneCard | NodeCard | DaemonSetCard | string | undefined;

/** What is kept of a card that somebody has read. */
interface Entry {
  readonly key: string;
  card: Card;
  stale: boolean;
  /** The card that the listeners know: a read between two flushes does not count. */
  told: Card;
  readonly listeners: Set<() => void>;
}

const NODE = nodeKey('');
const DAEMON_SET = daemonSetKey('');
const PLACE = podPlaceKey('');

export class ClusterView implements View {
  readonly #cluster: Cluster;
  readonly #fleet: FleetFold;
  readonly #hashes: HashTally;
  readonly #queued: QueueTally;
  /** Cards of nodes by the node's name, so that the many changes about nodes that nobody looks at cost a look-up. */
  readonly #nodes = new Map<string, Entry>();
  /** Places of Pods, by `namespace/name`. */
  readonly #places = new Map<string, Entry>();
  readonly #others = new Map<string, Entry>();
  readonly #ownerKeys = new Map<string, string>();
  /** What to look at in the next flush. */
  #pending: Entry[] = [];
  readonly #stop: () => void;
  /** The Step at which the control plane was last looked at: its lamps follow the clock, not only changes. */
  #lampsAt = -1;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#fleet = new FleetFold(cluster.state);
    this.#hashes = new HashTally(cluster.state);
    this.#queued = new QueueTally(cluster.state);
    this.#stop = cluster.journal.subscribe((moved) => {
      for (const change of moved) this.#note(change);
    });
  }

  get(key: typeof CLUSTER): ClusterCard;
  get(key: typeof FLEET): FleetCard;
  get(key: typeof EVENTS): EventsCard;
  get(key: typeof CONTROL_PLANE): ControlPlaneCard;
  get(key: `node:${string}`): NodeCard | undefined;
  get(key: `ds:${string}`): DaemonSetCard | undefined;
  get(key: `place:${string}`): string | undefined;
  get(key: string): Card {
    if (key === FLEET) return this.#fleet.card();
    return this.#read(this.#entry(key));
  }

  subscribe(key: string, on: () => void): () => void {
    const entry = this.#entry(key);
    if (entry.listeners.size === 0) entry.told = this.#read(entry);
    entry.listeners.add(on);
    return () => {
      entry.listeners.delete(on);
    };
  }

  /** Tells the listeners of every card that has really changed; at most once a frame. */
  flush(): void {
    const { position } = this.#cluster.journal;
    if (this.#lampsAt !== position) this.#mark(this.#others.get(CONTROL_PLANE));
    this.#lampsAt = position;
    this.#mark(this.#others.get(FLEET));
    this.#mark(this.#others.get(CLUSTER));
    const pending = this.#pending;
    this.#pending = [];
    for (const entry of pending) {
      if (entry.listeners.size === 0) {
        // Nobody looks: it is built anew when somebody does.
        if (entry.stale) {
          const [table, name] = this.#locate(entry.key);
          table.delete(name);
        }
        continue;
      }
      const card = this.#read(entry);
      if (entry.told === card) continue;
      entry.told = card;
      for (const listener of [...entry.listeners]) listener();
    }
  }

  dispose(): void {
    this.#stop();
    for (const table of [this.#nodes, this.#places, this.#others])
      for (const { listeners } of table.values()) listeners.clear();
  }

  #entry(key: string): Entry {
    const [table, name] = this.#locate(key);
    let entry = table.get(name);
    if (!entry) {
      entry = { key, card: undefined, stale: true, told: undefined, listeners: new Set() };
      table.set(name, entry);
    }
    return entry;
  }

  /** The table that holds a key, and its name there. */
  #locate(key: string): readonly [Map<string, Entry>, string] {
    if (key.startsWith(NODE)) return [this.#nodes, key.slice(NODE.length)];
    if (key.startsWith(PLACE)) return [this.#places, key.slice(PLACE.length)];
    return [this.#others, key];
  }

  #read(entry: Entry): Card {
    if (!entry.stale) return entry.card;
    entry.stale = false;
    const built = this.#build(entry.key);
    // The fleet keeps its own identity; comparing it would cost the cluster.
    if (entry.key === FLEET || entry.card === undefined || !deepEqual(entry.card, built)) entry.card = built;
    return entry.card;
  }

  #mark(entry: Entry | undefined): void {
    if (!entry || entry.stale) return;
    entry.stale = true;
    this.#pending.push(entry);
  }

  #markNode(name: string): void {
    this.#mark(this.#nodes.get(name));
  }

  #build(key: string): Card {
    const { state, now, journal } = this.#cluster;
    if (key === CLUSTER) return clusterCard(state, this.#fleet.card());
    if (key === FLEET) return this.#fleet.card();
    if (key === EVENTS) return eventsCard(state, journal);
    if (key === CONTROL_PLANE) return controlPlaneCard(this.#queued, journal, now);
    if (key.startsWith(NODE)) return nodeCard(state, key.slice(NODE.length));
    if (key.startsWith(DAEMON_SET)) return daemonSetCard(state, this.#hashes, key.slice(DAEMON_SET.length));
    const pod = state.get('Pod', key.slice(PLACE.length));
    return pod && targetNodeName(pod);
  }

  #note(change: Change): void {
    this.#fleet.note(change);
    this.#hashes.note(change);
    this.#queued.note(change);
    const { table, key, prev, next } = change;
    switch (table) {
      case 'Pod':
        for (const pod of [prev, next]) if (pod) this.#notePod(pod as Pod);
        break;
      case 'Node':
      case 'machine':
        this.#markNode(key);
        break;
      case 'DaemonSet':
        this.#mark(this.#others.get(daemonSetKey(key)));
        if ((prev as DaemonSet | undefined)?.spec !== (next as DaemonSet | undefined)?.spec) this.#noteAllNodes();
        break;
      case 'ControllerRevision':
        this.#noteAllNodes(); // numbers of revisions stand on the chips
        for (const record of [prev, next]) {
          const { metadata } = (record ?? {}) as Partial<ControllerRevision>;
          const owner = metadata && controllerOf(metadata)?.name;
          if (owner) this.#mark(this.#others.get(daemonSetKey(`${metadata.namespace}/${owner}`)));
        }
        break;
      case 'Event':
        this.#mark(this.#others.get(EVENTS));
        break;
      case 'podRun':
        this.#markNode(((next ?? prev) as { node: string }).node);
        break;
    }
  }

  #notePod(pod: Pod): void {
    const { metadata, spec } = pod;
    if (this.#nodes.size > 0) {
      const node = spec.nodeName || targetNodeName(pod);
      if (node) this.#markNode(node);
    }
    if (this.#places.size > 0) this.#mark(this.#places.get(`${metadata.namespace}/${metadata.name}`));
    const owner = controllerOf(metadata);
    if (owner?.kind !== 'DaemonSet') return;
    // Most changes are about the same few DaemonSets: their keys are made once.
    let key = this.#ownerKeys.get(owner.uid);
    if (key === undefined) {
      key = daemonSetKey(`${metadata.namespace}/${owner.name}`);
      this.#ownerKeys.set(owner.uid, key);
    }
    this.#mark(this.#others.get(key));
  }

  #noteAllNodes(): void {
    for (const entry of this.#nodes.values()) this.#mark(entry);
  }
}
