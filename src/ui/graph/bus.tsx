/** The lines from the DaemonSet to its Pods: right angles, one bus, and a trunk for further rows. */
import { memo } from 'react';
import { useNodeCard } from '../engine-context.tsx';
import type { Layout, Rect } from './layout.ts';

const RADIUS = 8;
const BUS_DOWN = 10;

export const Bus = memo(function Bus({
  layout,
  names,
}: {
  readonly layout: Layout;
  readonly names: readonly string[];
}) {
  const strip = layout.strips.at(-1);
  if (!strip) return null;
  return (
    <svg className="bus" width={layout.width} height={layout.height} aria-hidden="true">
      {names.map((name, i) => {
        const rect = layout.nodes[i];
        return (
          rect && (
            <Drop
              key={name}
              name={name}
              path={pathTo(rect, strip, layout, Math.floor(i / layout.columns))}
              x={rect.x + rect.width / 2}
              y={rect.y}
            />
          )
        );
      })}
    </svg>
  );
});

/** Only the last drop carries the state: solid once bound, dashed while the Pod waits, none without a Pod. */
function Drop({
  name,
  path,
  x,
  y,
}: {
  readonly name: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}) {
  const card = useNodeCard(name);
  const bound = (card?.pods.length ?? 0) > 0;
  const waiting = (card?.porch.length ?? 0) > 0;
  if (!bound && !waiting) return null;
  const end = waiting ? y - 44 * (card?.porch.length ?? 1) : y;
  return (
    <>
      <path d={`${path}V${end}`} className={bound && !waiting ? '' : 'dashed'} />
      <circle cx={x} cy={end} r="2.5" />
    </>
  );
}

function pathTo(rect: Rect, strip: Rect, layout: Layout, row: number): string {
  const startX = strip.x + strip.width / 2;
  const startY = strip.y + strip.height;
  const busY = startY + BUS_DOWN;
  const x = rect.x + rect.width / 2;
  if (row === 0) return `M${startX} ${startY}${elbow(startX, startY, x, busY)}`;
  const rowY = rect.y - layout.lead + 8;
  const trunkX = trunkOf(layout);
  return `M${startX} ${startY}${elbow(startX, startY, trunkX, busY)}V${rowY - RADIUS}${turn(trunkX, rowY, x)}`;
}

/** Down to the bus, along it, and round the corner towards the target. */
function elbow(x1: number, y1: number, x2: number, busY: number): string {
  if (Math.abs(x2 - x1) < 2 * RADIUS) return `V${busY}H${x2}`;
  const way = Math.sign(x2 - x1);
  return `V${Math.max(y1, busY - RADIUS)}Q${x1} ${busY} ${x1 + way * RADIUS} ${busY}H${x2 - way * RADIUS}Q${x2} ${busY} ${x2} ${busY + RADIUS}`;
}

function turn(x1: number, y: number, x2: number): string {
  const way = Math.sign(x2 - x1) || 1;
  return `Q${x1} ${y} ${x1 + way * RADIUS} ${y}H${x2 - way * RADIUS}Q${x2} ${y} ${x2} ${y + RADIUS}`;
}

/** The middle of the first column gap; left of the only column. */
function trunkOf({ nodes, columns }: Layout): number {
  const [first, second] = nodes;
  if (!first) return 0;
  return columns > 1 && second ? (first.x + first.width + second.x) / 2 : first.x - 10;
}
