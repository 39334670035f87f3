/** The rows of the treegrid: each reads its own card and renders anew only when that changes. */
import { memo } from 'react';
import type { PodChip } from '../../view/cards.ts';
import { useDaemonSetCard, useNodeCard } from '../engine-context.tsx';
import { type Selection, useUi } from '../store.ts';
import { daemonSetRowName, nodeRowName, podRowName } from './row-names.ts';

interface RowProps {
  /** From 0, the header not counted. */
  readonly row: number;
  readonly label: string;
  readonly level: 1 | 2 | 3;
  readonly target: Selection;
  readonly cells: readonly [name: string, state: string, reason: string, revision: string];
}

/** Places in the grid count from 1, and the header is the first. */
export const rowIndex = (row: number): number => row + 2;

function Row({ row, label, level, target, cells }: RowProps) {
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
      aria-rowindex={rowIndex(row)}
      aria-selected={selected}
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

export const DaemonSetRow = memo(function DaemonSetRow({ id, row }: { readonly id: string; readonly row: number }) {
  const card = useDaemonSetCard(id);
  if (!card) return null;
  const { counts, name, namespace } = card;
  const state = `${counts.desired} desired, ${counts.ready} ready, ${counts.upToDate} up to date`;
  return (
    <Row
      row={row}
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

/** A node and the Pods of its card below it. */
export const NodeRows = memo(function NodeRows({ name, row }: { readonly name: string; readonly row: number }) {
  const card = useNodeCard(name);
  // Its card is on its way: the row can be focused already.
  if (!card) return <Row row={row} label={name} level={2} target={{ kind: 'node', name }} cells={[name, '', '', '']} />;
  const reasons = card.slots.map(({ text }) => text).join(', ');
  const taints = card.taints.map(({ key, effect }) => `${key}:${effect}`).join(' ');
  return (
    <>
      <Row
        row={row}
        label={nodeRowName(card)}
        level={2}
        target={{ kind: 'node', name }}
        cells={[name, card.removed ? 'deleted' : card.status, [reasons, taints].filter(Boolean).join(' · '), '']}
      />
      {podsOfRows(card).map((chip, i) => (
        <PodRow key={chip.uid} chip={chip} row={row + 1 + i} />
      ))}
    </>
  );
});

/** A node's Pods in the order of their rows. */
export function podsOfRows(card: {
  readonly porch: readonly PodChip[];
  readonly pods: readonly PodChip[];
  readonly others: readonly PodChip[];
}): readonly PodChip[] {
  return [...card.porch, ...card.pods, ...card.others];
}

const PodRow = memo(function PodRow({ chip, row }: { readonly chip: PodChip; readonly row: number }) {
  const { namespace, name, word, detail = '', revision } = chip;
  return (
    <Row
      row={row}
      label={podRowName(chip)}
      level={3}
      target={{ kind: 'pod', namespace, name }}
      cells={[name, word, detail, revision === undefined ? '' : `r${revision}`]}
    />
  );
});
