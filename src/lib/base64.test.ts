import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Of, corruptByte, decodedLength } from './base64.ts';

describe('encoding/base64', () => {
  it('agrees with another encoder for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = Buffer.from(text, 'utf8').toString('base64');
        expect(base64Of(text)).toBe(encoded);
        expect(decodedLength(encoded)).toBe(Buffer.byteLength(text));
        expect(corruptByte(encoded)).toBeUndefined();
      }),
    );
  });

  it('says where decoding fails', () => {
    expect(['not base64!', 'abc', 'YQ==x', 'Y=', 'YQ=', 'YW\nI='].map(corruptByte)).toEqual([3, 0, 4, 1, 3, undefined]);
  });
});
