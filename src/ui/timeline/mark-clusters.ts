/** Marks that stand too close to be told apart become one with a count. Looks at each mark once. */
import type { Millis } from '../../engine/index.ts';
import type { TimelineMark } from '../../session/engine-client.ts';
import { shareOf, type TrackWindow } from './track-window.ts';

export type MarkKind = TimelineMark['kind'];

/** One sign on the track: marks of one kind, next to each other. */
export interface MarkCluster {
  readonly kind: MarkKind;
  readonly count: number;
  readonly first: TimelineMark;
  readonly last: TimelineMark;
  /** Where its first mark stands, in px from the left end of the track. */
  readonly x: number;
  /** Where its sign is drawn: a little further right when another sign of the same row is in the way. */
  readonly drawnX: number;
  /** Where the first and the last stand in the array of marks; those between may be of other kinds. */
  readonly firstIndex: number;
  readonly lastIndex: number;
}

/** Marks within so many px are counted together before anything else is asked. */
const BIN = 4;
/** What a single sign, and a sign with a count, take up: px. */
const SIGN_ROOM = 12;
const COUNT_ROOM = 14;
const DIGIT_ROOM = 8;

interface Bin {
  readonly index: number;
  readonly first: TimelineMark;
  readonly firstIndex: number;
  last: TimelineMark;
  lastIndex: number;
  count: number;
}

const KINDS = ['action', 'warning', 'check', 'create', 'delete'] as const satisfies readonly MarkKind[];

function noBins(): Readonly<Record<MarkKind, Bin[]>> {
  return { action: [], warning: [], check: [], create: [], delete: [] };
}

/**
 * Keeps what it has counted: while the window stays, only new marks are looked at. The answer is the same array until
 * it changes.
 */
export class MarkClusters {
  #window: TrackWindow | undefined;
  #width = 0;
  #done = 0;
  #newest: TimelineMark | undefined;
  #bins = noBins();
  #clusters: readonly MarkCluster[] = [];

  /** `marks` are in order of time; `width` in px. */
  read(marks: readonly TimelineMark[], window: TrackWindow, width: number): readonly MarkCluster[] {
    const grownOnly =
      window.from === this.#window?.from &&
      window.to === this.#window.to &&
      width === this.#width &&
      marks.length >= this.#done &&
      marks[this.#done - 1] === this.#newest;
    if (grownOnly && marks.length === this.#done) return this.#clusters;
    if (!grownOnly) {
      this.#window = window;
      this.#width = width;
      this.#bins = noBins();
      this.#done = firstAtOrAfter(marks, window.from);
    }
    this.#count(marks, window, width);
    this.#newest = marks[this.#done - 1];
    this.#clusters = dodged(KINDS.flatMap((kind) => merged(kind, this.#bins[kind], window, width)));
    return this.#clusters;
  }

  #count(marks: readonly TimelineMark[], window: TrackWindow, width: number): void {
    const perBin = ((window.to - window.from) * BIN) / Math.max(BIN, width);
    for (; this.#done < marks.length; this.#done += 1) {
      const mark = marks[this.#done];
      if (!mark || mark.at < window.from || mark.at > window.to) continue;
      const index = Math.floor((mark.at - window.from) / perBin);
      const bins = this.#bins[mark.kind];
      const bin = bins[bins.length - 1];
      if (bin?.index === index) {
        bin.last = mark;
        bin.lastIndex = this.#done;
        bin.count += 1;
      } else {
        bins.push({ index, first: mark, firstIndex: this.#done, last: mark, lastIndex: this.#done, count: 1 });
      }
    }
  }
}

/** A sign takes in its right neighbours as long as they would be drawn over it. */
function merged(kind: MarkKind, bins: readonly Bin[], window: TrackWindow, width: number): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const { first, firstIndex, last, lastIndex, count } of bins) {
    const x = shareOf(window, first.at) * width;
    const before = clusters.at(-1);
    if (before && x - before.x < roomOf(before.count)) {
      clusters[clusters.length - 1] = { ...before, count: before.count + count, last, lastIndex };
    } else {
      clusters.push({ kind, count, first, last, x, drawnX: x, firstIndex, lastIndex });
    }
  }
  return clusters;
}

/** Signs of the upper row do not hide each other: a later one moves right, but not far from its moment. */
function dodged(clusters: readonly MarkCluster[]): readonly MarkCluster[] {
  let free = Number.NEGATIVE_INFINITY;
  return [...clusters]
    .sort((a, b) => a.x - b.x)
    .map((cluster) => {
      if (TICKS.has(cluster.kind)) return cluster;
      const drawnX = free > cluster.x && free - cluster.x <= MOST_DODGE ? free : cluster.x;
      free = Math.max(free, drawnX + roomOf(cluster.count));
      return { ...cluster, drawnX };
    });
}
/** These have rows of their own. */
const TICKS: ReadonlySet<MarkKind> = new Set(['create', 'delete']);
const MOST_DODGE = 48;

function roomOf(count: number): number {
  return count === 1 ? SIGN_ROOM : COUNT_ROOM + DIGIT_ROOM * countText(count).length;
}

/** `7`, `989`, `12k`: never wider than four signs. */
export function countText(count: number): string {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

/** The marks that a cluster holds, oldest first; no more than `most`. */
export function marksOf(cluster: MarkCluster, marks: readonly TimelineMark[], most: number): readonly TimelineMark[] {
  const held: TimelineMark[] = [];
  for (let i = cluster.firstIndex; i <= cluster.lastIndex && held.length < most; i += 1) {
    const mark = marks[i];
    if (mark?.kind === cluster.kind) held.push(mark);
  }
  return held;
}

/** The last mark at or before a moment. */
export function markBefore(marks: readonly TimelineMark[], at: Millis): TimelineMark | undefined {
  return marks[firstAtOrAfter(marks, at + 1) - 1];
}

/** The sign drawn nearest to a place on the track, within reach; its count belongs to it. */
export function clusterAt(clusters: readonly MarkCluster[], x: number, reach: number): MarkCluster | undefined {
  let nearest: MarkCluster | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const cluster of clusters) {
    const { drawnX, count } = cluster;
    const off =
      x < drawnX ? drawnX - x : Math.max(0, x - drawnX - (count > 1 ? DIGIT_ROOM * (1 + countText(count).length) : 0));
    if (off > reach || off >= least) continue;
    nearest = cluster;
    least = off;
  }
  return nearest;
}

function firstAtOrAfter(marks: readonly TimelineMark[], at: Millis): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
