import { expect, it } from 'vitest';
import { buildNode } from '../../testing/builders.ts';
import type { Node, Pod } from '../model/core.ts';
import type { PodDisruptionBudget } from '../model/policy.ts';
import { Store } from '../store/store.ts';
import { viewOf } from './cluster-view.ts';
import { type Candidate, pickCandidate, selectVictims } from './victims.ts';

interface Options {
  readonly cpu?: string;
  readonly priority?: number;
  readonly started?: string;
  readonly app?: string;
}

function podOn(node: string, name: string, { cpu = '500m', priority = 0, started, app = name }: Options = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '', labels: { app } },
    spec: {
      containers: [{ name: 'app', image: 'a:1', resources: { requests: { cpu } } }],
      priority,
      ...(node ? { nodeName: node } : {}),
    },
    status: { phase: 'Running', ...(started ? { startTime: `2026-07-01T0${started}:00Z` } : {}) },
  };
}

const NODE: Node = buildNode('n');

function victimsOf(pods: readonly Pod[], preemptor: Pod, budgets: readonly PodDisruptionBudget[] = []) {
  const store = new Store();
  store.begin(0, { actor: 'test', key: '', reason: '' });
  for (const pod of pods) store.put('Pod', pod.metadata.name, pod);
  const answer = selectVictims(preemptor, NODE, viewOf(new Map([['n', NODE]]), store.read), budgets);
  if ('reasons' in answer) return answer.reasons;
  return { victims: answer.victims.map(({ metadata }) => metadata.name), violations: answer.violations };
}

const budget = (app: string, disruptionsAllowed: number): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: app, namespace: 'default', uid: app, resourceVersion: '1', creationTimestamp: '' },
  spec: { selector: { matchLabels: { app } } },
  status: { disruptionsAllowed, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1 },
});

const HIGH = { priority: 100 };

it('§16 the most important stay as long as the Pod fits: higher priority first, then longer running', () => {
  const pods = [
    podOn('n', 'old', { started: '1:00' }),
    podOn('n', 'young', { started: '2:00' }),
    podOn('n', 'middle', { priority: 50 }),
    podOn('n', 'equal', HIGH),
  ];
  expect(victimsOf(pods, podOn('', 'in', HIGH))).toEqual({ victims: ['young'], violations: 0 });
  expect(victimsOf(pods, podOn('', 'in', { ...HIGH, cpu: '1' }))).toEqual({ victims: ['old', 'young'], violations: 0 });
});

it('§16 a Pod under a spent budget is spared before more important ones, and goes when nothing else helps', () => {
  const pods = [podOn('n', 'guarded', { cpu: '1' }), podOn('n', 'middle', { cpu: '1', priority: 50 })];
  const one = podOn('', 'in', { ...HIGH, cpu: '1' });
  expect(victimsOf(pods, one)).toEqual({ victims: ['guarded'], violations: 0 });
  expect(victimsOf(pods, one, [budget('guarded', 0)])).toEqual({ victims: ['middle'], violations: 0 });
  expect(victimsOf(pods, one, [budget('guarded', 1)])).toEqual({ victims: ['guarded'], violations: 0 });
  const both = podOn('', 'in', { ...HIGH, cpu: '2' });
  expect(victimsOf(pods, both, [budget('guarded', 0)])).toEqual({ victims: ['middle', 'guarded'], violations: 1 });
});

it('§12.3 says why a node has no victims: none of less priority, or too much stays', () => {
  const pods = [podOn('n', 'equal', { ...HIGH, cpu: '1500m' }), podOn('n', 'low', { cpu: '100m' })];
  expect(victimsOf(pods, podOn('', 'in'))).toEqual(['No preemption victims found for incoming pod']);
  expect(victimsOf(pods, podOn('', 'in', { ...HIGH, cpu: '1' }))).toEqual(['Insufficient cpu']);
});

it('§16 the node is chosen by budgets, highest victim, sum, number, then the latest start', () => {
  const candidate = (node: string, violations: number, ...victims: readonly Options[]): Candidate => ({
    node,
    violations,
    victims: victims.map((options, i) => podOn(node, `${node}${i}`, options)),
  });
  const pick = (...candidates: readonly Candidate[]) => pickCandidate(candidates)?.node;
  expect(pick(candidate('a', 1, {}), candidate('b', 0, { priority: 9 }))).toBe('b');
  expect(pick(candidate('a', 0, { priority: 9 }), candidate('b', 0, { priority: 5 }, { priority: 5 }))).toBe('b');
  expect(pick(candidate('a', 0, { priority: 5 }, { priority: 4 }), candidate('b', 0, { priority: 5 }))).toBe('b');
  expect(pick(candidate('a', 0, { priority: -5 }, { priority: -5 }), candidate('b', 0, { priority: -5 }))).toBe('b');
  expect(pick(candidate('a', 0, { started: '1:00' }), candidate('b', 0, { started: '2:00' }))).toBe('b');
  expect(pick(candidate('a', 0, {}), candidate('b', 0, {}))).toBe('a');
});
