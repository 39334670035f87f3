/**
 * Keyed randomness: a function of what it is for, never a stream, so that an unrelated new object
 * changes nobody's names or delays.
 */
import { fnv1a32 } from '../../lib/fnv1a.ts';

/** The hash of what all draws of a seed for a purpose begin with. A cache only. */
const beginnings = new Map<string, Map<string, number>>();
const MOST_SEEDS = 100;

function beginning(seed: string, purpose: string): number {
  let purposes = beginnings.get(seed);
  if (!purposes) {
    if (beginnings.size >= MOST_SEEDS) beginnings.clear();
    purposes = new Map();
    beginnings.set(seed, purposes);
  }
  let hash = purposes.get(purpose);
  if (hash === undefined) {
    hash = fnv1a32(`${seed}\u0000${purpose}\u0000`);
    purposes.set(purpose, hash);
  }
  return hash;
}

/** A number in [0, 1) for the `n`-th draw of `purpose` by `key`. */
export function draw(seed: string, purpose: string, key: string, n = 0): number {
  const ofKey = fnv1a32(key, beginning(seed, purpose));
  return scramble(fnv1a32(n === 0 ? '\u00000' : `\u0000${n}`, ofKey)) / 0x1_0000_0000;
}

/** FNV alone leaves near-by keys near each other; this finaliser (of MurmurHash3) spreads them. */
export function scramble(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The character code of the lowest hexadecimal digit. */
export function hexCode(value: number): number {
  const digit = value & 15;
  return digit < 10 ? 48 + digit : 87 + digit;
}

const DASH = 45;

/** A version 4 UUID for a key. */
export function uuid(seed: string, key: string): string {
  return uuidOf(fnv1a32(key, beginning(seed, 'uid')));
}

/** As uuid, for the key `kind/name/moment`: its parts are hashed one after the other, never put together. */
export function objectUid(seed: string, kind: string, name: string, moment: string): string {
  const ofName = fnv1a32(name, fnv1a32('/', fnv1a32(kind, beginning(seed, 'uid'))));
  return uuidOf(fnv1a32(moment, fnv1a32('/', ofName)));
}

function uuidOf(base: number): string {
  const a = scramble(base + 0x9e3779b9);
  const b = scramble(base + Math.imul(2, 0x9e3779b9));
  const c = scramble(base + Math.imul(3, 0x9e3779b9));
  const d = scramble(base + Math.imul(4, 0x9e3779b9));
  // From codes at once: a text put together keeps its pieces alive, in each of many thousand objects. 52 is the version.
  return String.fromCharCode(
    hexCode(a >>> 4),
    hexCode(a),
    hexCode(a >>> 12),
    hexCode(a >>> 8),
    hexCode(a >>> 20),
    hexCode(a >>> 16),
    hexCode(a >>> 28),
    hexCode(a >>> 24),
    DASH,
    hexCode(b >>> 4),
    hexCode(b),
    hexCode(b >>> 12),
    hexCode(b >>> 8),
    DASH,
    52,
    hexCode(b >>> 16),
    hexCode(b >>> 28),
    hexCode(b >>> 24),
    DASH,
    hexCode(8 | ((c >>> 4) & 3)),
    hexCode(c),
    hexCode(c >>> 12),
    hexCode(c >>> 8),
    DASH,
    hexCode(c >>> 20),
    hexCode(c >>> 16),
    hexCode(c >>> 28),
    hexCode(c >>> 24),
    hexCode(d >>> 4),
    hexCode(d),
    hexCode(d >>> 12),
    hexCode(d >>> 8),
    hexCode(d >>> 20),
    hexCode(d >>> 16),
    hexCode(d >>> 28),
    hexCode(d >>> 24),
  );
}

/** Kubernetes' alphabet for generated names: no vowels and no look-alikes (apimachinery util/rand). */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The five random characters at the end of a generated name. */
export function nameSuffix(seed: string, base: string, n: number): string {
  let text = '';
  for (let i = 0; i < 5; i += 1) text += ALPHABET[Math.floor(draw(seed, `name${i}`, base, n) * ALPHABET.length)];
  return text;
}
