/** A DaemonSet across the whole width: strategy, revisions, and its five counts in kubectl's order. */
import { type MouseEvent, memo } from 'react';
import type { DaemonSetCard } from '../../view/cards.ts';
import { useDaemonSetCard } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';

const COUNTS = [
  ['DESIRED', 'desired', 'nodes that should run the Pod'],
  ['CURRENT', 'current', 'nodes with a Pod object, Pending ones too'],
  ['READY', 'ready', 'nodes whose Pod is Ready'],
  ['UP-TO-DATE', 'upToDate', 'nodes whose Pod has the current template'],
  ['AVAILABLE', 'available', 'nodes whose Pod has been Ready for minReadySeconds'],
] as const;

export const DaemonSetStrip = memo(function DaemonSetStrip({ id }: { readonly id: string }) {
  const card = useDaemonSetCard(id);
  const selected = useUi(
    ({ selection }) => selection?.kind === 'ds' && `${selection.namespace}/${selection.name}` === id,
  );
  if (!card) return null;
  const target = { kind: 'ds', namespace: card.namespace, name: card.name } as const;
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    useUi.getState().openMenu({ target, x: event.clientX, y: event.clientY });
  };
  const scale = Math.max(1, ...COUNTS.map(([, key]) => card.counts[key]));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the treegrid is the accessible twin
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys work in the treegrid
    <div
      className={`strip${selected ? ' selected' : ''}`}
      onClick={() => useUi.getState().select(target)}
      onContextMenu={open}
    >
      <Icon name="grid" />
      <div className="who">
        <b>
          {card.name}
          {card.misscheduled > 0 && (
            <span className="pill" title="Pods on nodes that should not run them. Not a kubectl column.">
              misscheduled {card.misscheduled}
            </span>
          )}
          {card.deleting && <span className="pill">being deleted</span>}
        </b>
        <span>{subtitle(card)}</span>
      </div>
      <Revisions card={card} />
      <dl className="counts">
        {COUNTS.map(([label, key, meaning]) => (
          <div key={key} title={`${label}: ${meaning}`}>
            <dt>{label}</dt>
            <dd>{card.counts[key]}</dd>
            <span className="count-bar">
              <i style={{ width: `${(card.counts[key] / scale) * 100}%` }} />
            </span>
          </div>
        ))}
      </dl>
      <button type="button" tabIndex={-1} className="card-menu" title={`Actions for ${card.name}`} onClick={open}>
        <Icon name="more" />
      </button>
    </div>
  );
});

function subtitle(card: DaemonSetCard): string {
  if (card.observedGeneration < card.generation) return `status still describes generation ${card.observedGeneration}`;
  return card.strategy;
}

function Revisions({ card }: { readonly card: DaemonSetCard }) {
  const total = card.revisions.reduce((sum, { pods }) => sum + pods, 0);
  if (total === 0) return null;
  return (
    <div className="revisions">
      <div className="split">
        {card.revisions.map(({ revision, pods, current }) => (
          <i key={revision} className={current ? 'new' : 'old'} style={{ flexGrow: pods }} />
        ))}
      </div>
      <div className="split-key">
        {card.revisions.map(({ revision, pods, current }) => (
          <span key={revision}>
            <i className={current ? 'new' : 'old'} />r{revision} {pods}
          </span>
        ))}
      </div>
    </div>
  );
}

export function GhostStrip() {
  return (
    <div className="strip ghost">
      <Icon name="grid" />
      <div className="who">
        <b>No DaemonSet yet</b>
        <span>Apply the manifest and it appears here</span>
      </div>
    </div>
  );
}
