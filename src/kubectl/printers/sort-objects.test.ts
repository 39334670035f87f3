import { describe, expect, it } from 'vitest';
import type { GoValue } from '../go-values/go-value.ts';
import { sortObjects, sortRows } from './sort-objects.ts';

const same = (value: GoValue): GoValue => value;
const by = (field: string, values: readonly GoValue[]): readonly GoValue[] =>
  sortObjects(
    values.map((v) => ({ v })),
    field,
    same,
  );

describe('get.SortObjects', () => {
  it('compares quantities as amounts, and texts that are none as texts', () => {
    const sorted = by('v', ['1Gi', '2k', '512Mi', '100']);
    expect(sorted.map((item) => (item as { v: string }).v)).toEqual(['100', '2k', '512Mi', '1Gi']);
  });

  it('puts objects without the field first, the later of two before the earlier', () => {
    const items: readonly GoValue[] = [{ id: 0 }, { id: 1, v: 'a' }, { id: 2 }];
    expect(sortObjects(items, '.v', same).map((item) => (item as { id: number }).id)).toEqual([2, 0, 1]);
  });

  it('orders equal rows as Go’s unstable sort does', () => {
    const items = Array.from({ length: 30 }, (_, id) => ({ id, v: (id * 7) % 3 }));
    const ids = sortObjects(items, '.v', same).map((item) => (item as { id: number }).id);
    // What sort.Sort of Go 1.26 made of the same list.
    expect(ids).toEqual([
      12, 27, 24, 3, 21, 18, 6, 0, 15, 9, 7, 4, 10, 13, 28, 1, 16, 25, 22, 19, 8, 20, 5, 23, 2, 17, 26, 11, 14, 29,
    ]);
  });

  it('has words for a field that nobody has and for types without an order', () => {
    expect(() => by('{.x}', ['a', 'b'])).toThrow('couldn\'t find any field with path "{.x}" in the list of objects');
    expect(() => by('v', [true, false])).toThrow('err: unsortable type: bool');
    expect(() => sortRows([{ v: 'a' }], '{.v', same)).toThrow('sorting error: unclosed action');
  });
});
