/**
 * Where the nodes of a fleet stand, and what is seen of them at a zoom: arithmetic on equal square slots. Pure.
 * World units are those of a card at 100 %; the camera is React Flow's: screen = world * zoom + (x, y).
 */
export interface FarLayout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface FarCamera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Columns and rows from `first` on, up to but without `end`. */
export interface SlotRange {
  readonly firstColumn: number;
  readonly endColumn: number;
  readonly firstRow: number;
  readonly endRow: number;
}

/** A card's width, and the distance from one to the next: 17 and 21 px when a thousand nodes fill a laptop's screen. */
export const CARD = 228;
export const SLOT = 282;
const INSET = (SLOT - CARD) / 2;
/** The smallest distance between two nodes that can still be told apart, in px. */
const LEAST_PITCH = 2;

/** design §2: what a node is drawn as, by its width on the screen. */
export type ZoomLevel = 'dot' | 'cell' | 'tile' | 'card';

export function levelOf(zoom: number): ZoomLevel {
  const width = CARD * zoom;
  if (width >= 200) return 'card';
  if (width >= 56) return 'tile';
  return width >= 14 ? 'cell' : 'dot';
}

/** From this width on the nodes in sight are real cards or tiles; few enough fit the screen then. */
export const NEAR_WIDTH = 96;

export const isNear = (zoom: number): boolean => CARD * zoom >= NEAR_WIDTH;

/** Slots in rows that fill the room best, and the largest zoom at which all of them are seen. */
export function farLayout(
  count: number,
  width: number,
  height: number,
): { readonly layout: FarLayout; readonly zoom: number } {
  let pitch = LEAST_PITCH;
  for (let wider = pitch + 1; fits(count, wider, width, height); wider += 1) pitch = wider;
  const columns = Math.max(1, Math.min(count, Math.floor(width / pitch)));
  const rows = Math.ceil(count / columns);
  return { layout: { count, columns, rows, width: columns * SLOT, height: rows * SLOT }, zoom: pitch / SLOT };
}

function fits(count: number, pitch: number, width: number, height: number): boolean {
  return Math.floor(width / pitch) * Math.floor(height / pitch) >= count;
}

/** The camera that shows all, in the middle of the room. */
export function fittingCamera(layout: FarLayout, zoom: number, width: number, height: number): FarCamera {
  const middle = (room: number, picture: number): number => Math.round((room - picture * zoom) / 2);
  return { x: middle(width, layout.width), y: middle(height, layout.height), zoom };
}

/** The square of a node in the world. */
export function squareOf(
  { columns }: FarLayout,
  index: number,
): { readonly x: number; readonly y: number; readonly size: number } {
  return { x: (index % columns) * SLOT + INSET, y: Math.floor(index / columns) * SLOT + INSET, size: CARD };
}

/** The node whose slot lies under a point of the screen; -1 when none does. */
export function nodeAt(layout: FarLayout, camera: FarCamera, x: number, y: number): number {
  const column = Math.floor((x - camera.x) / camera.zoom / SLOT);
  const row = Math.floor((y - camera.y) / camera.zoom / SLOT);
  if (column < 0 || row < 0 || column >= layout.columns) return -1;
  const index = row * layout.columns + column;
  return index < layout.count ? index : -1;
}

/** The slots of which something is seen in a room of this size. */
export function slotsInSight(
  { columns, rows }: FarLayout,
  { x, y, zoom }: FarCamera,
  width: number,
  height: number,
): SlotRange {
  const pitch = SLOT * zoom;
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  return {
    firstColumn: within(Math.floor(-x / pitch), columns),
    endColumn: within(Math.ceil((width - x) / pitch), columns),
    firstRow: within(Math.floor(-y / pitch), rows),
    endRow: within(Math.ceil((height - y) / pitch), rows),
  };
}
