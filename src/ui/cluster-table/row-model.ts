/** The rows of the treegrid as numbers: which row is what, though only few of a fleet's are mounted. Pure. */
import type { FleetCard } from '../../view/cards.ts';

/** What a row shows: a DaemonSet, a node, or (with `pod`) the so-manieth Pod of a node. */
export type RowPlace =
  | { readonly kind: 'ds'; readonly at: number }
  | { readonly kind: 'node'; readonly at: number; readonly pod?: number };

/** Nodes from `first` on, up to but without `end`. */
export interface NodeRange {
  readonly first: number;
  readonly end: number;
}

export class RowModel {
  /** Rows without the header. */
  readonly count: number;
  readonly #daemonSets: number;
  /** The row of each node, and last the number of all rows. */
  readonly #starts: Uint32Array;

  constructor({ nodes, pods }: FleetCard, daemonSets: number) {
    this.#daemonSets = daemonSets;
    this.#starts = new Uint32Array(nodes.length + 1);
    let row = daemonSets;
    for (let at = 0; at < nodes.length; at += 1) {
      this.#starts[at] = row;
      row += 1 + (pods[at] ?? 0);
    }
    this.#starts[nodes.length] = row;
    this.count = row;
  }

  /** Node number `at`; for the number after the last node, the number of all rows. */
  rowOf(at: number): number {
    return this.#starts[at] ?? this.count;
  }

  /** Undefined for a row that is not there. */
  placeOf(row: number): RowPlace | undefined {
    if (row < 0 || row >= this.count) return undefined;
    if (row < this.#daemonSets) return { kind: 'ds', at: row };
    const at = this.#nodeAt(row);
    const below = row - this.rowOf(at);
    return below === 0 ? { kind: 'node', at } : { kind: 'node', at, pod: below - 1 };
  }

  /** The nodes whose rows lie within these rows, whole or in part. */
  nodesWithin(firstRow: number, endRow: number): NodeRange {
    const nodes = this.#starts.length - 1;
    if (nodes === 0) return { first: 0, end: 0 };
    return { first: this.#nodeAt(firstRow), end: Math.min(nodes, this.#nodeAt(endRow - 1) + 1) };
  }

  /** The node whose own row is the last one at or before `row`. */
  #nodeAt(row: number): number {
    let [low, high] = [0, Math.max(0, this.#starts.length - 2)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
