/** How the tools beside the picture move it, and what they show of it. */
import type { ReactFlowInstance, useStoreApi } from '@xyflow/react';

export interface Camera {
  zoomIn(): void;
  zoomOut(): void;
  fitView(): void;
  /** 1 = a card at its own size. */
  zoom(): number;
  /** Tells of each move; returns the unsubscribe function. */
  subscribe(on: () => void): () => void;
}

export interface GraphProps {
  /** Told once the picture has been painted. */
  readonly onPainted: () => void;
  readonly onCamera: (camera: Camera) => void;
}

type Flow = Pick<ReactFlowInstance, 'zoomIn' | 'zoomOut'>;
type FlowStore = Pick<ReturnType<typeof useStoreApi>, 'getState' | 'subscribe'>;

/** React Flow's camera, with the picture's own idea of what fits. */
export function cameraOf(flow: Flow, store: FlowStore, fitView: () => void): Camera {
  return {
    zoomIn: () => void flow.zoomIn(),
    zoomOut: () => void flow.zoomOut(),
    fitView,
    zoom: () => store.getState().transform[2],
    subscribe: (on) => store.subscribe(on),
  };
}
