import { describe, expect, it } from 'vitest';
import { fieldDifferences } from './field-differences.ts';

const found = (before: unknown, after: unknown): unknown => fieldDifferences(before, after, 10).fields;

describe('fields that differ', () => {
  it('are told by their path, with both values', () => {
    expect(found({ spec: { replicas: 1, paused: true } }, { spec: { replicas: 2, paused: true } })).toEqual([
      { path: 'spec.replicas', before: 1, after: 2 },
    ]);
  });

  it('one that comes or goes has a value on one side, whole', () => {
    const taints = [{ key: 'team', effect: 'NoSchedule' }];
    expect(found({ spec: {}, status: { phase: 'Pending' } }, { spec: { taints }, status: {} })).toEqual([
      { path: 'spec.taints', after: taints },
      { path: 'status.phase', before: 'Pending' },
    ]);
  });

  it('items of a list are paired by name, type or key', () => {
    const before = { conditions: [{ type: 'Ready', status: 'False' }] };
    const after = {
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'True' },
      ],
    };
    expect(found(before, after)).toEqual([
      { path: 'conditions[Ready].status', before: 'False', after: 'True' },
      { path: 'conditions[PodScheduled]', after: { type: 'PodScheduled', status: 'True' } },
    ]);
  });

  it('items without names are paired by their place, and so are items of one name', () => {
    expect(found({ args: ['a', 'b'] }, { args: ['a', 'c', 'd'] })).toEqual([
      { path: 'args[1]', before: 'b', after: 'c' },
      { path: 'args[2]', after: 'd' },
    ]);
    expect(found([{ name: 'x', n: 1 }, { name: 'x' }], [{ name: 'x', n: 2 }, { name: 'x' }])).toEqual([
      { path: '[0].n', before: 1, after: 2 },
    ]);
  });

  it('names with dots stand in quotes', () => {
    expect(found({ labels: { 'example.com/a': '1' } }, { labels: { 'example.com/a': '2' } })).toEqual([
      { path: 'labels["example.com/a"]', before: '1', after: '2' },
    ]);
  });

  it('what every write changes is left out', () => {
    expect(found({ metadata: { resourceVersion: '1' } }, { metadata: { resourceVersion: '2' } })).toEqual([]);
  });

  it('beyond the most that are listed, they are counted', () => {
    expect(fieldDifferences({ a: 1, b: 1, c: 1 }, { a: 2, b: 2, c: 2 }, 1)).toEqual({
      fields: [{ path: 'a', before: 1, after: 2 }],
      more: 2,
    });
  });
});
