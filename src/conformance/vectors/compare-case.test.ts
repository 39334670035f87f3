import { describe, expect, it } from 'vitest';
import { compareCase, differencesOf } from './compare-case.ts';

describe('compareCase', () => {
  it('says whether a case passes', () => {
    expect(compareCase({ a: 1 }, { a: 1 })).toBe(true);
    expect(compareCase({ a: 1 }, { a: 2 })).toBe(false);
  });

  it('takes no notice of the order of keys', () => {
    expect(differencesOf({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toEqual([]);
  });

  it('lets a field that is absent in the wanted answer be null or undefined, and nothing else', () => {
    expect(differencesOf({}, { error: null, more: undefined })).toEqual([]);
    expect(differencesOf({}, { error: '' })).toEqual([{ path: 'error', want: 'absent', got: '""' }]);
  });

  it('wants what is there: null is not absent, and 1 is not "1"', () => {
    expect(differencesOf({ error: null }, {})).toEqual([{ path: 'error', want: 'null', got: 'absent' }]);
    expect(differencesOf({ a: [1] }, { a: ['1'] })).toEqual([{ path: 'a[0]', want: '1', got: '"1"' }]);
  });

  it('tells lists from objects, and lists of other lengths', () => {
    expect(differencesOf([], {})).toHaveLength(1);
    expect(differencesOf([1, 2], [1])).toEqual([{ path: '', want: '[1,2]', got: '[1]' }]);
  });
});
