/** The track: what was recorded, where one stands, and marks; dragged, clicked, or moved by keys. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import type { TimelineMark } from '../../session/engine-client.ts';
import { useEngine, useMarks, usePlayback } from '../engine-context.tsx';
import { clockText, momentText } from '../format-time.ts';

/** The track shows at least this much, so that the first marks do not jump about. */
const LEAST_SPAN = 20_000;
/** Marks closer than this share of the track are shown as one with a count. */
const MERGE = 0.012;

interface Shown {
  readonly mark: TimelineMark;
  readonly share: number;
  readonly count: number;
  readonly text: string;
}

export function Track() {
  const { playback } = useEngine();
  const { now, position, oldest, head, caption } = usePlayback();
  const marks = useMarks();
  const box = useRef<HTMLDivElement>(null);
  const newest = Math.max(now, marks.at(-1)?.at ?? 0);
  const span = Math.max(LEAST_SPAN, newest * 1.04);
  const shown = useMemo(() => merged(marks, span), [marks, span]);

  /** The Step of the mark or moment under a point of the track. */
  const seekTo = (clientX: number): void => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    const at = Math.max(0, Math.min(1, (clientX - left) / width)) * span;
    playback.pause();
    playback.seekTime(at);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.buttons === 1) seekTo(event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      Home: () => playback.seek(oldest),
      End: () => playback.seek(head),
      ArrowLeft: () => playback.stepBack(),
      ArrowDown: () => playback.stepBack(),
      ArrowRight: () => playback.stepForward(),
      ArrowUp: () => playback.stepForward(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div
      ref={box}
      className="track"
      role="slider"
      tabIndex={0}
      aria-label="Timeline"
      aria-valuemin={oldest}
      aria-valuemax={head}
      aria-valuenow={position}
      aria-valuetext={`${clockText(now)}${caption ? `, ${caption.text}` : ''}`}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      <span className="rail" />
      <span className="past" style={{ width: `${(now / span) * 100}%` }} />
      {shown.map(({ mark, share, count, text }) => (
        <span
          key={mark.seq}
          className={`mark mark-${mark.kind}`}
          style={{ '--at': share } as CSSProperties}
          title={`${momentText(mark.at)} ${text}`}
        >
          {count > 1 && <em>{count}</em>}
        </span>
      ))}
      <span className="head" style={{ '--at': now / span } as CSSProperties} />
    </div>
  );
}

const LOUDNESS: Readonly<Record<TimelineMark['kind'], number>> = {
  action: 4,
  warning: 3,
  check: 2,
  delete: 1,
  create: 0,
};

/** Neighbours become one mark of the loudest kind; an action always stays its own. */
function merged(marks: readonly TimelineMark[], span: number): readonly Shown[] {
  const shown: Shown[] = [];
  for (const mark of marks) {
    const share = mark.at / span;
    const last = shown.at(-1);
    const near = last && share - last.share < MERGE && (last.mark.kind === 'action') === (mark.kind === 'action');
    if (!last || !near) shown.push({ mark, share, count: 1, text: mark.text });
    else {
      const louder = LOUDNESS[mark.kind] > LOUDNESS[last.mark.kind] ? mark : last.mark;
      shown[shown.length - 1] = {
        mark: louder,
        share: last.share,
        count: last.count + 1,
        text: `${last.text}\n${mark.text}`,
      };
    }
  }
  return shown;
}
