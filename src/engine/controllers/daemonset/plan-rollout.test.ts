import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPod, type PodOptions } from '../../../testing/builders.ts';
import { isPodReady } from '../../model/pods.ts';
import { hasHash, type NodeSlot } from './node-slot.ts';
import type { Placement } from './placement.ts';
import { planRollout, planSurgeRollout } from './plan-rollout.ts';

const RUN: Placement = { shouldRun: true, shouldContinueRunning: true, reason: { kind: 'ok' } };
const KEEP: Placement = { ...RUN, shouldRun: false };
const rules = { hash: 'new', isAvailable: isPodReady };

const OLD: PodOptions = { hash: 'old', ready: true };
const NEW: PodOptions = { hash: 'new', ready: true };
const BROKEN_OLD: PodOptions = { hash: 'old', ready: false };
const STARTING_NEW: PodOptions = { hash: 'new', ready: false };

function slots(...nodes: (readonly PodOptions[])[]): NodeSlot[] {
  return nodes.map((pods, i) => ({
    node: `n${i}`,
    placement: RUN,
    pods: pods.map((options, j) => buildPod({ name: `p${i}${j}`, node: `n${i}`, ...options })),
  }));
}
const names = (pods: readonly { metadata: { name: string } }[]): string[] => pods.map(({ metadata }) => metadata.name);

describe('§5.3 without surge', () => {
  it('takes as many healthy old Pods as the budget allows', () => {
    expect(names(planRollout(slots([OLD], [OLD], [OLD]), 2, rules))).toEqual(['p00', 'p10']);
  });

  it('counts missing, terminating and not yet available Pods against the budget', () => {
    expect(names(planRollout(slots([], [OLD]), 1, rules))).toEqual([]);
    expect(names(planRollout(slots([{ ...OLD, deleting: true }], [OLD]), 1, rules))).toEqual([]);
    expect(names(planRollout(slots([STARTING_NEW], [OLD]), 1, rules))).toEqual([]);
    expect(names(planRollout(slots([STARTING_NEW], [OLD], [OLD]), 2, rules))).toEqual(['p10']);
  });

  it('deletes every unavailable old Pod first, whatever the budget', () => {
    expect(names(planRollout(slots([BROKEN_OLD], [BROKEN_OLD], [BROKEN_OLD], [OLD]), 1, rules))).toEqual([
      'p00',
      'p10',
      'p20',
    ]);
  });

  it('leaves a node with two Pods of a kind alone, and counts it', () => {
    expect(names(planRollout(slots([OLD, OLD], [OLD]), 1, rules))).toEqual([]);
  });

  it('never makes more nodes unavailable than the budget, broken old Pods aside', () => {
    const kinds = fc.constantFrom<readonly PodOptions[]>([], [OLD], [NEW], [BROKEN_OLD], [STARTING_NEW]);
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (nodes, budget) => {
        const before = slots(...nodes);
        const gone = planRollout(before, budget, rules);
        const healthyGone = gone.filter(isPodReady).length;
        const unavailable = before.filter(({ pods }) => !pods.some(isPodReady)).length;
        expect(healthyGone === 0 || healthyGone + unavailable <= budget).toBe(true);
        expect(gone.every((pod) => !hasHash(pod, 'new'))).toBe(true);
      }),
    );
  });
});

describe('§5.4 with surge', () => {
  const desired = 3;

  it('makes new Pods beside old ones up to maxSurge', () => {
    const plan = planSurgeRollout(slots([OLD], [OLD], [OLD]), 2, desired, rules);
    expect(plan).toEqual({ create: ['n0', 'n1'], remove: [] });
  });

  it('counts new Pods that are not available yet', () => {
    expect(planSurgeRollout(slots([OLD, STARTING_NEW], [OLD], [OLD]), 1, desired, rules).create).toEqual([]);
  });

  it('deletes the old Pod once the new one is available', () => {
    expect(names(planSurgeRollout(slots([OLD, NEW], [OLD], [NEW]), 1, desired, rules).remove)).toEqual(['p00']);
  });

  it('replaces unavailable old Pods without limit', () => {
    const plan = planSurgeRollout(slots([BROKEN_OLD], [BROKEN_OLD], [OLD]), 1, desired, rules);
    expect(plan.create).toEqual(['n0', 'n1', 'n2']);
  });

  it('takes a Pod from a node that is no longer eligible only while enough others are available', () => {
    const [left, right] = slots([OLD], [NEW]);
    if (!left || !right) throw new Error('two slots');
    const sunset = { ...left, placement: KEEP };
    expect(names(planSurgeRollout([sunset, right], 1, 1, rules).remove)).toEqual(['p00']);
    expect(names(planSurgeRollout([sunset, right], 1, 2, rules).remove)).toEqual([]);
  });
});
