/**
 * The view model over a cluster: changes in, cards out. A change only marks cards stale; a card is rebuilt when it
 * is read, from what stands then. So live play, undo and redo are the same code, and work is O(changes).
 */

import type { Change, Cluster, DaemonSet, Node, Pod } from '../engine/index.ts';
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
  type NodeCard,
  nodeKey,
  type View,
} from './cards.ts';
import { clusterCard } from './cluster-card.ts';
import { controlPlaneCard } from './control-plane-card.ts';
import { daemonSetCard } from './daemonset-card.ts';
import { eventsCard } from './events-card.ts';
import { nodeCard } from './node-card.ts';

type Card = ClusterCard | EventsCard | ControlPlaneCard | NodeCard | DaemonSetCard | undefined;

export class ClusterView implements View {
  readonly #cluster: Cluster;
  readonly #cards = new Map<string, Card>();
  readonly #stale = new Set<string>();
  /** Keys to look at in the next flush, and the cards that their listeners know: a read in between clears neither. */
  readonly #pending = new Set<string>();
  readonly #told = new Map<string, Card>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #stop: () => void;
  /** The Step at which the control plane was last looked at: its lamps follow the clock, not only changes. */
  #lampsAt = -1;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#stop = cluster.journal.subscribe((moved) => {
      for (const change of moved) this.#note(change);
    });
  }

  get(key: typeof CLUSTER): ClusterCard;
  get(key: typeof EVENTS): EventsCard;
  get(key: typeof CONTROL_PLANE): ControlPlaneCard;
  get(key: `node:${string}`): NodeCard | undefined;
  get(key: `ds:${string}`): DaemonSetCard | undefined;
  get(key: string): Card {
    if (this.#cards.has(key) && !this.#stale.has(key)) return this.#cards.get(key);
    this.#stale.delete(key);
    const before = this.#cards.get(key);
    const built = this.#build(key);
    const card = before !== undefined && deepEqual(before, built) ? before : built;
    this.#cards.set(key, card);
    return card;
  }

  subscribe(key: string, on: () => void): () => void {
    let listeners = this.#listeners.get(key);
    if (!listeners) {
      listeners = new Set();
      this.#listeners.set(key, listeners);
    }
    const set = listeners;
    set.add(on);
    this.#told.set(key, this.get(key as typeof CLUSTER));
    return () => {
      set.delete(on);
      if (set.size === 0 && this.#listeners.get(key) === set) this.#listeners.delete(key);
    };
  }

  /** Tells the listeners of every card that has really changed; at most once a frame. */
  flush(): void {
    const { position } = this.#cluster.journal;
    if (this.#lampsAt !== position) this.#mark(CONTROL_PLANE);
    this.#lampsAt = position;
    for (const key of [...this.#pending]) {
      const listeners = this.#listeners.get(key);
      if (!listeners) continue; // nobody looks: built when somebody does
      const card: Card = this.get(key as typeof CLUSTER);
      if (this.#told.get(key) === card) continue;
      this.#told.set(key, card);
      for (const listener of [...listeners]) listener();
    }
    this.#pending.clear();
  }

  dispose(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #mark(key: string): void {
    this.#stale.add(key);
    this.#pending.add(key);
  }

  #build(key: string): Card {
    const { state, now, journal } = this.#cluster;
    if (key === CLUSTER) return clusterCard(state);
    if (key === EVENTS) return eventsCard(state);
    if (key === CONTROL_PLANE) return controlPlaneCard(state, journal, now);
    if (key.startsWith('node:')) return nodeCard(state, key.slice('node:'.length));
    return daemonSetCard(state, key.slice('ds:'.length));
  }

  #note({ table, key, prev, next }: Change): void {
    switch (table) {
      case 'Pod':
        for (const pod of [prev, next]) if (pod) this.#notePod(pod as Pod);
        break;
      case 'Node':
        this.#mark(nodeKey(key));
        if (!prev || !next || readiness(prev as Node) !== readiness(next as Node)) this.#mark(CLUSTER);
        break;
      case 'DaemonSet':
        this.#noteDaemonSet(key, prev as DaemonSet | undefined, next as DaemonSet | undefined);
        break;
      case 'ControllerRevision':
        this.#noteAllNodes(); // numbers of revisions stand on the chips
        for (const record of [prev, next]) {
          const owner = record && controllerOf((record as Pod).metadata)?.name;
          if (owner) this.#mark(daemonSetKey(`${(record as Pod).metadata.namespace}/${owner}`));
        }
        break;
      case 'Event':
        this.#mark(EVENTS);
        break;
      case 'machine':
        this.#mark(nodeKey(key));
        break;
      case 'podRun': {
        const node = ((next ?? prev) as { node: string }).node;
        this.#mark(nodeKey(node));
        break;
      }
      case 'queue':
        this.#mark(CONTROL_PLANE);
        break;
    }
  }

  #notePod(pod: Pod): void {
    const node = pod.spec.nodeName || targetNodeName(pod);
    if (node) {
      this.#mark(nodeKey(node));
      if (!this.#cluster.state.get('Node', node)) this.#mark(CLUSTER); // a removed node lives as long as its Pods
    }
    const owner = controllerOf(pod.metadata);
    if (owner?.kind === 'DaemonSet') this.#mark(daemonSetKey(`${pod.metadata.namespace}/${owner.name}`));
  }

  #noteDaemonSet(key: string, prev: DaemonSet | undefined, next: DaemonSet | undefined): void {
    this.#mark(daemonSetKey(key));
    if (!prev || !next) this.#mark(CLUSTER);
    if (prev?.spec !== next?.spec) this.#noteAllNodes();
  }

  #noteAllNodes(): void {
    for (const key of this.#cards.keys()) if (key.startsWith('node:')) this.#mark(key);
  }
}

function readiness(node: Node): string | undefined {
  return node.status.conditions?.find(({ type }) => type === 'Ready')?.status;
}
