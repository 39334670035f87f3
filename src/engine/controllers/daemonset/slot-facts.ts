/** What one node adds to a DaemonSet's numbers, and whether a sync must look at it. Pure. */
import type { Pod } from '../../model/core.ts';
import { isPodReady, isTerminal } from '../../model/pods.ts';
import { hasHash, type NodeSlot, newAndOld, oldestFirst } from './node-slot.ts';

export interface SlotRules {
  readonly hash: string;
  readonly surge: boolean;
  readonly isAvailable: (pod: Pod) => boolean;
}

/** How a rollout sees a node that it walks (§5.3). */
export type RolloutRole =
  /** One old Pod, available: it goes when the budget allows. */
  | 'candidate'
  /** One old Pod that is not available: it goes at once. */
  | 'broken'
  /** One new Pod that is available. */
  | 'done'
  /** Anything else counts as unavailable. */
  | 'unavailable';

export interface SlotFacts {
  readonly desired: boolean;
  readonly current: boolean;
  readonly misscheduled: boolean;
  readonly ready: boolean;
  readonly available: boolean;
  readonly updated: boolean;
  /** Whether planManage may find something to do: it looks at such slots only. */
  readonly unsettled: boolean;
  /** Undefined when a rollout does not walk the node: it has no Pod and should have none. */
  readonly rollout: RolloutRole | undefined;
  /** A ready Pod that becomes available by the mere passing of time. */
  readonly ripening: boolean;
}

export function factsOf(slot: NodeSlot, rules: SlotRules): SlotFacts {
  const { placement, pods } = slot;
  const desired = placement?.shouldRun === true;
  const oldest = pods.length > 1 ? [...pods].sort(oldestFirst)[0] : pods[0];
  let bits = desired ? DESIRED : 0;
  if (desired && oldest) {
    bits |= CURRENT;
    if (isPodReady(oldest)) bits |= rules.isAvailable(oldest) ? READY | AVAILABLE : READY;
    if (hasHash(oldest, rules.hash)) bits |= UPDATED;
  }
  if (placement && !desired && pods.length > 0) bits |= MISSCHEDULED;
  if (isUnsettled(slot, rules.surge)) bits |= UNSETTLED;
  if (isRipening(pods, rules)) bits |= RIPENING;
  return known(bits, desired || pods.length > 0 ? rolloutRole(pods, rules) : undefined);
}

function isRipening(pods: readonly Pod[], { isAvailable }: SlotRules): boolean {
  for (const pod of pods) if (isPodReady(pod) && !isAvailable(pod)) return true;
  return false;
}

function rolloutRole(pods: readonly Pod[], rules: SlotRules): RolloutRole {
  const sole = newAndOld(pods, rules.hash);
  if (!sole || Boolean(sole.fresh) === Boolean(sole.old)) return 'unavailable'; // two of a kind, none at all, or both
  if (sole.old) return rules.isAvailable(sole.old) ? 'candidate' : 'broken';
  return sole.fresh && rules.isAvailable(sole.fresh) ? 'done' : 'unavailable';
}

/** False only where planManage has nothing to do whatever the time; true may be too careful. */
function isUnsettled({ placement, pods }: NodeSlot, surge: boolean): boolean {
  if (!placement) return pods.some(({ spec }) => !spec.nodeName);
  const [pod] = pods;
  if (!pod) return placement.shouldRun;
  if (pods.length > 1) return true;
  const isLive = !pod.metadata.deletionTimestamp;
  if (!placement.shouldContinueRunning) return isLive;
  // With surge the successor does not wait for a Pod that is still ending.
  return isLive ? isTerminal(pod) : surge;
}

const [DESIRED, CURRENT, MISSCHEDULED, READY, AVAILABLE, UPDATED, UNSETTLED, RIPENING] = [1, 2, 4, 8, 16, 32, 64, 128];

/** By role and bits. Nodes differ in few ways: those that are alike share one object. */
const shared = new Map<RolloutRole | undefined, Map<number, SlotFacts>>();

function known(bits: number, rollout: RolloutRole | undefined): SlotFacts {
  let ofRole = shared.get(rollout);
  if (!ofRole) {
    ofRole = new Map();
    shared.set(rollout, ofRole);
  }
  let facts = ofRole.get(bits);
  if (!facts) {
    const has = (bit: number): boolean => (bits & bit) !== 0;
    facts = {
      desired: has(DESIRED),
      current: has(CURRENT),
      misscheduled: has(MISSCHEDULED),
      ready: has(READY),
      available: has(AVAILABLE),
      updated: has(UPDATED),
      unsettled: has(UNSETTLED),
      ripening: has(RIPENING),
      rollout,
    };
    ofRole.set(bits, facts);
  }
  return facts;
}
