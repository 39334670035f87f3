/** What the fleet's fold knows of one node's name: the Node if there is one, and the Pods bound to it or meant for it. */
import { controllerOf, type Node, type Pod } from '../engine/index.ts';
import type { ChipState } from './cards.ts';
import { podState } from './pod-state.ts';

export type Mood = 'ok' | 'working' | 'problem';

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

/** Pods that carry the same template's hash. */
export interface HashCount {
  readonly owner: string;
  readonly hash: string;
  pods: number;
}

export interface Slot {
  readonly name: string;
  node: Node | undefined;
  ready: boolean;
  /** Stands before the others. */
  first: boolean;
  /** Pods of DaemonSets by mood, and by the hash of their template. */
  readonly moods: Record<Mood, number>;
  readonly hashes: HashCount[];
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

export function newSlot(name: string): Slot {
  return {
    name,
    node: undefined,
    ready: false,
    first: false,
    moods: { ok: 0, working: 0, problem: 0 },
    hashes: [],
    bound: 0,
    waiting: 0,
    gone: false,
    wanted: undefined,
    at: -1,
    touched: false,
  };
}

/** A Pod comes (1) or goes (-1). */
export function countPod(slot: Slot, pod: Pod, by: 1 | -1): void {
  if (pod.spec.nodeName) slot.bound += by;
  else slot.waiting += by;
  const owner = controllerOf(pod.metadata);
  if (owner?.kind !== 'DaemonSet') return;
  slot.moods[MOODS[podState(pod)]] += by;
  const hash = pod.metadata.labels?.['controller-revision-hash'];
  if (hash !== undefined) countHash(slot.hashes, owner.uid, hash, by);
}

function countHash(hashes: HashCount[], owner: string, hash: string, by: 1 | -1): void {
  const at = hashes.findIndex((one) => one.hash === hash && one.owner === owner);
  const found = hashes[at];
  if (!found) hashes.push({ owner, hash, pods: by });
  else {
    found.pods += by;
    if (found.pods === 0) hashes.splice(at, 1);
  }
}

/** A node that is gone keeps its place while Pods are bound to it. */
export const isDrawn = ({ node, bound }: Slot): boolean => node !== undefined || bound > 0;

/** Nothing is left that it would be kept for. */
export const isEmpty = ({ node, bound, waiting }: Slot): boolean => !node && bound + waiting === 0;
