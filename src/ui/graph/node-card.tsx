/** One node with what is on it, on its porch, and missing from it. Re-renders only when its own card changes. */
import { type MouseEvent, memo } from 'react';
import type { NodeCard as Card } from '../../view/cards.ts';
import { useNodeCard, usePlaybackValue } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { CHIP_ICONS } from './chip-look.ts';
import { PodChip } from './pod-chip.tsx';

export const NodeCardView = memo(function NodeCardView({
  name,
  tile,
}: {
  readonly name: string;
  readonly tile: boolean;
}) {
  const card = useNodeCard(name);
  const selected = useUi(({ selection }) => selection?.kind === 'node' && selection.name === name);
  if (!card) return null;
  const target = { kind: 'node', name } as const;
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    useUi.getState().openMenu({ target, x: event.clientX, y: event.clientY });
  };
  const lost = card.ready !== 'True' && !card.removed;
  const state = `${lost ? ' lost' : ''}${card.removed ? ' removed' : ''}${selected ? ' selected' : ''}`;
  return (
    // The treegrid beside the picture is its accessible twin: this whole picture is hidden from assistive technology.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys work in the treegrid
    <div
      className={`node-place${tile ? ' tile' : ''}`}
      onClick={() => useUi.getState().select(target)}
      onContextMenu={open}
    >
      {card.porch.length > 0 && (
        <div className="porch">
          {card.porch.map((chip) => (
            <PodChip key={chip.uid} chip={chip} short={tile} />
          ))}
        </div>
      )}
      <div className={`node-card${state}`}>
        <header>
          <b>{name}</b>
          {!tile && card.role !== name.replace('-', ' ') && <span className="role">{card.role}</span>}
          <NodeState card={card} />
          {!tile && (
            <button type="button" tabIndex={-1} className="card-menu" title={`Actions for ${name}`} onClick={open}>
              <Icon name="more" />
            </button>
          )}
        </header>
        {tile ? <TileBody card={card} /> : <CardBody card={card} />}
      </div>
    </div>
  );
});

function NodeState({ card }: { readonly card: Card }) {
  if (card.removed) return <span className="state bad">deleted</span>;
  if (card.ready === 'True') {
    return (
      <span className="state">
        <Icon name="check" /> Ready
      </span>
    );
  }
  return (
    <span className="state bad">
      <Icon name="broken-link" /> NotReady
    </span>
  );
}

function CardBody({ card }: { readonly card: Card }) {
  const empty = card.pods.length === 0;
  return (
    <>
      <div className="chips">
        {card.pods.map((chip) => (
          <PodChip key={chip.uid} chip={chip} />
        ))}
        {card.slots.map((slot) => (
          <div key={`${slot.namespace}/${slot.daemonSet}`} className="slot">
            {!slot.wanted && <Icon name="none" />}
            {slot.text}
          </div>
        ))}
        {empty && card.slots.length === 0 && !card.removed && <div className="slot">no pod yet</div>}
      </div>
      <Tags card={card} />
      {!card.removed && (
        <footer>
          <Requests card={card} />
          <Heartbeat card={card} />
        </footer>
      )}
    </>
  );
}

/** The first tags that fit; the rest is counted. */
const MAX_TAGS = 3;

function Tags({ card }: { readonly card: Card }) {
  if (card.removed) return <p className="gone-note">Node object deleted; its Pods wait for Pod GC</p>;
  const taints = card.taints.map(
    ({ key, value, effect }) =>
      `${key.replace(/^node(-role)?\.kubernetes\.io\//, '')}${value ? `=${value}` : ''}:${effect}`,
  );
  const labels = card.labels.map(({ key, value }) => (value === '' ? key : `${key}=${value}`));
  const cordon = card.unschedulable ? ['SchedulingDisabled'] : [];
  const shownTaints = taints.filter((text) => !(card.unschedulable && text.startsWith('unschedulable:')));
  const all = [...cordon, ...shownTaints, ...labels];
  const shown = all.slice(0, shownTaints.length + cordon.length > 0 ? 2 : MAX_TAGS);
  return (
    <div className="tags" title={all.join('\n')}>
      {shown.map((text, i) => (
        <span key={text} className={`tag${i < cordon.length + shownTaints.length ? ' taint' : ''}`}>
          {i < cordon.length ? (
            <Icon name="barrier" />
          ) : i < cordon.length + shownTaints.length ? (
            <Icon name="flag" />
          ) : null}
          <span>{text}</span>
        </span>
      ))}
      {all.length > shown.length && <span className="tag more">+{all.length - shown.length}</span>}
      {card.others.length > 0 && <span className="others">other {card.others.length}</span>}
    </div>
  );
}

const cores = (milli: number): string => String(Math.round(milli / 10) / 100);

function Requests({ card: { cpu } }: { readonly card: Card }) {
  const share = cpu.allocatableMilli > 0 ? Math.min(1, cpu.requestedMilli / cpu.allocatableMilli) : 0;
  return (
    <span className="requests">
      <span className="bar">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      {cores(cpu.requestedMilli)} of {cores(cpu.allocatableMilli)} cpu requested
    </span>
  );
}

const HEARTBEAT_SECONDS = 4;

/** The lease's age as the kubelet renews it; a silent one only grows older. */
function Heartbeat({ card }: { readonly card: Card }) {
  const silent = card.silentSince;
  const age = usePlaybackValue(({ now }) => {
    const seconds = Math.max(0, Math.floor(now / 1000));
    return silent === undefined ? seconds % HEARTBEAT_SECONDS : Math.floor((now - silent) / 1000);
  });
  if (silent !== undefined) return <span className="heartbeat">silent {age} s</span>;
  return (
    <span className="heartbeat">
      <Icon name="heart" /> {age}s
    </span>
  );
}

function TileBody({ card }: { readonly card: Card }) {
  return (
    <div className="tile-icons">
      {card.pods.map((chip) => (
        <span key={chip.uid} className={`tile-icon s-${chip.state}`} title={`${chip.name}: ${chip.word}`}>
          {chip.revision !== undefined && <span className={`band${chip.upToDate ? '' : ' old'}`} />}
          <Icon name={CHIP_ICONS[chip.state]} />
        </span>
      ))}
      {card.pods.length === 0 && <span className="tile-empty">{card.slots[0]?.text ?? 'no pod yet'}</span>}
      {card.taints.length > 0 && (
        <span className="tile-taint" title={card.taints.map(({ key, effect }) => `${key}:${effect}`).join('\n')}>
          <Icon name={card.unschedulable ? 'barrier' : 'flag'} />
        </span>
      )}
    </div>
  );
}
