import { expect, it } from 'vitest';
import { buildDaemonSet, buildPod, type PodOptions } from '../../../testing/builders.ts';
import { isPodReady } from '../../model/pods.ts';
import type { NodeSlot } from './node-slot.ts';
import type { Placement } from './placement.ts';
import { countStatus } from './status.ts';

const RUN: Placement = { shouldRun: true, shouldContinueRunning: true, reason: { kind: 'ok' } };
const AWAY: Placement = { shouldRun: false, shouldContinueRunning: true, reason: { kind: 'ok' } };

function count(...nodes: (readonly [Placement, ...PodOptions[]])[]) {
  const slots: NodeSlot[] = nodes.map(([placement, ...pods], i) => ({
    node: `n${i}`,
    placement,
    pods: pods.map((options, j) => buildPod({ name: `p${i}${j}`, node: `n${i}`, ...options })),
  }));
  const status = countStatus(slots, { hash: 'new', isAvailable: isPodReady }, buildDaemonSet('web').status);
  const { desiredNumberScheduled, currentNumberScheduled, numberReady, updatedNumberScheduled = 0 } = status;
  const { numberAvailable = 0, numberMisscheduled } = status;
  return [
    desiredNumberScheduled,
    currentNumberScheduled,
    numberReady,
    updatedNumberScheduled,
    numberAvailable,
    numberMisscheduled,
  ];
}

const NEW: PodOptions = { hash: 'new', ready: true };
const OLD: PodOptions = { hash: 'old', ready: true };

it('§8.3 the worked examples, as DESIRED CURRENT READY UP-TO-DATE AVAILABLE misscheduled', () => {
  const starting: PodOptions = { hash: 'new', phase: 'Pending' };
  expect(count([RUN, starting], [RUN, starting], [RUN, starting])).toEqual([3, 3, 0, 3, 0, 0]);
  expect(count([RUN, NEW], [RUN, NEW], [RUN, { ...starting, node: undefined, target: 'n2' }])).toEqual([
    3, 3, 2, 3, 2, 0,
  ]);
  expect(count([RUN, { ...OLD, deleting: true }], [RUN, OLD], [RUN, OLD])).toEqual([3, 3, 3, 0, 3, 0]);
  expect(count([RUN], [RUN, OLD], [RUN, OLD])).toEqual([3, 2, 2, 0, 2, 0]);
  expect(count([RUN, NEW], [RUN, NEW], [AWAY, NEW])).toEqual([2, 2, 2, 2, 2, 1]);
});

it('§8.1 during surge the oldest Pod of a node decides: the update counts when the old one is gone', () => {
  expect(count([RUN, { ...OLD, born: 0 }, { ...NEW, born: 5000 }])).toEqual([1, 1, 1, 0, 1, 0]);
});

it('§8 leaves zero counts out, as JSON does', () => {
  const status = countStatus([], { hash: 'new', isAvailable: isPodReady }, buildDaemonSet('web').status);
  expect(JSON.parse(JSON.stringify(status))).toEqual({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  });
});
