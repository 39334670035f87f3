/**
 * The cluster as a treegrid: the picture's accessible twin, and everybody's table view. Rows are DaemonSets, nodes
 * and Pods; arrows move, Enter opens the Inspector, M the menu.
 */
import { type KeyboardEvent, memo, useCallback, useRef, useState } from 'react';
import type { PodChip } from '../../view/cards.ts';
import { useCluster, useDaemonSetCard, useNodeCard } from '../engine-context.tsx';
import { type Selection, useUi } from '../store.ts';
import { daemonSetRowName, nodeRowName, podRowName } from './row-names.ts';

interface RowProps {
  readonly label: string;
  readonly level: 1 | 2 | 3;
  readonly target: Selection;
  readonly cells: readonly [name: string, state: string, reason: string, revision: string];
}

function Row({ label, level, target, cells }: RowProps) {
  const selected = useUi(
    ({ selection }) =>
      selection?.kind === target.kind && selection.name === target.name && selection.namespace === target.namespace,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a treegrid of divs, so that it can also be laid out as a list
    <div
      role="row"
      tabIndex={-1}
      aria-label={label}
      aria-level={level}
      aria-selected={selected}
      data-target={JSON.stringify(target)}
      className={`grid-row level-${level}${selected ? ' selected' : ''}`}
      onClick={() => useUi.getState().select(target)}
      onKeyDown={() => undefined}
      onContextMenu={(event) => {
        event.preventDefault();
        useUi.getState().openMenu({ target, x: event.clientX, y: event.clientY });
      }}
    >
      {cells.map((text, i) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: the row is what is focused
        // biome-ignore lint/suspicious/noArrayIndexKey: four fixed columns
        <span role="gridcell" key={i}>
          {text}
        </span>
      ))}
    </div>
  );
}

const DaemonSetRow = memo(function DaemonSetRow({ id }: { readonly id: string }) {
  const card = useDaemonSetCard(id);
  if (!card) return null;
  const { counts, name, namespace } = card;
  const state = `${counts.desired} desired, ${counts.ready} ready, ${counts.upToDate} up to date`;
  return (
    <Row
      label={daemonSetRowName(card)}
      level={1}
      target={{ kind: 'ds', namespace, name }}
      cells={[
        name,
        state,
        card.strategy,
        card.revisions.map(({ revision, pods }) => `r${revision}: ${pods}`).join(' '),
      ]}
    />
  );
});

const NodeRows = memo(function NodeRows({ name }: { readonly name: string }) {
  const card = useNodeCard(name);
  if (!card) return null;
  const reasons = card.slots.map(({ text }) => text).join(', ');
  const taints = card.taints.map(({ key, effect }) => `${key}:${effect}`).join(' ');
  return (
    <>
      <Row
        label={nodeRowName(card)}
        level={2}
        target={{ kind: 'node', name }}
        cells={[name, card.removed ? 'deleted' : card.status, [reasons, taints].filter(Boolean).join(' · '), '']}
      />
      {[...card.porch, ...card.pods, ...card.others].map((chip) => (
        <PodRow key={chip.uid} chip={chip} />
      ))}
    </>
  );
});

const PodRow = memo(function PodRow({ chip }: { readonly chip: PodChip }) {
  const { namespace, name, word, detail = '', revision } = chip;
  return (
    <Row
      label={podRowName(chip)}
      level={3}
      target={{ kind: 'pod', namespace, name }}
      cells={[name, word, detail, revision === undefined ? '' : `r${revision}`]}
    />
  );
});

export function ClusterTable({ hidden }: { readonly hidden: boolean }) {
  const { nodes, daemonSets } = useCluster();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const rows = useCallback(
    (): HTMLElement[] => [...(grid.current?.querySelectorAll<HTMLElement>('[role=row][aria-level]') ?? [])],
    [],
  );

  const go = (index: number): void => {
    const all = rows();
    const at = Math.max(0, Math.min(all.length - 1, index));
    setActive(at);
    const row = all[at];
    row?.focus();
    const target = targetOf(row);
    if (target) useUi.getState().select(target);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = rows();
    const at = Math.max(0, all.indexOf(document.activeElement as HTMLElement));
    const target = targetOf(all[at]);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowRight')
      go(document.activeElement === grid.current ? active : at + 1);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(all.length - 1);
    else if (event.key === 'Enter' && target) useUi.getState().openDock('inspector');
    else if (
      (event.key === 'm' || event.key === 'M' || event.key === 'ContextMenu' || event.key === 'Delete') &&
      target
    ) {
      const box = all[at]?.getBoundingClientRect();
      useUi.getState().openMenu({ target, x: (box?.left ?? 0) + 40, y: (box?.top ?? 0) + 40 });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={grid}
      role="treegrid"
      aria-label="Cluster"
      aria-rowcount={-1}
      aria-describedby="cluster-keys"
      tabIndex={0}
      className={`cluster-table${hidden ? ' behind' : ''}`}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: headers take no focus */}
      <div role="row" className="grid-row head">
        {['Name', 'State', 'Reason', 'Revision'].map((title) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: headers take no focus
          <span role="columnheader" key={title}>
            {title}
          </span>
        ))}
      </div>
      {daemonSets.map((id) => (
        <DaemonSetRow key={id} id={id} />
      ))}
      {nodes.map((name) => (
        <NodeRows key={name} name={name} />
      ))}
    </div>
  );
}

function targetOf(row: HTMLElement | undefined): Selection | undefined {
  const text = row?.dataset.target;
  return text === undefined ? undefined : (JSON.parse(text) as Selection);
}
