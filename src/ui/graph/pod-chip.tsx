/** One Pod: revision band, icon, name, state in a word, and how far it has come. */
import { type CSSProperties, type MouseEvent, memo } from 'react';
import type { PodChip as Chip, Span } from '../../view/cards.ts';
import { usePlaybackValue } from '../engine-context.tsx';
import { spanText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { CHIP_ICONS } from './chip-look.ts';

export const PodChip = memo(function PodChip({
  chip,
  short = false,
}: {
  readonly chip: Chip;
  readonly short?: boolean;
}) {
  const selected = useUi(
    ({ selection }) =>
      selection?.kind === 'pod' && selection.name === chip.name && selection.namespace === chip.namespace,
  );
  const target = { kind: 'pod', namespace: chip.namespace, name: chip.name } as const;
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    useUi.getState().openMenu({ target, x: event.clientX, y: event.clientY });
  };
  const title = `${chip.name}\n${chip.status}${chip.detail ? ` · ${chip.detail}` : ''}${chip.revision === undefined ? '' : `\nrevision ${chip.revision}`}`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`pod-chip s-${chip.state}${selected ? ' selected' : ''}`}
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        useUi.getState().select(target);
      }}
      onContextMenu={open}
    >
      {chip.revision !== undefined && <span className={`band${chip.upToDate ? '' : ' old'}`} />}
      {chip.revision !== undefined && <span className="rev">r{chip.revision}</span>}
      <Icon name={CHIP_ICONS[chip.state]} className="state-icon" />
      {!short && <span className="suffix">{chip.suffix}</span>}
      <span className="word">
        {chip.word}
        {!short && <em>{chip.span ? <Countdown chip={chip} span={chip.span} /> : chip.detail}</em>}
        {chip.stillReady && <Icon name="check" className="keep" />}
      </span>
      {chip.span && (chip.state === 'starting' || chip.state === 'stopping') && (
        <Progress span={chip.span} sinking={chip.state === 'stopping'} />
      )}
    </button>
  );
});

/** Counts in virtual time, a second at a time. */
function Countdown({ chip, span }: { readonly chip: Chip; readonly span: Span }) {
  const left = usePlaybackValue(({ now }) => Math.ceil((span.to - now) / 1000));
  if (chip.state === 'starting') return chip.detail;
  if (chip.state === 'stopping') return `${spanText(left * 1000)} left`;
  return left > 0 ? `retry ${spanText(left * 1000)}` : chip.detail;
}

function Progress({ span, sinking }: { readonly span: Span; readonly sinking: boolean }) {
  const percent = usePlaybackValue(({ now }) => {
    const share = span.to > span.from ? Math.min(1, Math.max(0, (now - span.from) / (span.to - span.from))) : 1;
    return Math.round((sinking ? 1 - share : share) * 50) * 2;
  });
  return <span className="progress" style={{ '--percent': `${percent}%` } as CSSProperties} />;
}
