import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CARD, farLayout, fittingCamera, levelOf, nodeAt, SLOT, slotsInSight, squareOf } from './far-layout.ts';

const room = { width: fc.integer({ min: 300, max: 2000 }), height: fc.integer({ min: 200, max: 1200 }) };
const count = fc.integer({ min: 1, max: 15_000 });

it('design §2: a thousand nodes are cells of 17 with pitch 21 on a laptop; fifteen thousand are dots', () => {
  const { layout, zoom } = farLayout(1000, 1040, 470);
  expect([SLOT * zoom, Math.round(CARD * zoom)]).toEqual([21, 17]);
  expect(levelOf(zoom)).toBe('cell');
  expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(1000);
  expect(levelOf(farLayout(15_000, 1040, 470).zoom)).toBe('dot');
});

it('design §2: the width on the screen decides between dot, cell, tile and card', () => {
  const levels = [13, 14, 55, 56, 199, 200].map((width) => levelOf(width / CARD));
  expect(levels).toEqual(['dot', 'cell', 'cell', 'tile', 'tile', 'card']);
});

it('the fitting camera shows every node, and the node under a point of its square is that node', () => {
  fc.assert(
    fc.property(
      count,
      room.width,
      room.height,
      fc.nat(),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (nodes, width, height, seed, share) => {
        const { layout, zoom } = farLayout(nodes, width, height);
        const camera = fittingCamera(layout, zoom, width, height);
        const index = seed % nodes;
        const { x, y, size } = squareOf(layout, index);
        const [left, top] = [x * zoom + camera.x, y * zoom + camera.y];
        expect(left).toBeGreaterThanOrEqual(-1);
        expect(left + size * zoom).toBeLessThanOrEqual(width + 1);
        // A room too small for all is filled at the smallest distance, and panned.
        if (SLOT * zoom > 2) expect(top + size * zoom).toBeLessThanOrEqual(height + 1);
        expect(nodeAt(layout, camera, left + share * size * zoom, top + share * size * zoom)).toBe(index);
      },
    ),
  );
});

it('what is in sight is just what a point of the room can hit', () => {
  const camera = fc.record({
    x: fc.integer({ min: -5000, max: 500 }),
    y: fc.integer({ min: -5000, max: 500 }),
    zoom: fc.double({ min: 0.02, max: 2, noNaN: true }),
  });
  const share = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(count, room.width, room.height, camera, share, share, (nodes, width, height, at, across, down) => {
      const { layout } = farLayout(nodes, width, height);
      const index = nodeAt(layout, at, across * width, down * height);
      if (index < 0) return;
      const { firstColumn, endColumn, firstRow, endRow } = slotsInSight(layout, at, width, height);
      const [column, row] = [index % layout.columns, Math.floor(index / layout.columns)];
      expect(column >= firstColumn && column < endColumn && row >= firstRow && row < endRow).toBe(true);
    }),
  );
});

it('no node lies beside the picture, in the gap after the last one, or above', () => {
  const { layout, zoom } = farLayout(10, 400, 300);
  const camera = fittingCamera(layout, zoom, 400, 300);
  expect(nodeAt(layout, camera, -50, 150)).toBe(-1);
  expect(nodeAt(layout, camera, 200, camera.y - 1)).toBe(-1);
  expect(nodeAt({ ...layout, count: 9 }, camera, ...centreOf(9))).toBe(-1);
  function centreOf(index: number): [number, number] {
    const { x, y, size } = squareOf(layout, index);
    return [(x + size / 2) * zoom + camera.x, (y + size / 2) * zoom + camera.y];
  }
});
