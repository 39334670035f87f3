import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FleetCard } from '../../view/cards.ts';
import { RowModel, type RowPlace } from './row-model.ts';
import { findTyped, type Typed, typedNow } from './type-ahead.ts';

function fleetOf(pods: readonly number[]): FleetCard {
  return {
    nodes: pods.map((_, i) => `node-${i + 1}`),
    codes: new Uint8Array(pods.length),
    pods: Uint16Array.from(pods),
    counts: [pods.length, 0, 0, 0, 0],
    old: 0,
    gone: 0,
  };
}

describe('design §8: rows of the treegrid', () => {
  it('each row number has one place: DaemonSets, then each node with its Pods', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 30 }), fc.nat(3), (pods, daemonSets) => {
        const model = new RowModel(fleetOf(pods), daemonSets);
        const expected: RowPlace[] = Array.from({ length: daemonSets }, (_, at) => ({ kind: 'ds', at }));
        pods.forEach((count, at) => {
          expect(model.rowOf(at)).toBe(expected.length);
          expected.push({ kind: 'node', at });
          for (let pod = 0; pod < count; pod += 1) expected.push({ kind: 'node', at, pod });
        });
        expect(model.count).toBe(expected.length);
        expect(Array.from({ length: model.count }, (_, row) => model.placeOf(row))).toEqual(expected);
        expect([model.placeOf(-1), model.placeOf(model.count)]).toEqual([undefined, undefined]);
      }),
    );
  });

  it('the nodes within some rows are just those that have a row there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 20 }),
        (pods, from, rows) => {
          const model = new RowModel(fleetOf(pods), 0);
          const first = Math.min(from, model.count - 1);
          const end = Math.min(model.count, first + rows);
          const seen = new Set(Array.from({ length: end - first }, (_, i) => model.placeOf(first + i)?.at));
          const range = model.nodesWithin(first, end);
          expect([range.first, range.end - 1]).toEqual([
            Math.min(...[...seen].map(Number)),
            Math.max(...[...seen].map(Number)),
          ]);
        },
      ),
    );
  });
});

describe('type-ahead', () => {
  const names = ['log-collector', 'node-1', 'node-2', 'node-50', 'node-500', 'worker'];
  const typed = (keys: string, every = 100) =>
    [...keys].reduce<Typed | undefined>((before, key, i) => typedNow(before, key, i * every), undefined)?.text;

  it('keys that follow soon make one name; after a rest it begins anew', () => {
    expect(typed('node-5')).toBe('node-5');
    expect(typed('no', 2000)).toBe('o');
  });

  it('the page keeps its own keys, unless a name is being typed', () => {
    expect(typed('j')).toBeUndefined();
    expect(typed('-')).toBeUndefined();
    expect(typed('nj')).toBe('nj');
    expect(typedNow(undefined, 'ArrowDown', 0)).toBeUndefined();
  });

  it('goes to the next name that begins so, round the end; one letter again and again goes on', () => {
    expect(findTyped(names, 'n', 0)).toBe(1);
    expect(findTyped(names, 'nn', 1)).toBe(2);
    expect(findTyped(names, 'n', 4)).toBe(1);
    expect(findTyped(names, 'node-5', 1)).toBe(3);
    expect(findTyped(names, 'node-50', 3)).toBe(3);
    expect(findTyped(names, 'x', 0)).toBe(-1);
  });

  it('a number finds the node that ends with it', () => {
    expect(findTyped(names, '500', 0)).toBe(4);
    expect(findTyped(names, '50', 0)).toBe(3);
    expect(findTyped(names, '5', 0)).toBe(-1);
  });
});
