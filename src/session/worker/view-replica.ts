/** The page's copy of the view: the cards that somebody looks at, as the worker sent them last. */
import {
  CLUSTER,
  type ClusterCard,
  CONTROL_PLANE,
  type ControlPlaneCard,
  type DaemonSetCard,
  EVENTS,
  type EventsCard,
  FLEET,
  type FleetCard,
  NODE_CLASSES,
  type NodeCard,
  type View,
} from '../../view/cards.ts';

/** What stands where a card is still on its way. */
const NOTHING: Readonly<Record<string, unknown>> = {
  [CLUSTER]: { nodes: [], daemonSets: [] } satisfies ClusterCard,
  [FLEET]: {
    nodes: [],
    codes: new Uint8Array(),
    pods: new Uint16Array(),
    counts: NODE_CLASSES.map(() => 0),
    old: 0,
    gone: 0,
  } satisfies FleetCard,
  [EVENTS]: { lines: [] } satisfies EventsCard,
  [CONTROL_PLANE]: { actors: [] } satisfies ControlPlaneCard,
};

/** Cards that nobody looks at any more and that are kept up all the same: somebody may come back to them. */
const MOST_IDLE = 200;

interface Entry {
  card: unknown;
  readonly listeners: Set<() => void>;
}

export interface Watching {
  watch(key: string): void;
  unwatch(keys: readonly string[]): void;
}

export class ViewReplica implements View {
  readonly #watching: Watching;
  readonly #entries = new Map<string, Entry>();
  /** Entries without a listener, that of the longest ago first. */
  readonly #idle = new Set<string>();

  /** `always`: keys that the worker sends unasked. */
  constructor(watching: Watching, always: readonly string[]) {
    this.#watching = watching;
    for (const key of always) this.#entries.set(key, { card: NOTHING[key], listeners: new Set() });
  }

  get(key: typeof CLUSTER): ClusterCard;
  get(key: typeof FLEET): FleetCard;
  get(key: typeof EVENTS): EventsCard;
  get(key: typeof CONTROL_PLANE): ControlPlaneCard;
  get(key: `node:${string}`): NodeCard | undefined;
  get(key: `ds:${string}`): DaemonSetCard | undefined;
  get(key: `place:${string}`): string | undefined;
  get(key: string): unknown {
    return this.#entry(key).card;
  }

  subscribe(key: string, on: () => void): () => void {
    const { listeners } = this.#entry(key);
    listeners.add(on);
    this.#idle.delete(key);
    return () => {
      listeners.delete(on);
      if (listeners.size === 0) this.#rest(key);
    };
  }

  /** Takes what the worker sent; answers who has to be told. */
  take(cards: readonly (readonly [key: string, card: unknown])[], nodes: readonly string[]): (() => void)[] {
    const told: (() => void)[] = [];
    for (const [key, card] of cards) {
      const entry = this.#entries.get(key);
      if (!entry) continue; // let go since
      entry.card = key === CLUSTER || key === FLEET ? { ...(card as object), nodes } : card;
      told.push(...entry.listeners);
    }
    return told;
  }

  #entry(key: string): Entry {
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { card: NOTHING[key], listeners: new Set() };
      this.#entries.set(key, entry);
      this.#rest(key);
      this.#watching.watch(key);
    } else if (this.#idle.has(key)) this.#rest(key);
    return entry;
  }

  /** Nobody looks at it, or only once. */
  #rest(key: string): void {
    this.#idle.delete(key);
    this.#idle.add(key);
    if (this.#idle.size <= MOST_IDLE) return;
    const [oldest] = this.#idle;
    if (oldest === undefined) return;
    this.#idle.delete(oldest);
    this.#entries.delete(oldest);
    this.#watching.unwatch([oldest]);
  }
}
