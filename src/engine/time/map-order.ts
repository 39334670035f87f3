/**
 * The order in which Go walks a map, where upstream iterates one: any order is a real one. A map of at most eight
 * entries is a single group of slots, walked from a drawn slot on, so some orders come often (internal/runtime/maps);
 * larger ones are walked in an order that looks random.
 */
import { draw } from './draw.ts';

export const GROUP_SLOTS = 8;

/** `entries` by their slots; `key` and `n` tell this walk from others. */
export function walkMap<T>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
  seed: string,
  key: string,
  n: number,
): readonly T[] {
  if (entries.length <= GROUP_SLOTS) {
    const start = Math.floor(draw(seed, 'map-start', key, n) * GROUP_SLOTS);
    return start >= entries.length ? entries : [...entries.slice(start), ...entries.slice(0, start)];
  }
  const ranked = entries.map((entry) => ({ entry, rank: walkRankOf(nameOf(entry), seed, key, n) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

/** By what the entries of a larger map are ordered. */
export function walkRankOf(name: string, seed: string, key: string, n: number): number {
  return draw(seed, 'map-rank', `${key}/${name}`, n);
}
