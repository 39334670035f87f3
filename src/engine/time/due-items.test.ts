import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Cell } from '../store/cell.ts';
import type { QueueItem } from '../store/records.ts';
import { DueItems } from './due-items.ts';

const cell = new Cell('queue', 'k', false);

it('items come by moment, rank and order, however they were put in and taken out in between', () => {
  const item = fc.record({ dueAt: fc.nat(3), rank: fc.nat(1), order: fc.nat(50), takes: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(item), (drawn) => {
      const items = new DueItems();
      let waiting: QueueItem[] = [];
      const first = (): QueueItem | undefined =>
        [...waiting].sort((a, b) => a.dueAt - b.dueAt || b.rank - a.rank || a.order - b.order)[0];
      const take = (): void => {
        const [expected, found] = [first(), items.pop()?.item];
        expect(found && [found.dueAt, found.rank, found.order]).toEqual(
          expected && [expected.dueAt, expected.rank, expected.order],
        );
        waiting = waiting.filter((one) => one !== found);
      };
      for (const { takes, ...rest } of drawn) {
        const one: QueueItem = { actor: 'a', key: 'k', delayed: false, ...rest };
        items.push({ item: one, cell });
        waiting.push(one);
        for (let i = 0; i < takes; i += 1) take();
      }
      while (waiting.length > 0) take();
      expect(items.peek()).toBeUndefined();
    }),
  );
});
