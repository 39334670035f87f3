/**
 * Keyed randomness: a function of what it is for, never a stream, so that an unrelated new object
 * changes nobody's names or delays.
 */
import { fnv1a32 } from '../../lib/fnv1a.ts';

/** A number in [0, 1) for the `n`-th draw of `purpose` by `key`. */
export function draw(seed: string, purpose: string, key: string, n = 0): number {
  return scramble(fnv1a32(`${seed}\u0000${purpose}\u0000${key}\u0000${n}`)) / 0x1_0000_0000;
}

/** FNV alone leaves near-by keys near each other; this finaliser (of MurmurHash3) spreads them. */
export function scramble(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A version 4 UUID for a key. */
export function uuid(seed: string, key: string): string {
  const base = fnv1a32(`${seed}\u0000uid\u0000${key}`);
  const bytes: number[] = [];
  for (let word = 0; word < 4; word += 1) {
    const value = scramble(base + Math.imul(word + 1, 0x9e3779b9));
    bytes.push(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
  }
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.map((byte) => HEX[byte]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Kubernetes' alphabet for generated names: no vowels and no look-alikes (apimachinery util/rand). */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The five random characters at the end of a generated name. */
export function nameSuffix(seed: string, base: string, n: number): string {
  let text = '';
  for (let i = 0; i < 5; i += 1) text += ALPHABET[Math.floor(draw(seed, `name${i}`, base, n) * ALPHABET.length)];
  return text;
}
