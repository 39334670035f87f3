import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedList, listChange } from './list-change.ts';

const entries = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });

describe('a change of a list', () => {
  it('makes the one list of the other', () => {
    fc.assert(
      fc.property(entries, entries, (prev, next) => {
        expect(changedList(prev, listChange(prev, next))).toEqual(next);
      }),
    );
  });

  it('sends only what is new: at the end, in the middle, and when the first entries go', () => {
    expect(listChange([1, 2, 3], [1, 2, 3, 4]).add).toEqual([4]);
    expect(listChange([1, 2, 3], [1, 9, 3]).add).toEqual([9]);
    expect(listChange([1, 2, 3], [2, 3, 4]).add).toEqual([4]);
    expect(listChange([1, 2, 3], [1, 3]).add).toEqual([]);
  });

  it('leaves a list that is as it was', () => {
    const list = [1, 2];
    expect(changedList(list, listChange(list, [1, 2]))).toBe(list);
  });
});
