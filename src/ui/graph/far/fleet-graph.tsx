/**
 * The picture of a fleet: DaemonSets on top, and below them all nodes under one camera. Far away a canvas draws them;
 * near, those in sight are React Flow's nodes, with the cards of a small cluster.
 */
import { type Node, type NodeProps, ReactFlow, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCluster } from '../../engine-context.tsx';
import { useUi } from '../../store.ts';
import { cameraOf, type GraphProps } from '../camera.ts';
import { DaemonSetStrip, GhostStrip } from '../daemonset-strip.tsx';
import { onNextPaint } from '../next-paint.ts';
import { NodeCardView } from '../node-card.tsx';
import { PICTURE_ONLY } from '../picture-only.ts';
import { useSize } from '../use-size.ts';
import { FarCanvas } from './far-canvas.tsx';
import {
  CARD,
  type FarLayout,
  farLayout,
  fittingCamera,
  isNear,
  levelOf,
  nodeAt,
  SLOT,
  slotsInSight,
  squareOf,
} from './far-layout.ts';
import { FarLegend } from './far-legend.tsx';
import { FarPopover } from './far-popover.tsx';

type NearNode = Node<{ readonly name: string; readonly tile: boolean }, 'near'>;

function Near({ data }: NodeProps<NearNode>) {
  return (
    <div className={data.tile ? 'near-tile' : 'near-card'}>
      <NodeCardView name={data.name} tile={data.tile} />
    </div>
  );
}
const NODE_TYPES = { near: Near };
const MAX_ZOOM = 2;

export function FleetGraph({ onPainted, onCamera }: GraphProps) {
  const { nodes: names, daemonSets } = useCluster();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const { layout, zoom } = useMemo(() => farLayout(names.length, size.width, size.height), [names.length, size]);
  const flow = useReactFlow();
  const store = useStoreApi();
  const near = useNearNodes(layout, names, daemonSets.length);
  const [hovered, setHovered] = useState(-1);

  // By its numbers: one node more moves the camera only when it needs another place.
  const fit = fittingCamera(layout, zoom, size.width, size.height);
  useEffect(() => {
    const fitView = (): void => void flow.setViewport({ x: fit.x, y: fit.y, zoom: fit.zoom });
    fitView();
    onCamera(cameraOf(flow, store, fitView));
  }, [flow, store, fit.x, fit.y, fit.zoom, onCamera]);

  useEffect(
    () => store.subscribe(({ transform: [, , now] }) => box.current?.style.setProperty('--zoom', String(now))),
    [store],
  );

  useEffect(() => {
    if (size.width > 0) return onNextPaint(onPainted);
  }, [size.width, onPainted]);

  const nodeUnder = useCallback(
    ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): number => {
      const [x, y, now] = store.getState().transform;
      const { left = 0, top = 0 } = box.current?.getBoundingClientRect() ?? {};
      return isNear(now) ? -1 : nodeAt(layout, { x, y, zoom: now }, clientX - left, clientY - top);
    },
    [store, layout],
  );
  const targetUnder = (event: { readonly clientX: number; readonly clientY: number }) => {
    const name = names[nodeUnder(event)];
    return name === undefined ? undefined : ({ kind: 'node', name } as const);
  };
  const openMenu = (event: globalThis.MouseEvent | MouseEvent): void => {
    event.preventDefault();
    const target = targetUnder(event);
    if (target) useUi.getState().openMenu({ target, x: event.clientX, y: event.clientY });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const onCard = event.target instanceof Element && event.target.closest('.far-popover') !== null;
    setHovered(event.buttons === 0 && event.pointerType === 'mouse' && !onCard ? nodeUnder(event) : -1);
  };

  return (
    <div className="graph fleet" aria-hidden="true">
      <div className="far-strips">
        {daemonSets.length === 0 && <GhostStrip />}
        {daemonSets.map((id) => (
          <DaemonSetStrip key={id} id={id} />
        ))}
      </div>
      <div ref={box} className="far-field" onPointerMove={onPointerMove} onPointerLeave={() => setHovered(-1)}>
        <FarCanvas layout={layout} size={size} />
        <ReactFlow
          nodes={near}
          edges={[]}
          nodeTypes={NODE_TYPES}
          {...PICTURE_ONLY}
          minZoom={Math.min(zoom, 0.1)}
          maxZoom={MAX_ZOOM}
          translateExtent={[
            [-SLOT, -SLOT],
            [layout.width + SLOT, layout.height + SLOT],
          ]}
          onPaneClick={(event) => useUi.getState().select(targetUnder(event))}
          onPaneContextMenu={openMenu}
          onMoveStart={() => setHovered(-1)}
        />
        <FarPopover layout={layout} size={size} hovered={hovered} />
      </div>
      <FarLegend />
    </div>
  );
}

/** The nodes in sight once they are large enough to be cards; none before. */
function useNearNodes(layout: FarLayout, names: readonly string[], daemonSets: number): NearNode[] {
  // As text: the camera moves at every frame, what is in sight changes now and then.
  const sight = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!isNear(zoom)) return '';
    const { firstColumn, endColumn, firstRow, endRow } = slotsInSight(layout, { x, y, zoom }, width, height);
    return [levelOf(zoom), firstColumn, endColumn, firstRow, endRow].join(' ');
  });
  return useMemo(() => {
    if (sight === '') return [];
    const [level, ...edges] = sight.split(' ');
    const [firstColumn = 0, endColumn = 0, firstRow = 0, endRow = 0] = edges.map(Number);
    const tile = level === 'tile';
    const height = tile ? CARD : 94 + 36 * Math.max(1, daemonSets);
    const nodes: NearNode[] = [];
    for (let row = firstRow; row < endRow; row += 1) {
      for (let column = firstColumn; column < endColumn; column += 1) {
        const index = row * layout.columns + column;
        const name = names[index];
        if (name === undefined) continue;
        const { x, y } = squareOf(layout, index);
        nodes.push({
          id: name,
          type: 'near',
          position: { x, y: y + CARD - height },
          width: CARD,
          height,
          data: { name, tile },
        });
      }
    }
    return nodes;
  }, [sight, layout, names, daemonSets]);
}
