/** What a sign with a count holds: each mark with its moment, to go to. */
import { useEffect, useRef } from 'react';
import { useEngine, useMarks } from '../engine-context.tsx';
import { clockText, momentText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { type MarkCluster, type MarkKind, marksOf } from './mark-clusters.ts';
import { MarkSign } from './track-marks.tsx';
import { zoomTrackTo } from './track-view.ts';

/** More than this nobody reads in a list: zooming takes it apart. */
const MOST = 200;

const WORDS: Readonly<Record<MarkKind, string>> = {
  action: 'actions',
  create: 'creations',
  delete: 'deletions',
  warning: 'warnings',
  check: 'rollouts done',
};

interface MarkListProps {
  readonly cluster: MarkCluster;
  /** Where its sign stands, in px from the left of the track. */
  readonly x: number;
  readonly onClose: () => void;
}

export function MarkList({ cluster, x, onClose }: MarkListProps) {
  const { playback } = useEngine();
  const held = marksOf(cluster, useMarks(), MOST);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const closeOutside = ({ target }: Event): void => {
      if (!box.current?.contains(target as Node | null)) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [onClose]);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('li button')?.focus();
  }, []);
  const { kind, count, first, last } = cluster;
  const move = (by: number): void => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('li button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + by + items.length) % items.length]?.focus();
  };
  return (
    <div
      ref={box}
      className="mark-list"
      role="dialog"
      aria-label={`${count} ${WORDS[kind]}`}
      style={{ '--x': `${x}px` } as React.CSSProperties}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'ArrowDown') move(1);
        else if (event.key === 'ArrowUp') move(-1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <header>
        <b>
          <MarkSign kind={kind} /> {count} {WORDS[kind]}
        </b>
        <button
          type="button"
          className="quiet-button"
          onClick={() => {
            zoomTrackTo(playback, first.at, last.at);
            onClose();
          }}
        >
          <Icon name="zoom-in" /> Zoom
        </button>
        <button type="button" className="quiet-button" aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ol>
        {held.map((mark) => (
          <li key={mark.seq}>
            <button
              type="button"
              onClick={() => {
                playback.seek(mark.seq);
                onClose();
              }}
            >
              <time>{last.at - first.at < 10_000 ? clockText(mark.at) : momentText(mark.at)}</time> {mark.text}
            </button>
          </li>
        ))}
        {count > held.length && <li className="rest">and {count - held.length} more: zoom in to see them</li>}
      </ol>
    </div>
  );
}
