import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Heap } from './heap.ts';

it('gives back any values in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (values) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const value of values) heap.push(value);
      const out: number[] = [];
      for (let top = heap.pop(); top !== undefined; top = heap.pop()) out.push(top);
      expect(out).toEqual([...values].sort((a, b) => a - b));
    }),
  );
});

it('keeps the least on top while values come and go', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(1000), { nil: undefined })), (moves) => {
      const heap = new Heap<number>((a, b) => a < b);
      const model: number[] = [];
      for (const move of moves) {
        if (move === undefined) {
          const least = model.length > 0 ? Math.min(...model) : undefined;
          expect(heap.pop()).toBe(least);
          if (least !== undefined) model.splice(model.indexOf(least), 1);
        } else {
          heap.push(move);
          model.push(move);
        }
        expect(heap.size).toBe(model.length);
      }
    }),
  );
});
