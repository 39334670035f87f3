/** The canvas under the camera: all nodes of a fleet. What changes is painted cell by cell, outside React. */
import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { FLEET } from '../../../view/cards.ts';
import { useEngine } from '../../engine-context.tsx';
import type { Size } from '../use-size.ts';
import { type FarLayout, isNear } from './far-layout.ts';
import { FarPainter } from './far-painter.ts';
import { useFarPalette } from './far-palette.ts';

export function FarCanvas({ layout, size }: { readonly layout: FarLayout; readonly size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  const { view } = useEngine();
  const palette = useFarPalette();

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || size.width === 0) return;
    const painter = new FarPainter(context);
    const paint = (): void => {
      const [x, y, zoom] = flow.getState().transform;
      const { nodes, codes } = view.get(FLEET);
      // Near, each node in sight is a card of its own.
      const shown = isNear(zoom) ? { ...layout, count: 0 } : layout;
      const ratio = devicePixelRatio;
      painter.paintAll({ layout: shown, camera: { x, y, zoom }, names: nodes, codes, palette, ...size, ratio });
    };
    let frame = 0;
    // A camera on the move is followed once a frame.
    const follow = flow.subscribe((now, before) => {
      if (now.transform === before.transform) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(paint);
    });
    const unsubscribe = view.subscribe(FLEET, () => {
      if (!isNear(flow.getState().transform[2])) painter.paintChanges(view.get(FLEET).codes);
    });
    paint();
    return () => {
      cancelAnimationFrame(frame);
      follow();
      unsubscribe();
    };
  }, [flow, view, layout, size, palette]);

  return <canvas ref={canvas} className="far-canvas" style={{ width: size.width, height: size.height }} />;
}
