import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepEqual } from './deep-equal.ts';
import { shareParts } from './share-parts.ts';

describe('shareParts', () => {
  it('keeps what differs and takes the rest from the other', () => {
    const like = { spec: { a: [1, { b: 2 }] }, status: { ready: false } };
    const value = { spec: { a: [1, { b: 2 }] }, status: { ready: true } };
    const shared = shareParts(value, like);
    expect(shared).toEqual(value);
    expect(shared.spec).toBe(like.spec);
    expect(shared.status).not.toBe(like.status);
  });

  it('is the other one itself when nothing differs', () => {
    const like = { a: [], b: undefined };
    expect(shareParts(structuredClone(like), like)).toBe(like);
    expect(shareParts({ a: [] }, like)).not.toBe(like);
  });

  it('never changes what a value says', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (value, like) => deepEqual(shareParts(value, like), value)));
  });
});
