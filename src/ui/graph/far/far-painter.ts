/** Paints a fleet on a canvas: a shape per node by its class, all of them or only those that have changed. */
import { classOf, isOld, NODE_CLASSES, type NodeClass } from '../../../view/cards.ts';
import { CARD, type FarCamera, type FarLayout, levelOf, SLOT, slotsInSight, squareOf } from './far-layout.ts';
import type { FarPalette } from './far-palette.ts';

export interface FarPicture {
  readonly layout: FarLayout;
  readonly camera: FarCamera;
  readonly names: readonly string[];
  /** As in FleetCard. */
  readonly codes: Uint8Array;
  readonly palette: FarPalette;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device px per CSS px. */
  readonly ratio: number;
}

/** Beyond this share of all nodes one sweep is cheaper than cell by cell. */
const SWEEP = 0.25;
/** Below this width a cell has no room for lines: its shape is made of whole pixels. */
const FINE = 7;
/** From this width on a quiet square says with a check what it is. */
const ROOMY = 24;

export class FarPainter {
  readonly #context: CanvasRenderingContext2D;
  #picture: FarPicture | undefined;
  /** What stands on the canvas. */
  #drawn: Uint8Array = new Uint8Array();

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** All anew: the camera, the room or the colours are others. */
  paintAll(picture: FarPicture): void {
    const { canvas } = this.#context;
    const { layout, camera, width, height, ratio } = picture;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
    else this.#context.clearRect(0, 0, across, down);
    this.#picture = picture;
    this.#drawn = picture.codes;
    const { firstColumn, endColumn, firstRow, endRow } = slotsInSight(layout, camera, width, height);
    // Class by class: setting a colour costs more than filling a small square.
    for (const name of NODE_CLASSES) {
      this.#ink(name, picture.palette);
      for (let row = firstRow; row < endRow; row += 1) {
        const last = Math.min(layout.count, row * layout.columns + endColumn);
        for (let index = row * layout.columns + firstColumn; index < last; index += 1) {
          if (classOf(picture.codes[index] ?? 0) === name) this.#shape(name, index, picture);
        }
      }
    }
    this.#context.fillStyle = picture.palette.old;
    for (let row = firstRow; row < endRow; row += 1) {
      const last = Math.min(layout.count, row * layout.columns + endColumn);
      for (let index = row * layout.columns + firstColumn; index < last; index += 1) this.#band(index, picture);
    }
    if (levelOf(camera.zoom) === 'tile') this.#names(picture);
  }

  /** Only the nodes whose class is another now; all when there is no picture of these nodes yet. */
  paintChanges(codes: Uint8Array): void {
    const before = this.#picture;
    if (!before || codes.length !== this.#drawn.length) return;
    const changed: number[] = [];
    for (let index = 0; index < codes.length; index += 1) {
      if (codes[index] !== this.#drawn[index]) changed.push(index);
    }
    if (changed.length === 0) return;
    const picture = { ...before, codes };
    if (changed.length > codes.length * SWEEP || levelOf(picture.camera.zoom) === 'tile') return this.paintAll(picture);
    this.#picture = picture;
    this.#drawn = codes;
    for (const index of changed) {
      const { x, y, size, pitch } = onScreen(picture, index);
      const gap = Math.floor((pitch - size) / 2);
      this.#context.clearRect(x - gap, y - gap, size + 2 * gap, size + 2 * gap);
      const name = classOf(codes[index] ?? 0);
      this.#ink(name, picture.palette);
      this.#shape(name, index, picture);
      this.#context.fillStyle = picture.palette.old;
      this.#band(index, picture);
    }
  }

  /** The left edge of a cell whose Pod has an old template, hatched as on its chip; a dot is too small for one. */
  #band(index: number, picture: FarPicture): void {
    if (!isOld(picture.codes[index] ?? 0) || levelOf(picture.camera.zoom) === 'dot') return;
    const { x, y, size } = onScreen(picture, index);
    const width = Math.max(2, Math.round(size * 0.15));
    const stripe = Math.max(2, Math.round(size / 9));
    for (let down = 0; down < size; down += 2 * stripe) {
      this.#context.fillRect(x, y + down, width, Math.min(stripe, size - down));
    }
  }

  #ink(name: NodeClass, palette: FarPalette): void {
    this.#context.fillStyle = palette[name];
    this.#context.strokeStyle = name === 'problem' ? palette.cut : palette[name];
  }

  #shape(name: NodeClass, index: number, picture: FarPicture): void {
    const context = this.#context;
    const { x, y, size } = onScreen(picture, index);
    switch (name) {
      case 'ok':
        context.fillRect(x, y, size, size);
        if (size >= ROOMY * picture.ratio) this.#check(x, y, size, picture);
        break;
      case 'working': {
        const half = Math.ceil(size / 2);
        context.fillRect(x, y + size - half, size, half);
        break;
      }
      case 'problem':
        context.fillRect(x, y, size, size);
        this.#cross(x, y, size);
        break;
      case 'lost':
        context.beginPath();
        context.moveTo(x + size / 2, y);
        context.lineTo(x + size, y + size);
        context.lineTo(x, y + size);
        context.fill();
        break;
      case 'none':
        if (size < FINE) this.#frame(x, y, size, 1);
        else this.#frame(x, y, size, Math.max(1, Math.round(picture.ratio * 1.25)));
        break;
    }
  }

  /** The X that is cut out of a problem; of a small one only its middle. */
  #cross(x: number, y: number, size: number): void {
    const context = this.#context;
    if (size < FINE) {
      const hole = Math.max(1, Math.floor(size / 3));
      const at = Math.floor((size - hole) / 2);
      context.clearRect(x + at, y + at, hole, hole);
      return;
    }
    const [from, to] = [size * 0.28, size * 0.72];
    context.lineWidth = Math.max(1, size * 0.14);
    context.beginPath();
    context.moveTo(x + from, y + from);
    context.lineTo(x + to, y + to);
    context.moveTo(x + to, y + from);
    context.lineTo(x + from, y + to);
    context.stroke();
  }

  #check(x: number, y: number, size: number, { palette, ratio }: FarPicture): void {
    const context = this.#context;
    const [left, top, side] = [x + size / 2, y + size / 2, Math.min(size * 0.5, 14 * ratio)];
    context.strokeStyle = palette.check;
    context.lineWidth = 1.5 * ratio;
    context.beginPath();
    context.moveTo(left - side / 2, top);
    context.lineTo(left - side / 8, top + side / 3);
    context.lineTo(left + side / 2, top - side / 3);
    context.stroke();
  }

  #frame(x: number, y: number, size: number, line: number): void {
    this.#context.fillRect(x, y, size, size);
    this.#context.clearRect(x + line, y + line, size - 2 * line, size - 2 * line);
  }

  /** Between the rows, at a size that can be read whatever the zoom. */
  #names(picture: FarPicture): void {
    const context = this.#context;
    const { layout, names, palette, ratio } = picture;
    const { firstColumn, endColumn, firstRow, endRow } = slotsInSight(
      layout,
      picture.camera,
      picture.width,
      picture.height,
    );
    context.fillStyle = palette.text;
    context.font = `${12 * ratio}px ${palette.font}`;
    context.textBaseline = 'bottom';
    for (let row = firstRow; row < endRow; row += 1) {
      for (let column = firstColumn; column < endColumn; column += 1) {
        const index = row * layout.columns + column;
        const name = names[index];
        if (name === undefined || index >= layout.count) continue;
        const { x, y, pitch } = onScreen(picture, index);
        context.fillText(name, x, y, pitch - 4 * ratio);
      }
    }
  }
}

/** The square of a node in whole device px, and the distance to the next. */
function onScreen(
  { layout, camera, ratio }: FarPicture,
  index: number,
): { x: number; y: number; size: number; pitch: number } {
  const { x, y } = squareOf(layout, index);
  const scale = camera.zoom * ratio;
  return {
    x: Math.round(camera.x * ratio + x * scale),
    y: Math.round(camera.y * ratio + y * scale),
    size: Math.max(1, Math.round(CARD * scale)),
    pitch: SLOT * scale,
  };
}
