import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fittingLayout, layoutOf } from './layout.ts';

const size = { width: 1040, height: 530 };

it('design §2: four columns, or three for even rows', () => {
  const columns = (nodes: number): number => layoutOf({ ...size, nodes, daemonSets: 1 }).columns;
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 12].map(columns)).toEqual([1, 2, 3, 4, 3, 3, 4, 4, 3, 4]);
});

it('nodes never overlap each other, their leads or the strips, and stay within the width', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 2000 }),
      fc.integer({ min: 200, max: 1200 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 4 }),
      (width, height, nodes, daemonSets) => {
        const layout = layoutOf({ width, height, nodes, daemonSets });
        const bottom = Math.max(...layout.strips.map((strip) => strip.y + strip.height));
        layout.nodes.forEach((a, i) => {
          expect(a.y - layout.lead).toBeGreaterThanOrEqual(bottom - 0.001);
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(layout.width + 0.001);
          for (const b of layout.nodes.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x + 0.001 ||
              b.x + b.width <= a.x + 0.001 ||
              a.y + a.height + layout.lead <= b.y + 0.001;
            expect(apart).toBe(true);
          }
        });
      },
    ),
  );
});

it('shrinks only as far as words stay readable, and uses the room that this gives', () => {
  expect(fittingLayout({ ...size, nodes: 4, daemonSets: 1 })).toMatchObject({ zoom: 1, layout: { columns: 4 } });
  const many = fittingLayout({ ...size, nodes: 100, daemonSets: 1 });
  expect(many.zoom).toBe(0.7);
  expect(many.layout.columns).toBeGreaterThan(layoutOf({ ...size, nodes: 100, daemonSets: 1 }).columns);
  expect(fittingLayout({ width: 390, height: 600, nodes: 9, daemonSets: 1 })).toMatchObject({
    zoom: 1,
    layout: { columns: 1 },
  });
});
