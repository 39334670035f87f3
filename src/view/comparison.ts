/** Two moments of a cluster beside each other: which objects came, went and changed, and how. */
import {
  type Cluster,
  type Difference,
  differences,
  isPodReady,
  KINDS,
  type Kind,
  type Moment,
  type Pod,
} from '../engine/index.ts';
import { type FieldDifferences, fieldDifferences } from './field-differences.ts';

/** An object that stands at both moments, and is not the same. */
export interface ChangedObject extends FieldDifferences {
  /** `namespace/name`, or `name` alone. */
  readonly key: string;
}

/** The first of many. */
export interface Some<T> {
  readonly listed: readonly T[];
  /** How many more there are. */
  readonly more: number;
}

export interface KindComparison {
  readonly kind: Kind;
  /** How many there are at each moment. */
  readonly before: number;
  readonly after: number;
  /** Keys; an object that was deleted and made again under its old name is in both lists. Empty for Events. */
  readonly added: Some<string>;
  readonly removed: Some<string>;
  readonly changed: Some<ChangedObject>;
}

/** Each Pod counts once: by its phase, a running one by its readiness, and one that is being deleted as terminating. */
export interface PodCounts {
  readonly total: number;
  readonly pending: number;
  readonly notReady: number;
  readonly ready: number;
  readonly terminating: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface Comparison {
  /** Every kind that has an object at one of the moments. */
  readonly kinds: readonly KindComparison[];
  readonly pods: { readonly before: PodCounts; readonly after: PodCounts };
  /** No object differs, Events aside. */
  readonly same: boolean;
}

/** So many keys and changed objects of a kind are listed, and so many fields of each. */
const MOST_OBJECTS = 100;
const MOST_FIELDS = 20;

/**
 * Costs the changes between the moments and from the present to the first one, and one look at each Pod. Comes in parts of
 * a millisecond or so; meanwhile the cluster may go on. RangeError, at once, for a moment that the journal does not hold.
 */
export function compareMoments({ journal, state }: Cluster, from: Moment, to: Moment): Generator<void, Comparison> {
  const sizes = new Map(KINDS.map((kind) => [kind, state.all(kind).size]));
  const toFrom = differences(journal, { seq: journal.position }, from);
  const between = differences(journal, from, to);
  return comparison(sizes, tallyOf(state.all('Pod').values()), toFrom, between);
}

type Differences = Generator<void, readonly Difference[]>;

/** `sizes` and `pods` are of the moment from which `toFrom` leads. */
function* comparison(
  sizes: ReadonlyMap<Kind, number>,
  pods: PodCounts,
  toFrom: Differences,
  between: Differences,
): Generator<void, Comparison> {
  const first = byKind(yield* toFrom);
  const second = byKind(yield* between);
  const kinds: KindComparison[] = [];
  for (const [kind, size] of sizes) {
    const before = size + growth(first.get(kind));
    const after = before + growth(second.get(kind));
    if (before > 0 || after > 0) kinds.push(yield* kindComparison(kind, before, after, second.get(kind) ?? []));
  }
  const podsBefore = tally(first.get('Pod'), pods);
  return {
    kinds,
    pods: { before: podsBefore, after: tally(second.get('Pod'), podsBefore) },
    same: kinds.every(({ added, removed, changed }) =>
      [added, removed, changed].every((one) => one.listed.length === 0),
    ),
  };
}

function byKind(found: readonly Difference[]): ReadonlyMap<Kind, readonly Difference[]> {
  const groups = new Map<Kind, Difference[]>();
  for (const difference of found) {
    const group = groups.get(difference.table);
    if (group) group.push(difference);
    else groups.set(difference.table, [difference]);
  }
  return groups;
}

function growth(found: readonly Difference[] = []): number {
  let count = 0;
  for (const { prev, next } of found) count += Number(Boolean(next)) - Number(Boolean(prev));
  return count;
}

/** Objects that are compared in one part. */
const PART = 100;

function* kindComparison(
  kind: Kind,
  before: number,
  after: number,
  between: readonly Difference[],
): Generator<void, KindComparison> {
  const added: string[] = [];
  const removed: string[] = [];
  const changed: ChangedObject[] = [];
  let changedCount = 0;
  let compared = 0;
  for (const { key, prev, next } of kind === 'Event' ? [] : between) {
    compared += 1;
    if (compared % PART === 0) yield;
    if (!prev || !next || uidOf(prev) !== uidOf(next)) {
      if (prev) removed.push(key);
      if (next) added.push(key);
      continue;
    }
    const fields = fieldDifferences(prev, next, changedCount < MOST_OBJECTS ? MOST_FIELDS : 0);
    if (fields.fields.length === 0 && fields.more === 0) continue;
    changedCount += 1;
    if (changedCount <= MOST_OBJECTS) changed.push({ key, ...fields });
  }
  changed.sort((a, b) => byKey(a.key, b.key));
  const listed = { listed: changed, more: changedCount - changed.length };
  return { kind, before, after, added: some(added), removed: some(removed), changed: listed };
}

function uidOf(record: Difference['prev']): string {
  return (record as { metadata: { uid: string } }).metadata.uid;
}

const byKey = new Intl.Collator('en', { numeric: true }).compare;

function some(keys: readonly string[]): Some<string> {
  const listed = keys.slice(0, MOST_OBJECTS).sort(byKey);
  return { listed, more: keys.length - listed.length };
}

const NO_PODS: PodCounts = { total: 0, pending: 0, notReady: 0, ready: 0, terminating: 0, succeeded: 0, failed: 0 };

function tallyOf(pods: Iterable<Pod>): PodCounts {
  const counts = { ...NO_PODS };
  for (const pod of pods) count(counts, pod, 1);
  return counts;
}

function tally(found: readonly Difference[] | undefined, before: PodCounts): PodCounts {
  const counts = { ...before };
  for (const { prev, next } of found ?? []) {
    if (prev) count(counts, prev as Pod, -1);
    if (next) count(counts, next as Pod, 1);
  }
  return counts;
}

function count(counts: { -readonly [K in keyof PodCounts]: number }, pod: Pod, by: 1 | -1): void {
  counts.total += by;
  counts[countedAs(pod)] += by;
}

function countedAs(pod: Pod): Exclude<keyof PodCounts, 'total'> {
  const { phase } = pod.status;
  if (phase === 'Succeeded') return 'succeeded';
  if (phase === 'Failed') return 'failed';
  if (pod.metadata.deletionTimestamp) return 'terminating';
  if (phase !== 'Running') return 'pending';
  return isPodReady(pod) ? 'ready' : 'notReady';
}
