import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { deepEqual } from './deep-equal.ts';

it('is the same text for the same value, however its keys are ordered', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
});

it('tells apart exactly what deepEqual tells apart', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(deepEqual(a, b));
      expect(deepEqual(a, JSON.parse(canonicalJson(a)))).toBe(true);
    }),
  );
});
