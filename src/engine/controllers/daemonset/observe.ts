/**
 * What one sync works on: a slot per node, with the claimed Pods that map to it (§3.4). The slots of each DaemonSet are
 * folded from the changes of the caches; they are made anew where the fold knows nothing, or the claim changes owners.
 */
import type { ReconcileContext } from '../../client/controller.ts';
import type { DaemonSet } from '../../model/apps.ts';
import { controllerOf } from '../../model/controller-ref.ts';
import type { Node, Pod } from '../../model/core.ts';
import { allowsSurge } from '../../model/int-or-percent.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { Labels } from '../../model/meta.ts';
import { isPodAvailable } from '../../model/pods.ts';
import { orphanOf } from '../../store/indices.ts';
import type { Reader } from '../../store/plane.ts';
import type { Change } from '../../store/records.ts';
import type { Millis } from '../../time/millis.ts';
import { claim } from '../workload/claim.ts';
import { NodeSlots } from './node-slots.ts';
import { walkRank } from './rollout-slots.ts';

export interface Observed {
  readonly slots: NodeSlots;
  readonly desired: number;
  readonly isAvailable: (pod: Pod) => boolean;
}

/** The slots of one DaemonSet, and for what they were made. */
interface Fold {
  readonly slots: NodeSlots;
  readonly selector: DaemonSet['spec']['selector'];
  readonly template: DaemonSet['spec']['template'];
  readonly generation: number | undefined;
  readonly matches: (pod: Pod) => boolean;
  /** Own Pods that the selector does not match: the claim lets them go. */
  readonly strays: Set<string>;
  /** Of the last sync. */
  rules:
    | { readonly hash: string; readonly surge: boolean; readonly minReadySeconds: number; readonly now: Millis }
    | undefined;
}

/** By the caches that they follow, and the DaemonSet's UID. */
const folds = new WeakMap<Reader, Map<string, Fold>>();

export function observe(ds: DaemonSet, hash: string, ctx: ReconcileContext): Observed {
  const fold = foldOf(ds, ctx);
  const claimsNew = fold.strays.size > 0 || someOrphanMatches(ds, fold, ctx.caches);
  const slots = claimsNew ? slotsOf(ds, claim(ds, 'Pod', ctx), ctx) : fold.slots;
  const { minReadySeconds = 0 } = ds.spec;
  const isAvailable = (pod: Pod): boolean => isPodAvailable(pod, minReadySeconds, ctx.now);
  const rules = { hash, surge: allowsSurge(ds.spec.updateStrategy), minReadySeconds, now: ctx.now };
  if (slots === fold.slots) {
    if (!stillHold(fold.rules, rules)) slots.touchAll();
    fold.rules = rules;
  }
  slots.settle({ hash, surge: rules.surge, isAvailable });
  return { slots, desired: slots.counts.desired, isAvailable };
}

/** Whether what was found under the last rules is still so; where time counts it may only have gone on. */
function stillHold(last: Fold['rules'], next: NonNullable<Fold['rules']>): boolean {
  if (!last || last.hash !== next.hash || last.surge !== next.surge) return false;
  return last.minReadySeconds === next.minReadySeconds && (next.minReadySeconds === 0 || last.now <= next.now);
}

function foldOf(ds: DaemonSet, ctx: ReconcileContext): Fold {
  const known = foldsOf(ctx.caches);
  const { uid, generation } = ds.metadata;
  const { selector, template } = ds.spec;
  const found = known.get(uid);
  if (found && found.selector === selector && found.template === template && found.generation === generation)
    return found;
  const matches = matcher(ds);
  const strays = new Set<string>();
  const own: Pod[] = [];
  for (const [key, pod] of ctx.caches.byIndex('Pod', 'controller', uid)) {
    if (matches(pod)) own.push(pod);
    else strays.add(key);
  }
  const fold: Fold = {
    slots: slotsOf(ds, own, ctx),
    selector,
    template,
    generation,
    matches,
    strays,
    rules: undefined,
  };
  known.set(uid, fold);
  return fold;
}

function slotsOf(ds: DaemonSet, pods: Iterable<Pod>, ctx: ReconcileContext): NodeSlots {
  return new NodeSlots(ds, ctx.caches.all('Node').values(), pods, (node) => walkRank(ds, node, ctx.seed));
}

function foldsOf(caches: Reader): Map<string, Fold> {
  let known = folds.get(caches);
  if (!known) {
    const made = new Map<string, Fold>();
    caches.follow({
      changed: (change) => follow(made, change),
      // Over a jump nothing is folded: whoever goes on from there makes it anew.
      jumped: () => made.clear(),
    });
    folds.set(caches, made);
    known = made;
  }
  return known;
}

function follow(known: Map<string, Fold>, { table, key, prev, next }: Change): void {
  if (known.size === 0) return;
  if (table === 'Pod') followPod(known, key, prev as Pod | undefined, next as Pod | undefined);
  else if (table === 'Node') for (const { slots } of known.values()) slots.setNode(key, next as Node | undefined);
  else if (table === 'DaemonSet' && next === undefined && prev) known.delete((prev as DaemonSet).metadata.uid);
}

function followPod(known: Map<string, Fold>, key: string, prev: Pod | undefined, next: Pod | undefined): void {
  const before = prev && foldOfPod(known, prev);
  const after = next && foldOfPod(known, next);
  if (before && before !== after) {
    before.strays.delete(key);
    if (before.matches(prev)) before.slots.changePod(prev, undefined);
  }
  if (!after) return;
  const was = before === after && prev && after.matches(prev) ? prev : undefined;
  const is = after.matches(next) ? next : undefined;
  if (is) after.strays.delete(key);
  else after.strays.add(key);
  after.slots.changePod(was, is);
}

function foldOfPod(known: Map<string, Fold>, { metadata }: Pod): Fold | undefined {
  const uid = controllerOf(metadata)?.uid;
  return uid === undefined ? undefined : known.get(uid);
}

function someOrphanMatches({ metadata: { namespace } }: DaemonSet, { matches }: Fold, caches: Reader): boolean {
  for (const pod of caches.byIndex('Pod', 'controller', orphanOf(namespace)).values()) {
    if (!pod.metadata.deletionTimestamp && matches(pod)) return true;
  }
  return false;
}

/** Pods of one template share their labels: each labels object is tested once. */
function matcher({ spec: { selector } }: DaemonSet): (pod: Pod) => boolean {
  const known = new WeakMap<Labels, boolean>();
  return ({ metadata: { labels } }) => {
    if (!labels) return matchesSelector(selector, labels);
    let answer = known.get(labels);
    if (answer === undefined) {
      answer = matchesSelector(selector, labels);
      known.set(labels, answer);
    }
    return answer;
  };
}
