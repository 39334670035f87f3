/** Counts kept from changes, in either direction: what would otherwise be counted over a whole fleet at each frame. */
import { type Change, controllerOf, type Pod, type Reader } from '../engine/index.ts';

const HASH_LABEL = 'controller-revision-hash';

/** Pods of each controller by the revision hash that they carry. */
export class HashTally {
  readonly #byOwner = new Map<string, Map<string, number>>();

  constructor(state: Reader) {
    for (const pod of state.all('Pod').values()) this.#count(pod, 1);
  }

  note({ table, prev, next }: Change): void {
    if (table !== 'Pod') return;
    if (prev) this.#count(prev as Pod, -1);
    if (next) this.#count(next as Pod, 1);
  }

  of(ownerUid: string): ReadonlyMap<string, number> {
    return this.#byOwner.get(ownerUid) ?? new Map();
  }

  #count({ metadata }: Pod, by: 1 | -1): void {
    const hash = metadata.labels?.[HASH_LABEL];
    const owner = hash === undefined ? undefined : controllerOf(metadata)?.uid;
    if (hash === undefined || owner === undefined) return;
    let hashes = this.#byOwner.get(owner);
    if (!hashes) {
      hashes = new Map();
      this.#byOwner.set(owner, hashes);
    }
    add(hashes, hash, by);
    if (hashes.size === 0) this.#byOwner.delete(owner);
  }
}

/** Keys that wait in each actor's queue to be handled now. */
export class QueueTally {
  readonly #byActor = new Map<string, number>();

  constructor(state: Reader) {
    for (const item of state.all('queue').values()) this.#count(item, 1);
  }

  note({ table, prev, next }: Change): void {
    if (table !== 'queue') return;
    if (prev) this.#count(prev as Queued, -1);
    if (next) this.#count(next as Queued, 1);
  }

  of(actor: string): number {
    return this.#byActor.get(actor) ?? 0;
  }

  #count({ actor, delayed }: Queued, by: 1 | -1): void {
    if (!delayed) add(this.#byActor, actor, by);
  }
}

interface Queued {
  readonly actor: string;
  readonly delayed: boolean;
}

function add(counts: Map<string, number>, key: string, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
