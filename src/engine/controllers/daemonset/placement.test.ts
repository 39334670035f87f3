import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '../../model/apps.ts';
import type { Node, PodSpec, Taint } from '../../model/core.ts';
import { placementFor, placementOf } from './placement.ts';

const born = { uid: 'u', resourceVersion: '1', creationTimestamp: '2026-07-01T12:00:00Z' };

function daemonSet(spec: Partial<PodSpec> = {}): DaemonSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'web', namespace: 'default', ...born },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [], ...spec } },
      updateStrategy: {},
    },
    status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  };
}

function node(name: string, labels: Record<string, string> | undefined, taints?: readonly Taint[]): Node {
  const metadata = { name, ...born, ...(labels ? { labels } : {}) };
  return { apiVersion: 'v1', kind: 'Node', metadata, spec: taints ? { taints } : {}, status: {} };
}

const tainted = (effect: string, key = 'team') => node('a', {}, [{ key, value: 'db', effect }]);

describe('placement', () => {
  it('§3.1 a node that matches, with nothing against it, runs the Pod', () => {
    const expected = { shouldRun: true, shouldContinueRunning: true, reason: { kind: 'ok' } };
    expect(placementOf(daemonSet(), node('a', undefined))).toEqual(expected);
  });

  it('§3.1 a template that names another node stays away from this one', () => {
    expect(placementOf(daemonSet({ nodeName: 'b' }), node('a', {}))).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reason: { kind: 'nodeName', nodeName: 'b' },
    });
    expect(placementOf(daemonSet({ nodeName: 'b' }), node('b', {})).shouldRun).toBe(true);
  });

  it('§3.1 a label that the nodeSelector misses also ends the Pod that runs', () => {
    expect(placementOf(daemonSet({ nodeSelector: { disk: 'ssd' } }), node('a', { disk: 'hdd' }))).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reason: { kind: 'nodeSelector', key: 'disk', value: 'ssd' },
    });
  });

  it('§3.2 required affinity that cannot be parsed matches no node, and says why', () => {
    const nodeSelectorTerms = [{ matchExpressions: [{ key: 'disk', operator: 'Gt', values: ['x'] }] }];
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
    const error =
      "nodeSelectorTerms[0].matchExpressions[0].values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer";
    expect(placementOf(daemonSet({ affinity }), node('a', { disk: '3' }))).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reason: { kind: 'affinity', error },
    });
  });

  it('§3.1 NoSchedule keeps new Pods away and leaves the one that runs', () => {
    const on = tainted('NoSchedule');
    expect(placementOf(daemonSet(), on)).toEqual({
      shouldRun: false,
      shouldContinueRunning: true,
      reason: { kind: 'taint', taint: on.spec.taints?.[0] },
    });
  });

  it('§3.1 NoExecute also ends the Pod that runs, whichever taint comes first', () => {
    const soft = { key: 'soft', effect: 'NoSchedule' };
    const hard = { key: 'hard', effect: 'NoExecute' };
    expect(placementOf(daemonSet(), node('a', {}, [soft, hard]))).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reason: { kind: 'taint', taint: hard },
    });
  });

  it('§3.1 PreferNoSchedule and a cordon change nothing', () => {
    expect(placementOf(daemonSet(), tainted('PreferNoSchedule')).shouldRun).toBe(true);
    expect(placementOf(daemonSet(), tainted('NoSchedule', 'node.kubernetes.io/unschedulable')).shouldRun).toBe(true);
  });

  it('§3.3 of a node that is not ready only the NoExecute taint is tolerated by itself', () => {
    const key = 'node.kubernetes.io/not-ready';
    expect(placementOf(daemonSet(), tainted('NoExecute', key)).shouldRun).toBe(true);
    expect(placementOf(daemonSet(), tainted('NoSchedule', key))).toMatchObject({
      shouldRun: false,
      shouldContinueRunning: true,
    });
    const tolerations = [{ key, operator: 'Exists', effect: 'NoSchedule' }];
    expect(placementOf(daemonSet({ tolerations }), tainted('NoSchedule', key)).shouldRun).toBe(true);
  });

  it('§3.3 a missing network is tolerated on the host network only', () => {
    const on = tainted('NoSchedule', 'node.kubernetes.io/network-unavailable');
    expect(placementOf(daemonSet(), on).shouldRun).toBe(false);
    expect(placementOf(daemonSet({ hostNetwork: true }), on).shouldRun).toBe(true);
  });

  it('§3.1 what is remembered for shared labels and taints is what each node alone would get', () => {
    const labelSets = fc.array(fc.dictionary(fc.constantFrom('disk', 'zone'), fc.constantFrom('a', 'b')), {
      minLength: 1,
      maxLength: 2,
    });
    const taint = fc.record({
      key: fc.constantFrom('team', 'node.kubernetes.io/unschedulable'),
      effect: fc.constantFrom('NoSchedule', 'NoExecute', 'PreferNoSchedule'),
    });
    const taintLists = fc.array(fc.array(taint, { maxLength: 2 }), { minLength: 1, maxLength: 2 });
    const name = fc.constantFrom('n1', 'n2', 'n3');
    const requirement = fc.record({
      key: fc.constantFrom('disk', 'zone'),
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.constant(['a']),
    });
    const byName = name.map((wanted) => ({ key: 'metadata.name', operator: 'In', values: [wanted] }));
    const term = fc.record(
      { matchExpressions: fc.array(requirement, { maxLength: 1 }), matchFields: fc.array(byName, { maxLength: 1 }) },
      { requiredKeys: [] },
    );
    const spec = fc.record(
      {
        nodeName: name,
        nodeSelector: fc.constant({ disk: 'a' }),
        affinity: fc.array(term, { minLength: 1, maxLength: 2 }).map((nodeSelectorTerms) => ({
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
        })),
        tolerations: fc.constant([{ key: 'team', operator: 'Exists' }]),
      },
      { requiredKeys: [] },
    );
    const picks = fc.array(fc.record({ name, labels: fc.nat(), taints: fc.nat() }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(spec, labelSets, taintLists, picks, (given, labels, taints, picked) => {
        const place = placementFor(daemonSet(given));
        for (const pick of picked) {
          const on = node(pick.name, labels[pick.labels % labels.length], taints[pick.taints % taints.length]);
          // Copies share nothing, so nothing can be remembered for them.
          expect(place(on)).toEqual(placementOf(structuredClone(daemonSet(given)), structuredClone(on)));
        }
      }),
    );
  });

  it('§3.1 an unchanged node gets the very same answer again', () => {
    const place = placementFor(daemonSet());
    const before = tainted('NoSchedule');
    const after = { ...before, status: { conditions: [] } };
    expect(place(after)).toBe(place(before));
  });
});
