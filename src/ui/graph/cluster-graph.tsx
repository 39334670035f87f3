/** The picture: React Flow holds ids and places; each card reads its own state. */
import { type Node, type NodeProps, ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { memo, useEffect, useMemo, useRef } from 'react';
import { useCluster } from '../engine-context.tsx';
import { useUi } from '../store.ts';
import { Bus } from './bus.tsx';
import { cameraOf, type GraphProps } from './camera.ts';
import { DaemonSetStrip, GhostStrip } from './daemonset-strip.tsx';
import { FleetGraph } from './far/fleet-graph.tsx';
import { fittingLayout, type Layout } from './layout.ts';
import { onNextPaint } from './next-paint.ts';
import { NodeCardView } from './node-card.tsx';
import { PICTURE_ONLY } from './picture-only.ts';
import { useSize } from './use-size.ts';

type StripNode = Node<{ readonly id: string | undefined }, 'strip'>;
type BusNode = Node<{ readonly layout: Layout; readonly names: readonly string[] }, 'bus'>;
type CardNode = Node<{ readonly name: string; readonly tile: boolean }, 'card'>;

function Strip({ data }: NodeProps<StripNode>) {
  return data.id === undefined ? <GhostStrip /> : <DaemonSetStrip id={data.id} />;
}
function BusLines({ data }: NodeProps<BusNode>) {
  return <Bus layout={data.layout} names={data.names} />;
}
function Card({ data }: NodeProps<CardNode>) {
  return <NodeCardView name={data.name} tile={data.tile} />;
}
const MAX_WIRED = 12;
const NODE_TYPES = { strip: Strip, bus: BusLines, card: Card };

/** Beyond so many nodes the picture is a fleet's. */
const MOST_TILES = 120;

export const ClusterGraph = memo(function ClusterGraph(props: GraphProps) {
  const { nodes } = useCluster();
  const fleet = nodes.length > MOST_TILES;
  return (
    <ReactFlowProvider key={String(fleet)}>{fleet ? <FleetGraph {...props} /> : <Flow {...props} />}</ReactFlowProvider>
  );
});

function Flow({ onPainted, onCamera }: GraphProps) {
  const { nodes: names, daemonSets } = useCluster();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const flow = useReactFlow();
  const store = useStoreApi();
  const { layout, zoom } = useMemo(
    () => fittingLayout({ ...size, nodes: names.length, daemonSets: daemonSets.length }),
    [size, names.length, daemonSets.length],
  );
  const nodes = useMemo(() => flowNodes(layout, names, daemonSets), [layout, names, daemonSets]);

  useEffect(() => {
    const fitView = (): void => {
      void flow.setViewport({ x: Math.max(0, (size.width - layout.width * zoom) / 2), y: 0, zoom });
    };
    fitView();
    onCamera(cameraOf(flow, store, fitView));
  }, [flow, store, layout, zoom, size, onCamera]);

  useEffect(() => {
    if (size.width > 0) return onNextPaint(onPainted);
  }, [size.width, onPainted]);

  return (
    <div ref={box} className="graph" aria-hidden="true">
      <ReactFlow
        nodes={nodes}
        edges={[]}
        nodeTypes={NODE_TYPES}
        {...PICTURE_ONLY}
        onlyRenderVisibleElements={names.length > 60}
        panOnScroll
        minZoom={0.1}
        maxZoom={2}
        onPaneClick={() => useUi.getState().select(undefined)}
      />
    </div>
  );
}

function flowNodes(layout: Layout, names: readonly string[], daemonSets: readonly string[]): Node[] {
  const strips = layout.strips.map(
    ({ x, y, width, height }, i): Node => ({
      id: `strip-${daemonSets[i] ?? 'none'}`,
      type: 'strip',
      position: { x, y },
      width,
      height,
      data: { id: daemonSets[i] },
    }),
  );
  // Beyond a dozen nodes the lines would be a curtain.
  const wired = names.length <= MAX_WIRED ? names : [];
  const bus: Node = {
    id: 'bus',
    type: 'bus',
    position: { x: 0, y: 0 },
    width: layout.width,
    height: layout.height,
    zIndex: -1,
    data: { layout, names: wired },
  };
  const cards = names.map((name, i): Node => {
    const { x = 0, y = 0, width = 0, height = 0 } = layout.nodes[i] ?? {};
    return { id: name, type: 'card', position: { x, y }, width, height, data: { name, tile: layout.mode === 'tile' } };
  });
  return [bus, ...strips, ...cards];
}
