/** The canvas under the camera: all nodes of a fleet. What changes is painted cell by cell, outside React. */
import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { FLEET } from '../../../view/cards.ts';
import { useEngine } from '../../engine-context.tsx';
import type { Size } from '../use-size.ts';
import { type FarCamera, type FarLayout, isNear, slotsInSight } from './far-layout.ts';
import { FarPainter } from './far-painter.ts';
import { useFarPalette } from './far-palette.ts';

/** So many cells are painted anew at each frame of a moving camera; of more the bitmap is moved. */
const MOST_REPAINTED = 2500;
/** Beyond this scale, either way, a moved bitmap no longer resembles what it stands for. */
const MOST_SCALED = 2;
/** Milliseconds without a move after which a camera rests, and how long a moved bitmap may stand in for a painted one. */
const REST = 100;
const LONGEST_SHIFT = 500;

export function FarCanvas({ layout, size }: { readonly layout: FarLayout; readonly size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  const { view } = useEngine();
  const palette = useFarPalette();

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || size.width === 0) return;
    const painter = new FarPainter(context);
    const { style } = context.canvas;
    let painted: FarCamera = { x: 0, y: 0, zoom: 1 };
    let frame = 0;
    let soon: ReturnType<typeof setTimeout> | undefined;
    let late: ReturnType<typeof setTimeout> | undefined;
    const calm = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(soon);
      clearTimeout(late);
      late = undefined;
    };
    const paint = (): void => {
      calm();
      painted = cameraNow();
      style.transform = '';
      const { nodes, codes } = view.get(FLEET);
      // Near, each node in sight is a card of its own.
      const shown = isNear(painted.zoom) ? { ...layout, count: 0 } : layout;
      painter.paintAll({
        layout: shown,
        camera: painted,
        names: nodes,
        codes,
        palette,
        ...size,
        ratio: devicePixelRatio,
      });
    };
    const cameraNow = (): FarCamera => {
      const [x, y, zoom] = flow.getState().transform;
      return { x, y, zoom };
    };
    /** Moves what is painted under the camera; it is painted anew once that rests, or has moved for long. */
    const shift = (camera: FarCamera): void => {
      const scale = camera.zoom / painted.zoom;
      style.transform = `translate(${camera.x - painted.x * scale}px, ${camera.y - painted.y * scale}px) scale(${scale})`;
      clearTimeout(soon);
      soon = setTimeout(paint, REST);
      late ??= setTimeout(paint, LONGEST_SHIFT);
    };
    const follow = flow.subscribe((now, before) => {
      if (now.transform === before.transform) return;
      // Once a frame.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const camera = cameraNow();
        const { firstColumn, endColumn, firstRow, endRow } = slotsInSight(layout, camera, size.width, size.height);
        const many = (endColumn - firstColumn) * (endRow - firstRow) > MOST_REPAINTED;
        const scale = camera.zoom / painted.zoom;
        if (many && scale > 1 / MOST_SCALED && scale < MOST_SCALED) shift(camera);
        else paint();
      });
    });
    const unsubscribe = view.subscribe(FLEET, () => {
      if (!isNear(painted.zoom)) painter.paintChanges(view.get(FLEET).codes);
    });
    paint();
    return () => {
      calm();
      follow();
      unsubscribe();
    };
  }, [flow, view, layout, size, palette]);

  return <canvas ref={canvas} className="far-canvas" style={{ width: size.width, height: size.height }} />;
}
