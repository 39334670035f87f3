import { expect, it } from 'vitest';
import { buildPod, type PodOptions } from '../../../testing/builders.ts';
import { isPodReady } from '../../model/pods.ts';
import type { NodeSlot } from './node-slot.ts';
import type { Placement } from './placement.ts';
import { type ManageRules, planManage } from './plan-manage.ts';

const RUN: Placement = { shouldRun: true, shouldContinueRunning: true, reason: { kind: 'ok' } };
const KEEP: Placement = { ...RUN, shouldRun: false };
const GO: Placement = { ...KEEP, shouldContinueRunning: false };

const rules: ManageRules = { hash: 'new', surge: false, isAvailable: isPodReady, failedBackoff: () => 0 };

function slot(placement: Placement | undefined, ...pods: PodOptions[]): NodeSlot {
  return {
    node: 'n',
    placement,
    pods: pods.map((options, i) => buildPod({ name: `web-${i}`, node: 'n', ...options })),
  };
}

function plan(one: NodeSlot, changed: Partial<ManageRules> = {}) {
  const { create, remove, ended, retryAfter } = planManage([one], { ...rules, ...changed });
  return { create, remove: remove.map(({ metadata }) => metadata.name), ended: ended.length, retryAfter };
}
const nothing = { create: [], remove: [], ended: 0, retryAfter: [] };

it('§4 rule 1 makes a Pod where one should run and none is', () => {
  expect(plan(slot(RUN))).toEqual({ ...nothing, create: ['n'] });
  expect(plan(slot(KEEP))).toEqual(nothing);
  expect(plan(slot(GO))).toEqual(nothing);
});

it('§4 a terminating Pod counts as existing: no replacement before it is gone', () => {
  expect(plan(slot(RUN, { deleting: true }))).toEqual(nothing);
});

it('§4 rule 3 removes every live Pod of a node that must not run it', () => {
  expect(plan(slot(GO, {}, { deleting: true }))).toEqual({ ...nothing, remove: ['web-0'] });
  expect(plan(slot(KEEP, {}))).toEqual(nothing);
});

it('§4 without surge the oldest of several Pods stays', () => {
  expect(plan(slot(RUN, { born: 5000 }, { born: 1000 }, { born: 9000 })).remove).toEqual(['web-0', 'web-2']);
});

it('§4.2 bound Pods come before unbound ones, equal ages go by name', () => {
  expect(plan(slot(RUN, { node: undefined, target: 'n' }, { born: 9000 })).remove).toEqual(['web-0']);
  expect(plan(slot(RUN, { name: 'b' }, { name: 'a' })).remove).toEqual(['b']);
});

it('§4.1 failed Pods go, unless their node is held back; succeeded ones go at once', () => {
  expect(plan(slot(RUN, { phase: 'Failed' }))).toEqual({ ...nothing, remove: ['web-0'], ended: 1 });
  expect(plan(slot(RUN, { phase: 'Failed' }), { failedBackoff: () => 4000 })).toEqual({
    ...nothing,
    retryAfter: [4000],
  });
  expect(plan(slot(RUN, { phase: 'Succeeded' }), { failedBackoff: () => 4000 })).toEqual({
    ...nothing,
    remove: ['web-0'],
    ended: 1,
  });
});

it('§4 Pods of a node that is gone: unbound ones are removed, bound ones are left to pod GC', () => {
  expect(plan(slot(undefined, {}, { node: undefined, target: 'n' })).remove).toEqual(['web-1']);
});

it('§4 with surge a replacement is made while the old Pod still terminates', () => {
  expect(plan(slot(RUN, { deleting: true }), { surge: true }).create).toEqual(['n']);
  expect(plan(slot(KEEP, { deleting: true }), { surge: true }).create).toEqual([]);
});

it('§4 with surge old and new stay together until the new one is available or the old one is not Ready', () => {
  const old = { hash: 'old', ready: true };
  expect(plan(slot(RUN, old, { hash: 'new' }), { surge: true }).remove).toEqual([]);
  expect(plan(slot(RUN, old, { hash: 'new', ready: true }), { surge: true }).remove).toEqual(['web-0']);
  expect(plan(slot(RUN, { hash: 'old' }, { hash: 'new' }), { surge: true }).remove).toEqual(['web-0']);
  expect(plan(slot(RUN, old, { hash: 'old', born: 9000 }, { hash: 'new' }), { surge: true }).remove).toEqual(['web-1']);
});
