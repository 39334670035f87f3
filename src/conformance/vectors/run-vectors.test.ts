import { describe, expect, it } from 'vitest';
import { checkVectors, playVectors } from './run-vectors.ts';

describe('playVectors', () => {
  it('replaces what is expected by our answer and keeps the rest', () => {
    const file = {
      area: 'int-or-percent',
      about: 'text',
      cases: [{ id: 'a', given: { value: '50%', total: 3, roundUp: true }, expect: 'anything' }],
    };
    expect(playVectors(file)).toEqual({
      area: 'int-or-percent',
      about: 'text',
      cases: [{ id: 'a', given: { value: '50%', total: 3, roundUp: true }, expect: { error: null, result: 2 } }],
    });
  });

  it('answers an area that nobody plays with an error, never by leaving cases out', () => {
    const file = { area: 'weather', cases: [{ id: 'a', given: {}, expect: { sun: true } }] };
    expect(playVectors(file).cases).toEqual([{ id: 'a', given: {}, expect: { error: 'unknown area weather' } }]);
    expect(checkVectors(file)[0]?.differences).toHaveLength(2);
  });

  it('makes an answer of what a player throws', () => {
    const file = { area: 'node-should-run', cases: [{ id: 'a', given: {}, expect: {} }] };
    expect(playVectors(file).cases[0]?.expect).toHaveProperty('error');
  });
});
