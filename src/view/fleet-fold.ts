/**
 * The fleet at a glance, folded from changes: each costs what it changes, whichever way time goes, and equals the
 * recount at every moment.
 */
import {
  type Change,
  type DaemonSet,
  isControlPlane,
  type Node,
  type Pod,
  placementOf,
  type Reader,
  targetNodeName,
} from '../engine/index.ts';
import { classOf, codeOf, type FleetCard, isOld, NODE_CLASSES, type NodeClass } from './cards.ts';
import { FleetOrder } from './fleet-order.ts';
import { countPod, isDrawn, isEmpty, newSlot, type Slot } from './fleet-slot.ts';
import { currentRevision } from './revisions.ts';

export class FleetFold {
  readonly #state: Reader;
  readonly #slots = new Map<string, Slot>();
  readonly #order = new FleetOrder<Slot>();
  /** The hash of each DaemonSet's present template, by its UID; asked anew when revisions have changed. */
  readonly #currentHashes = new Map<string, string | undefined>();
  #touched: Slot[] = [];
  #drawn: readonly Slot[] = [];
  #card: FleetCard = {
    nodes: [],
    codes: new Uint8Array(),
    pods: new Uint16Array(),
    counts: NODE_CLASSES.map(() => 0),
    old: 0,
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
    else if (table === 'ControllerRevision') {
      this.#currentHashes.clear();
      for (const slot of this.#slots.values()) this.#touch(slot);
    } else if (table === 'DaemonSet' && wishesDiffer(prev as DaemonSet | undefined, next as DaemonSet | undefined)) {
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
      if (isEmpty(slot)) this.#slots.delete(slot.name);
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
      codes: new Uint8Array(size),
      pods: new Uint16Array(size),
      counts: NODE_CLASSES.map((name) => (name === classOf(0) ? size : 0)),
      old: 0,
      gone: 0,
    };
    this.#refresh(this.#drawn);
  }

  #refresh(slots: readonly Slot[]): void {
    const card = { ...this.#card, codes: this.#card.codes.slice(), pods: this.#card.pods.slice() };
    const counts = [...card.counts];
    let changed = false;
    for (const slot of slots) {
      const { at } = slot;
      if (at < 0) continue;
      const code = codeOf(this.#classOf(slot), this.#hasOld(slot));
      const before = card.codes[at] ?? 0;
      const held = slot.bound + slot.waiting;
      const gone = slot.node === undefined;
      if (code === before && held === card.pods[at] && gone === slot.gone) continue;
      changed = true;
      card.codes[at] = code;
      card.pods[at] = held;
      count(counts, before, -1);
      count(counts, code, 1);
      card.old += Number(isOld(code)) - Number(isOld(before));
      card.gone += Number(gone) - Number(slot.gone);
      slot.gone = gone;
    }
    if (changed) this.#card = { ...card, counts };
  }

  /** Whether a Pod there has another template than its DaemonSet has now. */
  #hasOld({ hashes }: Slot): boolean {
    for (const { owner, hash } of hashes) {
      let current = this.#currentHashes.get(owner);
      if (current === undefined && !this.#currentHashes.has(owner)) {
        current = currentRevision(this.#state, owner)?.metadata.labels?.['controller-revision-hash'];
        this.#currentHashes.set(owner, current);
      }
      if (current !== undefined && current !== hash) return true;
    }
    return false;
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
    const name = pod.spec.nodeName || targetNodeName(pod);
    if (!name) return;
    const slot = this.#slotOf(name);
    countPod(slot, pod, by);
    this.#touch(slot);
  }

  #slotOf(name: string): Slot {
    let slot = this.#slots.get(name);
    if (!slot) {
      slot = newSlot(name);
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

function count(counts: number[], code: number, by: 1 | -1): void {
  const at = NODE_CLASSES.indexOf(classOf(code));
  counts[at] = (counts[at] ?? 0) + by;
}

function wishesDiffer(prev: DaemonSet | undefined, next: DaemonSet | undefined): boolean {
  return prev?.spec !== next?.spec || prev?.metadata.deletionTimestamp !== next?.metadata.deletionTimestamp;
}

function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
}
