/** Which nodes of the treegrid are mounted: all of a small cluster; of a fleet those near the focus or in sight. */
import { type RefObject, useEffect, useState } from 'react';
import type { NodeRange, RowModel } from './row-model.ts';

/** Up to so many nodes all rows are mounted, for whoever reads the whole table. */
export const MOST_MOUNTED = 120;
/** Rows beyond what is in sight, so that scrolling meets no gap. */
const MARGIN = 10;
/** Nodes on either side of the focused one while the picture covers the table. */
const AROUND = 6;

interface Sight {
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
}

export interface RowWindow {
  readonly range: NodeRange;
  /** Whether only some rows are mounted. */
  readonly partial: boolean;
  /** Pixels that stand for the rows above and below. */
  readonly above: number;
  readonly below: number;
  /** Brings a row into sight, so that it is mounted in the next render. */
  reveal(row: number): void;
}

export function useRowWindow(
  box: RefObject<HTMLElement | null>,
  model: RowModel,
  daemonSets: number,
  nodes: number,
  hidden: boolean,
): RowWindow {
  const [anchor, setAnchor] = useState(0);
  const [sight, setSight] = useState<Sight>({ top: 0, height: 600, rowHeight: 33 });
  const partial = nodes > MOST_MOUNTED;

  useEffect(() => {
    const element = box.current;
    if (!element || !partial || hidden) return;
    const look = (): void => {
      const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || 33;
      setSight({ top: element.scrollTop, height: element.clientHeight, rowHeight });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, partial, hidden]);

  const { top, height, rowHeight } = sight;
  const range = partial
    ? hidden
      ? { first: Math.max(0, anchor - AROUND), end: Math.min(nodes, anchor + AROUND + 1) }
      : model.nodesWithin(Math.floor(top / rowHeight) - MARGIN, Math.ceil((top + height) / rowHeight) + MARGIN)
    : { first: 0, end: nodes };
  const reveal = (row: number): void => {
    const place = model.placeOf(row);
    setAnchor(place?.kind === 'node' ? place.at : 0);
    const element = box.current;
    if (!element || !partial || hidden) return;
    // The header sticks to the top.
    const [from, to] = [row * rowHeight, (row + 2) * rowHeight];
    if (from < element.scrollTop) element.scrollTop = from;
    else if (to > element.scrollTop + element.clientHeight) element.scrollTop = to - element.clientHeight;
    setSight({ ...sight, top: element.scrollTop });
  };
  return {
    range,
    partial,
    above: (model.rowOf(range.first) - daemonSets) * rowHeight,
    below: (model.count - model.rowOf(range.end)) * rowHeight,
    reveal,
  };
}
