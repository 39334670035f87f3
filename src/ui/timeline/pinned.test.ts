import { describe, expect, it } from 'vitest';
import type { BranchInfo } from '../../session/engine-client.ts';
import { movedPin } from './pinned.ts';

const branch = (id: number, after: number): BranchInfo => ({
  id,
  name: 'A',
  after,
  from: 0,
  until: 1,
  steps: 1,
  action: '',
  marks: [],
});

describe('a pinned moment', () => {
  it('stays on the line when it is before the fork', () => {
    const pin = { seq: 5, at: 50 };
    expect(movedPin(pin, [], [branch(1, 5)])).toBe(pin);
    expect(movedPin(pin, [], [])).toBe(pin);
  });

  it('goes along with the future that is cut off', () => {
    expect(movedPin({ seq: 6, at: 50 }, [], [branch(1, 5)])).toEqual({ seq: 6, at: 50, branch: 1 });
  });

  it('stays on its branch when another one is cut off', () => {
    const pin = { seq: 6, at: 50, branch: 1 };
    expect(movedPin(pin, [branch(1, 5)], [branch(1, 2), branch(2, 2)])).toBe(pin);
  });

  it('is left alone by a branch that was there before', () => {
    const pin = { seq: 9, at: 50 };
    expect(movedPin(pin, [branch(1, 5)], [branch(1, 5)])).toBe(pin);
  });
});
