/** The card of the node under the pointer, or of the selected one, beside its cell. */
import { useStore } from '@xyflow/react';
import { useFleet, usePodPlace } from '../../engine-context.tsx';
import { useUi } from '../../store.ts';
import { NodeCardView } from '../node-card.tsx';
import type { Size } from '../use-size.ts';
import { CARD, type FarLayout, isNear, squareOf } from './far-layout.ts';

const WIDTH = 280;
/** Between the cell and its card. */
const GAP = 10;
const MARGIN = 8;

interface PopoverProps {
  readonly layout: FarLayout;
  readonly size: Size;
  /** The number of the node under the pointer, -1 when there is none. */
  readonly hovered: number;
}

export function FarPopover({ layout, size, hovered }: PopoverProps) {
  const [x, y, zoom] = useStore((state) => state.transform);
  const { nodes } = useFleet();
  const node = useUi(({ selection }) => (selection?.kind === 'node' ? selection.name : undefined));
  const pod = useUi(({ selection }) => (selection?.kind === 'pod' ? `${selection.namespace}/${selection.name}` : ''));
  const place = usePodPlace(pod);
  const selected = node ?? place;
  if (isNear(zoom)) return null;
  const at = hovered >= 0 ? hovered : selected === undefined ? -1 : nodes.indexOf(selected);
  const name = nodes[at];
  if (name === undefined) return null;
  const square = squareOf(layout, at);
  const cell = { left: square.x * zoom + x, top: square.y * zoom + y, side: CARD * zoom };
  const middle = { x: cell.left + cell.side / 2, y: cell.top + cell.side / 2 };
  // What has been moved out of sight has no card there.
  if (middle.x < 0 || middle.y < 0 || middle.x > size.width || middle.y > size.height) return null;
  const right = cell.left + cell.side + GAP;
  const left = right + WIDTH + MARGIN <= size.width ? right : Math.max(MARGIN, cell.left - GAP - WIDTH);
  const beside =
    middle.y < size.height / 2
      ? { top: Math.max(MARGIN, cell.top - GAP) }
      : { bottom: Math.max(MARGIN, size.height - cell.top - cell.side - GAP) };
  const ring = Math.max(cell.side + 4, 12);
  return (
    <>
      <span
        className="far-ring"
        style={{ left: middle.x - ring / 2, top: middle.y - ring / 2, width: ring, height: ring }}
      />
      <div className={`far-popover${hovered >= 0 ? ' passing' : ''}`} style={{ left, width: WIDTH, ...beside }}>
        <NodeCardView key={name} name={name} tile={false} />
      </div>
    </>
  );
}
