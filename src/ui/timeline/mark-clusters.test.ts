import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineMark } from '../../session/engine-client.ts';
import { clusterAt, countText, MarkClusters, markBefore, marksOf } from './mark-clusters.ts';

const KINDS = ['action', 'create', 'delete', 'warning', 'check'] as const;
const window = { from: 0, to: 100_000 };

function mark(seq: number, at: number, kind: TimelineMark['kind'] = 'create'): TimelineMark {
  return { seq, at, kind, text: `${kind} ${seq}` };
}

describe('the clusters of marks', () => {
  it('keeps marks apart that can be told apart, and counts those that cannot', () => {
    const marks = [mark(1, 0, 'action'), mark(2, 10_000), mark(3, 10_100), mark(4, 10_200), mark(5, 50_000)];
    const clusters = new MarkClusters().read(marks, window, 1000);
    expect(clusters.map(({ kind, count, x }) => [kind, count, x])).toEqual([
      ['action', 1, 0],
      ['create', 3, 100],
      ['create', 1, 500],
    ]);
  });

  it('moves a sign of the upper row aside when another stands there, and leaves ticks where they are', () => {
    const marks = [mark(1, 0, 'action'), mark(2, 100), mark(3, 200, 'check'), mark(4, 300, 'warning')];
    const clusters = new MarkClusters().read(marks, window, 1000);
    expect(clusters.map(({ kind, x, drawnX }) => [kind, x, drawnX])).toEqual([
      ['action', 0, 0],
      ['create', 1, 1],
      ['check', 2, 12],
      ['warning', 3, 24],
    ]);
  });

  it('merges marks of one kind only', () => {
    const clusters = new MarkClusters().read([mark(1, 5), mark(2, 6, 'warning'), mark(3, 7)], window, 1000);
    expect(clusters.map(({ kind, count }) => [kind, count])).toEqual([
      ['create', 2],
      ['warning', 1],
    ]);
  });

  it('gives the same array until something changes', () => {
    const clusters = new MarkClusters();
    const marks = [mark(1, 5), mark(2, 60_000)];
    const before = clusters.read(marks, window, 800);
    expect(clusters.read([...marks], window, 800)).toBe(before);
    expect(clusters.read([...marks, mark(3, 90_000)], window, 800)).not.toBe(before);
  });

  it('equals a count from the beginning, whatever was added, cut off or zoomed before', () => {
    const step = fc.record({
      grow: fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(...KINDS)), { maxLength: 40 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      from: fc.constantFrom(0, 20_000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const kept = new MarkClusters();
        let marks: TimelineMark[] = [];
        let seq = 0;
        for (const { grow, keep, from } of steps) {
          if (keep < 0.3) marks = marks.slice(0, Math.floor(marks.length * keep * 3));
          let at = marks.at(-1)?.at ?? 0;
          for (const [gap, kind] of grow) {
            at += gap;
            seq += 1;
            marks = [...marks, mark(seq, at, kind)];
          }
          const shown = { from, to: 100_000 };
          const clusters = kept.read(marks, shown, 640);
          const ordered = [...clusters].sort((a, b) => a.kind.localeCompare(b.kind) || a.firstIndex - b.firstIndex);
          const fresh = [...new MarkClusters().read(marks, shown, 640)];
          fresh.sort((a, b) => a.kind.localeCompare(b.kind) || a.firstIndex - b.firstIndex);
          expect(ordered).toEqual(fresh);
          const inside = marks.filter((one) => one.at >= from && one.at <= 100_000);
          expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length);
          for (const cluster of clusters) expect(marksOf(cluster, marks, 1000)).toHaveLength(cluster.count);
        }
      }),
    );
  });

  it('looks at each of 60,000 marks once, however often it grows', () => {
    let looks = 0;
    const all = Array.from({ length: 60_000 }, (_, i) => {
      const one = mark(i, i * 2, KINDS[i % KINDS.length]);
      return Object.defineProperty({ ...one }, 'kind', {
        get: () => {
          looks += 1;
          return one.kind;
        },
      }) as TimelineMark;
    });
    const clusters = new MarkClusters();
    let shown = clusters.read([], { from: 0, to: 130_000 }, 1000);
    for (let n = 1000; n <= all.length; n += 1000) {
      shown = clusters.read(all.slice(0, n), { from: 0, to: 130_000 }, 1000);
    }
    expect(looks).toBeLessThanOrEqual(2 * all.length);
    expect(shown.reduce((sum, { count }) => sum + count, 0)).toBe(60_000);
    expect(shown.length).toBeLessThan(200);
  });

  it('finds the sign under the pointer, its count included', () => {
    const marks = [mark(1, 10_000), mark(2, 10_010), mark(3, 40_000)];
    const clusters = new MarkClusters().read(marks, window, 1000);
    expect(clusterAt(clusters, 96, 6)?.first.seq).toBe(1);
    expect(clusterAt(clusters, 118, 6)?.first.seq).toBe(1);
    expect(clusterAt(clusters, 200, 6)).toBeUndefined();
    expect(clusterAt(clusters, 398, 6)?.first.seq).toBe(3);
  });

  it('knows what happened last before a moment', () => {
    const marks = [mark(1, 10), mark(2, 20), mark(3, 20), mark(4, 30)];
    expect(markBefore(marks, 9)).toBeUndefined();
    expect(markBefore(marks, 20)?.seq).toBe(3);
    expect(markBefore(marks, 29)?.seq).toBe(3);
    expect(markBefore(marks, 99)?.seq).toBe(4);
  });

  it('writes counts in at most four signs', () => {
    expect([1, 989, 9999, 10_000, 60_000].map(countText)).toEqual(['1', '989', '9999', '10k', '60k']);
  });
});
