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
  const counted = desired ? oldest : undefined;
  const ready = counted !== undefined && isPodReady(counted);
  return known({
    desired,
    current: counted !== undefined,
    misscheduled: placement !== undefined && !desired && pods.length > 0,
    ready,
    available: counted !== undefined && ready && rules.isAvailable(counted),
    updated: counted !== undefined && hasHash(counted, rules.hash),
    unsettled: isUnsettled(slot, rules.surge),
    rollout: desired || pods.length > 0 ? rolloutRole(pods, rules) : undefined,
    ripening: pods.some((pod) => isPodReady(pod) && !rules.isAvailable(pod)),
  });
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

const facts = new Map<number, SlotFacts>();
const ROLES = [undefined, 'candidate', 'broken', 'done', 'unavailable'];

/** Nodes differ in few ways: those that are alike share one object. */
function known(found: SlotFacts): SlotFacts {
  const bits = [
    found.desired,
    found.current,
    found.misscheduled,
    found.ready,
    found.available,
    found.updated,
    found.unsettled,
    found.ripening,
  ].reduce((sum, bit) => sum * 2 + Number(bit), ROLES.indexOf(found.rollout));
  const shared = facts.get(bits);
  if (shared) return shared;
  facts.set(bits, found);
  return found;
}
