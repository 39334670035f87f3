/**
 * The fleet at a glance, folded from changes: each costs what it changes, whichever way time goes, and equals the
 * recount at every moment.
 */
import {
  type Change,
  controllerOf,
  type DaemonSet,
  isControlPlane,
  type Node,
  type Pod,
  placementOf,
  type Reader,
  targetNodeName,
} from '../engine/index.ts';
import { type ChipState, type FleetCard, NODE_CLASSES, type NodeClass } from './cards.ts';
import { FleetOrder } from './fleet-order.ts';
import { podState } from './pod-state.ts';

type Mood = 'ok' | 'working' | 'problem';

const MOODS: { readonly [S in ChipState]: Mood } = {
  waiting: 'working',
  starting: 'working',
  'not-ready': 'working',
  ready: 'ok',
  stopping: 'working',
  completed: 'working',
  crashing: 'problem',
  'image-problem': 'problem',
  failed: 'problem',
  lost: 'problem',
};

/** What is known of one name: its Node if there is one, and the Pods bound to it or meant for it. */
interface Slot {
  readonly name: string;
  node: Node | undefined;
  ready: boolean;
  first: boolean;
  /** Pods of DaemonSets by mood. */
  readonly moods: Record<Mood, number>;
  bound: number;
  waiting: number;
  /** Whether it has been counted among those that are gone. */
  gone: boolean;
  /** How many DaemonSets want a Pod here; undefined until asked. */
  wanted: number | undefined;
  /** Its place in the order of drawing, -1 when it is not drawn. */
  at: number;
  touched: boolean;
}

const CODES = new Map(NODE_CLASSES.map((name, code): [NodeClass, number] => [name, code]));

export class FleetFold {
  readonly #state: Reader;
  readonly #slots = new Map<string, Slot>();
  readonly #order = new FleetOrder<Slot>();
  #touched: Slot[] = [];
  #drawn: readonly Slot[] = [];
  #card: FleetCard = {
    nodes: [],
    classes: new Uint8Array(),
    pods: new Uint16Array(),
    counts: NODE_CLASSES.map(() => 0),
    gone: 0,
  };

  constructor(state: Reader) {
    this.#state = state;
    for (const node of state.all('Node').values()) this.#noteNode(node.metadata.name, node);
    for (const pod of state.all('Pod').values()) this.#count(pod, 1);
  }

  note({ table, key, prev, next }: Change): void {
    if (table === 'Pod') {
      if (prev) this.#count(prev as Pod, -1);
      if (next) this.#count(next as Pod, 1);
    } else if (table === 'Node') this.#noteNode(key, next as Node | undefined);
    else if (table === 'DaemonSet' && wishesDiffer(prev as DaemonSet | undefined, next as DaemonSet | undefined)) {
      for (const slot of this.#slots.values()) {
        slot.wanted = undefined;
        this.#touch(slot);
      }
    }
  }

  /** The same object until it changes. */
  card(): FleetCard {
    if (this.#touched.length === 0) return this.#card;
    const touched = this.#touched;
    this.#touched = [];
    for (const slot of touched) {
      slot.touched = false;
      if (!slot.node && slot.bound + slot.waiting === 0) this.#slots.delete(slot.name);
    }
    if (touched.some((slot) => isDrawn(slot) !== slot.at >= 0)) this.#arrange(touched);
    else this.#refresh(touched);
    return this.#card;
  }

  /** Nodes come or go: everything has another place. */
  #arrange(touched: readonly Slot[]): void {
    const entering = touched.filter((slot) => slot.at < 0 && isDrawn(slot));
    this.#drawn = this.#order.changed(this.#drawn, (slot) => slot.at >= 0 && isDrawn(slot), entering);
    for (const slot of touched) slot.at = -1;
    this.#drawn.forEach((slot, at) => {
      slot.at = at;
      slot.gone = false;
    });
    const size = this.#drawn.length;
    this.#card = {
      nodes: this.#drawn.map(({ name }) => name),
      classes: new Uint8Array(size),
      pods: new Uint16Array(size),
      counts: NODE_CLASSES.map((_, code) => (code === 0 ? size : 0)),
      gone: 0,
    };
    this.#refresh(this.#drawn);
  }

  #refresh(slots: readonly Slot[]): void {
    const [classes, pods, counts] = [this.#card.classes.slice(), this.#card.pods.slice(), [...this.#card.counts]];
    let { gone } = this.#card;
    let changed = false;
    for (const slot of slots) {
      const { at } = slot;
      if (at < 0) continue;
      if (slot.gone !== (slot.node === undefined)) {
        slot.gone = !slot.gone;
        gone += slot.gone ? 1 : -1;
        changed = true;
      }
      const code = CODES.get(this.#classOf(slot)) ?? 0;
      const before = classes[at] ?? 0;
      const held = slot.bound + slot.waiting;
      if (code === before && held === pods[at]) continue;
      changed = true;
      classes[at] = code;
      pods[at] = held;
      counts[before] = (counts[before] ?? 0) - 1;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    if (changed) this.#card = { nodes: this.#card.nodes, classes, pods, counts, gone };
  }

  #classOf(slot: Slot): NodeClass {
    const { node, moods } = slot;
    if (!node || !slot.ready) return 'lost';
    if (moods.problem > 0) return 'problem';
    slot.wanted ??= this.#wantedOn(node);
    if (moods.working > 0 || moods.ok < slot.wanted) return 'working';
    return moods.ok === 0 ? 'none' : 'ok';
  }

  #wantedOn(node: Node): number {
    let wanted = 0;
    for (const ds of this.#state.all('DaemonSet').values()) {
      if (!ds.metadata.deletionTimestamp && placementOf(ds, node).shouldRun) wanted += 1;
    }
    return wanted;
  }

  #noteNode(name: string, node: Node | undefined): void {
    const slot = this.#slotOf(name);
    const first = node !== undefined && isControlPlane(node);
    // One that changes sides leaves its place, and enters again at the other.
    if (first !== slot.first && slot.at >= 0) slot.at = -1;
    slot.first = first;
    slot.node = node;
    slot.ready = node !== undefined && isReady(node);
    slot.wanted = undefined;
    this.#touch(slot);
  }

  #count(pod: Pod, by: 1 | -1): void {
    const { nodeName } = pod.spec;
    const name = nodeName || targetNodeName(pod);
    if (!name) return;
    const slot = this.#slotOf(name);
    if (nodeName) slot.bound += by;
    else slot.waiting += by;
    if (controllerOf(pod.metadata)?.kind === 'DaemonSet') slot.moods[MOODS[podState(pod)]] += by;
    this.#touch(slot);
  }

  #slotOf(name: string): Slot {
    let slot = this.#slots.get(name);
    if (!slot) {
      const moods = { ok: 0, working: 0, problem: 0 };
      slot = {
        name,
        node: undefined,
        ready: false,
        gone: false,
        first: false,
        moods,
        bound: 0,
        waiting: 0,
        wanted: undefined,
        at: -1,
        touched: false,
      };
      this.#slots.set(name, slot);
    }
    return slot;
  }

  #touch(slot: Slot): void {
    if (slot.touched) return;
    slot.touched = true;
    this.#touched.push(slot);
  }
}

/** A node that is gone keeps its place while Pods are bound to it. */
const isDrawn = ({ node, bound }: Slot): boolean => node !== undefined || bound > 0;

function wishesDiffer(prev: DaemonSet | undefined, next: DaemonSet | undefined): boolean {
  return prev?.spec !== next?.spec || prev?.metadata.deletionTimestamp !== next?.metadata.deletionTimestamp;
}

function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
}
