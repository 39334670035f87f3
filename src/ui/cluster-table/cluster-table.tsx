/**
 * The cluster as a treegrid: the picture's accessible twin, and everybody's table view. Rows are DaemonSets, nodes
 * and Pods; arrows move, a name typed goes to it, Enter opens the Inspector, M the menu.
 */
import { type KeyboardEvent, memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { daemonSetKey, nodeKey } from '../../view/cards.ts';
import { useCluster, useEngine, useFleet } from '../engine-context.tsx';
import { type Selection, useUi } from '../store.ts';
import { RowModel } from './row-model.ts';
import { DaemonSetRow, NodeRows, podsOfRows, rowIndex } from './rows.tsx';
import { findTyped, type Typed, typedNow } from './type-ahead.ts';
import { useRowWindow } from './use-row-window.ts';

/** How far PageUp and PageDown go. */
const PAGE = 10;

export const ClusterTable = memo(function ClusterTable({ hidden }: { readonly hidden: boolean }) {
  const { daemonSets } = useCluster();
  const fleet = useFleet();
  const { view } = useEngine();
  const model = useMemo(() => new RowModel(fleet, daemonSets.length), [fleet, daemonSets.length]);
  const grid = useRef<HTMLDivElement>(null);
  const window = useRowWindow(grid, model, daemonSets.length, fleet.nodes.length, hidden);
  /** The row to focus once it is mounted; a new object each time. */
  const [wanted, setWanted] = useState<{ readonly row: number; readonly node: string }>();
  const typed = useRef<Typed>(undefined);
  const focused = useRef<Element>(undefined);

  useLayoutEffect(() => {
    if (!wanted) return;
    const focus = (): boolean => {
      const row = grid.current?.querySelector<HTMLElement>(`[aria-rowindex="${rowIndex(wanted.row)}"]`);
      row?.focus();
      return row !== undefined && row !== null;
    };
    if (focus()) return;
    // A Pod's row comes with the card of its node, which may still be on its way.
    return view.subscribe(nodeKey(wanted.node), () => requestAnimationFrame(focus));
  }, [wanted, view]);

  // The focused row may have gone from the cluster, or from sight: the keys go on working.
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = undefined;
    if (document.activeElement === document.body) grid.current?.focus({ preventScroll: true });
  });

  const targetOf = (row: number): Selection | undefined => {
    const place = model.placeOf(row);
    if (place?.kind === 'ds') {
      const card = view.get(daemonSetKey(daemonSets[place.at] ?? ''));
      return card && { kind: 'ds', namespace: card.namespace, name: card.name };
    }
    const name = place && fleet.nodes[place.at];
    if (name === undefined) return undefined;
    if (place?.pod === undefined) return { kind: 'node', name };
    const card = view.get(nodeKey(name));
    const chip = card && podsOfRows(card)[place.pod];
    return chip ? { kind: 'pod', namespace: chip.namespace, name: chip.name } : { kind: 'node', name };
  };

  const go = (index: number): void => {
    const row = Math.max(0, Math.min(model.count - 1, index));
    window.reveal(row);
    setWanted({ row, node: fleet.nodes[model.placeOf(row)?.at ?? -1] ?? '' });
    const target = targetOf(row);
    if (target) useUi.getState().select(target);
  };

  /** The focused row; without one, that of the selected node, or where one was. */
  const rowNow = (): number => {
    const focused = document.activeElement?.getAttribute('aria-rowindex');
    if (focused) return Number(focused) - rowIndex(0);
    const { selection } = useUi.getState();
    const at = selection?.kind === 'node' ? fleet.nodes.indexOf(selection.name) : -1;
    return at >= 0 ? model.rowOf(at) : Math.min(wanted?.row ?? 0, model.count - 1);
  };

  const findByName = (event: KeyboardEvent): boolean => {
    const now = typedNow(typed.current, event.key, event.timeStamp);
    typed.current = now; // any other key ends a name
    if (!now) return false;
    const sets = daemonSets.map((id) => id.slice(id.indexOf('/') + 1));
    const place = model.placeOf(rowNow());
    const from = place ? place.at + (place.kind === 'ds' ? 0 : sets.length) : -1;
    const found = findTyped([...sets, ...fleet.nodes], now.text, from);
    if (found >= 0) go(found < sets.length ? found : model.rowOf(found - sets.length));
    return true;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = rowNow();
    const first = document.activeElement === grid.current;
    if (findByName(event)) {
      // A name is being typed.
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') go(first ? now : now + 1);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') go(now - 1);
    else if (event.key === 'PageDown') go(now + PAGE);
    else if (event.key === 'PageUp') go(now - PAGE);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(model.count - 1);
    else if (event.key === 'Enter' && !first) useUi.getState().openDock('inspector');
    else if (['m', 'M', 'ContextMenu', 'Delete'].includes(event.key) && !first) {
      const target = targetOf(now);
      const box = document.activeElement?.getBoundingClientRect();
      if (target) useUi.getState().openMenu({ target, x: (box?.left ?? 0) + 40, y: (box?.top ?? 0) + 40 });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const { first, end } = window.range;
  return (
    <div
      ref={grid}
      role="treegrid"
      aria-label="Cluster"
      aria-rowcount={model.count + 1}
      aria-describedby="cluster-keys"
      tabIndex={0}
      className={`cluster-table${hidden ? ' behind' : ''}${window.partial ? ' partial' : ''}`}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        focused.current = target;
      }}
      // React tells no blur when it unmounts what is focused: this one is the user's.
      onBlur={() => {
        focused.current = undefined;
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a treegrid of divs, so that it can also be laid out as a list */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: headers take no focus */}
      <div role="row" aria-rowindex={1} className="grid-row head">
        {['Name', 'State', 'Reason', 'Revision'].map((title) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: headers take no focus
          <span role="columnheader" key={title}>
            {title}
          </span>
        ))}
      </div>
      {daemonSets.map((id, row) => (
        <DaemonSetRow key={id} id={id} row={row} />
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        role="rowgroup"
        style={window.partial ? { paddingTop: window.above, paddingBottom: window.below } : undefined}
      >
        {fleet.nodes.slice(first, end).map((name, i) => (
          <NodeRows key={name} name={name} row={model.rowOf(first + i)} />
        ))}
      </div>
    </div>
  );
});
