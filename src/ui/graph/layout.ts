/** Where everything stands: strips on top, then rows of nodes with a lead above each for bus and porch. Pure. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly mode: 'card' | 'tile';
  readonly strips: readonly Rect[];
  readonly nodes: readonly Rect[];
  /** Space above each row. */
  readonly lead: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

const GUTTER = 20;
const TOP = 16;
const STRIP_GAP = 8;
const CARD_MIN = 228;
const CARD_MAX = 320;
const TILE_WIDTH = 156;
const TILE_HEIGHT = 72;
/** Above this many nodes cards would be too small to read: tiles. */
const MAX_CARDS = 24;

export interface LayoutInput {
  readonly width: number;
  readonly height: number;
  readonly nodes: number;
  readonly daemonSets: number;
}

export function layoutOf({ width, height, nodes, daemonSets }: LayoutInput): Layout {
  const inner = Math.max(CARD_MIN, width - 2 * GUTTER);
  const sets = Math.max(1, daemonSets);
  const mode = nodes > MAX_CARDS ? 'tile' : 'card';
  const dense = width >= PHONE && (height < 480 || sets > 1);
  const stripHeight = dense ? 64 : 84;
  const lead = mode === 'tile' ? 34 : dense ? 52 : 60;
  const gap = mode === 'tile' ? 12 : nodes > 4 && evenColumns(nodes) === 3 ? 24 : 16;
  const cardMin = mode === 'tile' ? TILE_WIDTH : CARD_MIN;
  const fitting = Math.max(1, Math.floor((inner + gap) / (cardMin + gap)));
  const columns = mode === 'tile' ? fitting : Math.min(fitting, evenColumns(nodes));
  const cardWidth = Math.min(mode === 'tile' ? 240 : CARD_MAX, (inner - (columns - 1) * gap) / columns);
  const cardHeight = mode === 'tile' ? TILE_HEIGHT : 94 + 36 * sets;
  const rowWidth = columns * cardWidth + (columns - 1) * gap;
  const left = GUTTER + Math.max(0, (inner - rowWidth) / 2);

  const strips = Array.from({ length: sets }, (_, i) => ({
    x: GUTTER,
    y: TOP + i * (stripHeight + STRIP_GAP),
    width: inner,
    height: stripHeight,
  }));
  const below = TOP + sets * (stripHeight + STRIP_GAP) - STRIP_GAP;
  const rows = Math.ceil(nodes / columns);
  const total = below + rows * (lead + cardHeight) + TOP;
  // A short picture stands in the upper middle, not at the top edge.
  const down = Math.max(0, Math.min(120, (height - total) / 2.6));
  const placed = Array.from({ length: nodes }, (_, i) => ({
    x: left + (i % columns) * (cardWidth + gap),
    y: down + below + lead + Math.floor(i / columns) * (lead + cardHeight),
    width: cardWidth,
    height: cardHeight,
  }));
  return {
    mode,
    strips: strips.map((strip) => ({ ...strip, y: strip.y + down })),
    nodes: placed,
    lead,
    columns,
    width: inner + 2 * GUTTER,
    height: total + down,
  };
}

/** Four in a row, or three where that leaves even rows. */
function evenColumns(nodes: number): number {
  if (nodes <= 4) return Math.max(1, nodes);
  return nodes === 5 || nodes === 6 || nodes === 9 ? 3 : 4;
}

/** What the picture may shrink to before it has to be panned; words stay readable. */
const ZOOMS: readonly number[] = [1, 0.85, 0.7];
/** A phone shows rows at their full size, and scrolls. */
const PHONE = 500;

/** The largest zoom at which everything is seen, laid out for the room that this zoom gives. */
export function fittingLayout(input: LayoutInput): { readonly layout: Layout; readonly zoom: number } {
  const { width, height } = input;
  let found = { layout: layoutOf(input), zoom: 1 };
  if (width < PHONE) return found;
  for (const zoom of ZOOMS) {
    found = { layout: layoutOf({ ...input, width: width / zoom, height: height / zoom }), zoom };
    if (found.layout.height <= height / zoom) break;
  }
  return found;
}
