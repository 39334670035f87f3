import { expect, it } from 'vitest';
import { walkMap } from './map-order.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `node-${i + 1}`);
const walk = (count: number, n: number): readonly string[] => walkMap(names(count), (name) => name, 's', 'k', n);

it('§5.2 a small map is walked from a drawn slot on: most often from its first entry, sometimes from another', () => {
  const firsts = Array.from({ length: 400 }, (_, n) => walk(3, n)[0]);
  const share = (name: string): number => firsts.filter((first) => first === name).length / firsts.length;
  expect(share('node-1')).toBeGreaterThan(0.65); // six of eight slots lead to it
  expect(share('node-2')).toBeGreaterThan(0.06);
  expect(share('node-3')).toBeGreaterThan(0.06);
  for (let n = 0; n < 20; n += 1) expect([...walk(3, n)].sort()).toEqual(names(3));
});

it('a larger map is walked in an order of its own each time', () => {
  expect(walk(12, 1)).not.toEqual(walk(12, 2));
  expect([...walk(12, 1)].sort()).toEqual(names(12).sort());
});
