/** What React Flow is told wherever it draws: it holds the camera and nothing else. */
import type { ReactFlowProps } from '@xyflow/react';

export const PICTURE_ONLY = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  zoomOnDoubleClick: false,
  disableKeyboardA11y: true,
  // Its keys would be taken from the whole document, and so from the editor too: Space above all.
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  // The whole picture is hidden from assistive technology, so nothing in it may take the focus, not even a link.
  proOptions: { hideAttribution: true },
} as const satisfies ReactFlowProps;
