/**
 * A slot per node of one DaemonSet, kept up change by change (§3.4): a sync costs what changed, not the cluster. All of
 * it can be rebuilt from the nodes and the Pods, and equals its rebuild.
 */
import type { DaemonSet } from '../../model/apps.ts';
import type { Node, Pod } from '../../model/core.ts';
import { isTerminal } from '../../model/pods.ts';
import type { NodeSlot } from './node-slot.ts';
import { OrderedSet } from './ordered-set.ts';
import { type Placement, placementFor } from './placement.ts';
import { targetNodeName } from './pod-template.ts';
import { factsOf, type SlotFacts, type SlotRules } from './slot-facts.ts';
import type { SlotCounts } from './status.ts';

const NO_PODS: readonly Pod[] = [];
const NO_FACTS: SlotFacts = {
  desired: false,
  current: false,
  misscheduled: false,
  ready: false,
  available: false,
  updated: false,
  unsettled: false,
  rollout: undefined,
  ripening: false,
};

/** What is kept of one node. Its fields change, as those of any cache do. */
class Slot implements NodeSlot {
  readonly node: string;
  /** Nodes stand in the order in which they came. */
  order: number;
  placement: Placement | undefined;
  pods: readonly Pod[] = NO_PODS;
  facts = NO_FACTS;
  /** Its place in a rollout's walk, once that was asked for. */
  rank: number | undefined;

  constructor(node: string, order: number, placement: Placement | undefined) {
    this.node = node;
    this.order = order;
    this.placement = placement;
  }
}

const NO_NODE = Number.POSITIVE_INFINITY;

/** Nodes first, then the names of those that are gone while Pods name them. */
function byOrder(a: Slot, b: Slot): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.node === b.node ? 0 : a.node < b.node ? -1 : 1;
}

export class NodeSlots {
  readonly #slots = new Map<string, Slot>();
  readonly #changed = new Set<Slot>();
  readonly #ripening = new Set<Slot>();
  readonly #unsettled = new OrderedSet<Slot>(byOrder);
  readonly #walked = new OrderedSet<Slot>(byOrder);
  readonly #broken = new Set<Slot>();
  readonly #candidates: OrderedSet<Slot>;
  readonly #placementOn: (node: Node) => Placement;
  readonly #rankOf: (node: string) => number;
  readonly #counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, updated: 0, available: 0, unavailable: 0 };
  #nextOrder = 0;

  /** `rankOf` says where a node stands when a rollout walks the nodes. */
  constructor(ds: DaemonSet, nodes: Iterable<Node>, pods: Iterable<Pod>, rankOf: (node: string) => number) {
    this.#placementOn = placementFor(ds);
    this.#rankOf = rankOf;
    this.#candidates = new OrderedSet<Slot>((a, b) => this.#rank(a) - this.#rank(b) || byOrder(a, b));
    for (const node of nodes) this.setNode(node.metadata.name, node);
    for (const pod of pods) this.changePod(undefined, pod);
  }

  /** A node has come, changed or, without `node`, gone. */
  setNode(name: string, node: Node | undefined): void {
    const slot = this.#slots.get(name);
    const placement = node && this.#placementOn(node);
    if (!slot) {
      if (placement) this.#add(name, this.#nextOrder++, placement);
      return;
    }
    if (Boolean(slot.placement) !== Boolean(placement)) this.#reorder(slot, placement ? this.#nextOrder++ : NO_NODE);
    slot.placement = placement;
    this.#changed.add(slot);
  }

  /** A claimed Pod has come, changed or gone. */
  changePod(prev: Pod | undefined, next: Pod | undefined): void {
    const before = prev && nodeOf(prev);
    const after = next && nodeOf(next);
    if (before !== undefined && before === after) {
      const slot = this.#slots.get(before);
      if (slot && next)
        this.#put(slot, slot.pods.length === 1 ? [next] : slot.pods.map((pod) => (pod === prev ? next : pod)));
      return;
    }
    const left = before === undefined ? undefined : this.#slots.get(before);
    if (left)
      this.#put(
        left,
        left.pods.filter((pod) => pod !== prev),
      );
    if (after === undefined || !next) return;
    const slot = this.#slots.get(after) ?? this.#add(after, NO_NODE, undefined);
    this.#put(slot, slot.pods.length === 0 ? [next] : [...slot.pods, next]);
  }

  /** Brings the numbers up to date. All reading comes after it. */
  settle(rules: SlotRules): void {
    for (const slot of this.#ripening) this.#changed.add(slot);
    for (const slot of this.#changed) {
      if (!slot.placement && slot.pods.length === 0) {
        this.#count(slot, NO_FACTS);
        this.#slots.delete(slot.node);
      } else this.#count(slot, factsOf(slot, rules));
    }
    this.#changed.clear();
  }

  /** Everything is to be looked at anew: the rules have changed. */
  touchAll(): void {
    for (const slot of this.#slots.values()) this.#changed.add(slot);
  }

  get counts(): SlotCounts {
    return this.#counts;
  }

  /** The slots that planManage may find something to do about, in the order of the nodes. */
  unsettled(): Iterable<NodeSlot> {
    return this.#unsettled.values();
  }

  /** How many nodes a rollout walks, and how many of them it counts as unavailable. */
  get walkedCount(): number {
    return this.#walked.size;
  }
  get unavailable(): number {
    return this.#counts.unavailable;
  }

  /** The nodes that a rollout walks, in the order of the nodes. */
  walked(): Iterable<NodeSlot> {
    return this.#walked.values();
  }

  /** Slots with one old Pod that is not available, in the order of the rollout's walk. */
  broken(): readonly NodeSlot[] {
    return [...this.#broken].sort((a, b) => this.#rank(a) - this.#rank(b) || byOrder(a, b));
  }

  /** Slots with one old Pod that is available, in the order of the rollout's walk. */
  candidates(): Iterable<NodeSlot> {
    return this.#candidates.values();
  }

  #add(name: string, order: number, placement: Placement | undefined): Slot {
    const slot = new Slot(name, order, placement);
    this.#slots.set(name, slot);
    this.#changed.add(slot);
    return slot;
  }

  /** Takes a slot out of what is ordered before its place changes; the next `settle` puts it in again. */
  #reorder(slot: Slot, order: number): void {
    this.#count(slot, NO_FACTS);
    slot.order = order;
  }

  #put(slot: Slot, pods: readonly Pod[]): void {
    slot.pods = pods;
    this.#changed.add(slot);
  }

  #rank(slot: Slot): number {
    slot.rank ??= this.#rankOf(slot.node);
    return slot.rank;
  }

  #count(slot: Slot, next: SlotFacts): void {
    const old = slot.facts;
    if (next === old) return;
    slot.facts = next;
    const counts = this.#counts;
    counts.desired += Number(next.desired) - Number(old.desired);
    counts.current += Number(next.current) - Number(old.current);
    counts.misscheduled += Number(next.misscheduled) - Number(old.misscheduled);
    counts.ready += Number(next.ready) - Number(old.ready);
    counts.updated += Number(next.updated) - Number(old.updated);
    counts.available += Number(next.available) - Number(old.available);
    counts.unavailable += Number(isUnavailable(next)) - Number(isUnavailable(old));
    if (next.unsettled !== old.unsettled) toggle(this.#unsettled, slot, next.unsettled);
    if (next.ripening !== old.ripening) toggle(this.#ripening, slot, next.ripening);
    if (next.rollout === old.rollout) return;
    toggle(this.#walked, slot, next.rollout !== undefined);
    toggle(this.#broken, slot, next.rollout === 'broken');
    toggle(this.#candidates, slot, next.rollout === 'candidate');
  }
}

function isUnavailable({ rollout }: SlotFacts): boolean {
  return rollout === 'broken' || rollout === 'unavailable';
}

function toggle(set: { add(slot: Slot): unknown; delete(slot: Slot): unknown }, slot: Slot, on: boolean): void {
  if (on) set.add(slot);
  else set.delete(slot);
}

/**
 * The node whose slot a Pod stands in; undefined for none. A Pod that has ended and is being deleted does not stand in
 * the way of its successor.
 */
export function nodeOf(pod: Pod): string | undefined {
  if (pod.metadata.deletionTimestamp && isTerminal(pod)) return undefined;
  return pod.spec.nodeName || targetNodeName(pod) || undefined;
}
