import { describe, expect, it } from 'vitest';
import type { Comparison, KindComparison } from '../../view/comparison.ts';
import { countsOf } from './compare-counts.ts';

const none = { listed: [], more: 0 };
const kind = (name: KindComparison['kind'], before: number, after: number): KindComparison => ({
  kind: name,
  before,
  after,
  added: none,
  removed: none,
  changed: none,
});
const noPods = { total: 0, pending: 0, notReady: 0, ready: 0, terminating: 0, succeeded: 0, failed: 0 };

describe('the counts of two moments', () => {
  it('leads with the Pods by state, and leaves out what neither moment has', () => {
    const comparison: Comparison = {
      kinds: [kind('Pod', 3, 4), kind('Node', 4, 4), kind('Namespace', 4, 4), kind('Event', 2, 9)],
      pods: { before: { ...noPods, total: 3, ready: 3 }, after: { ...noPods, total: 4, ready: 2, pending: 2 } },
      same: false,
    };
    expect(countsOf(comparison)).toEqual([
      { label: 'Pods', before: 3, after: 4 },
      { label: 'Pods Ready', before: 3, after: 2 },
      { label: 'Pods Pending', before: 0, after: 2 },
      { label: 'Nodes', before: 4, after: 4 },
      { label: 'Events', before: 2, after: 9 },
    ]);
  });

  it('shows the counts of a DaemonSet that differ, in kubectl’s words and order', () => {
    const fields = [
      { path: 'status.numberReady', before: 3, after: 2 },
      { path: 'status.desiredNumberScheduled', before: 3, after: 4 },
      { path: 'status.numberAvailable', before: 3 },
      { path: 'spec.template.spec.containers[app].image', before: 'a', after: 'b' },
    ];
    const comparison: Comparison = {
      kinds: [
        { ...kind('DaemonSet', 1, 1), changed: { listed: [{ key: 'default/agent', fields, more: 0 }], more: 0 } },
      ],
      pods: { before: noPods, after: noPods },
      same: false,
    };
    expect(countsOf(comparison)).toEqual([
      { label: 'agent DESIRED', before: 3, after: 4 },
      { label: 'agent READY', before: 3, after: 2 },
      { label: 'agent AVAILABLE', before: 3, after: 0 },
    ]);
  });
});
