/** The track: what was recorded, where one stands, and marks; dragged, clicked, or moved by keys. */
import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Millis } from '../../engine/index.ts';
import { useEngine, useMarks, usePlayback } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { useUi } from '../store.ts';
import { clusterAt, countText, type MarkCluster, MarkClusters, markBefore } from './mark-clusters.ts';
import { MarkList } from './mark-list.tsx';
import { TrackAxis, TrackMarks } from './track-marks.tsx';
import { panTrack, wholeNow, zoomTrack } from './track-view.ts';
import { following, holds, shareOf, type TrackWindow, timeAt } from './track-window.ts';
import { useScrub } from './use-scrub.ts';
import { useWidth } from './use-width.ts';

/** How far from a sign, in px, the pointer still means it. */
const REACH = 7;

interface TrackProps {
  /** Somebody wants to see what the mark at the playhead holds. */
  readonly marksAsked: boolean;
  readonly onListed: () => void;
}

export function Track({ marksAsked, onListed }: TrackProps) {
  const { playback } = useEngine();
  const { now, position, oldest, head, caption, begins, newest: recorded } = usePlayback();
  const marks = useMarks();
  const zoom = useUi((state) => state.track);
  const box = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const whole = wholeNow(playback);
  const wholeShown = useRef(whole);
  // Under the finger the track stands still, whatever is recorded meanwhile.
  const scrubbing = useUi((state) => state.scrubbing);
  if (!scrubbing && (whole.from !== wholeShown.current.from || whole.to !== wholeShown.current.to)) {
    wholeShown.current = whole;
  }
  const window = zoom ?? wholeShown.current;
  const [merger] = useState(() => new MarkClusters());
  const clusters = useMemo(() => merger.read(marks, window, width), [merger, marks, window, width]);
  const [listed, setListed] = useState<MarkCluster>();
  useFollow(now);
  useWheel(box);

  const newest = Math.max(now, recorded);
  const xOf = (clientX: number): number => clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const momentAt = (clientX: number): Millis =>
    Math.round(Math.min(newest, Math.max(whole.from, timeAt(window, Math.min(1, Math.max(0, xOf(clientX) / width))))));
  const open = (cluster: MarkCluster | undefined): void => {
    if (!cluster) return;
    if (cluster.count === 1) playback.seek(cluster.first.seq);
    else setListed(cluster);
  };
  const scrub = useScrub({
    timeAt: momentAt,
    seek: (at) => playback.seekTime(at),
    tap: (clientX) => {
      slider.current?.focus({ preventScroll: true });
      open(clusterAt(clusters, xOf(clientX), REACH));
    },
    pinch: (factor, clientX) => zoomTrack(playback, factor, timeAt(window, xOf(clientX) / width)),
  });
  const close = useCallback(() => {
    setListed(undefined);
    slider.current?.focus({ preventScroll: true });
  }, []);
  const headAt = scrub.at ?? now;
  const headX = shareOf(window, now) * width;
  useEffect(() => {
    if (!marksAsked) return;
    setListed(nearest(clusters, headX));
    onListed();
  }, [marksAsked, onListed, clusters, headX]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      Home: () => playback.seek(oldest),
      End: () => playback.seek(head),
      ArrowLeft: () => playback.stepBack(),
      ArrowDown: () => playback.stepBack(),
      ArrowRight: () => playback.stepForward(),
      ArrowUp: () => playback.stepForward(),
      PageUp: () => playback.nextEvent(),
      PageDown: () => playback.previousEvent(),
      Enter: () => open(nearest(clusters, headX)),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="track-cell">
      <div ref={box} className={`track${zoom ? ' zoomed' : ''}`} {...scrub.handlers}>
        <div
          ref={slider}
          className="track-slider"
          role="slider"
          tabIndex={0}
          aria-label="Timeline"
          aria-valuemin={oldest}
          aria-valuemax={head}
          aria-valuenow={position}
          aria-valuetext={`${clockText(now)}${caption ? `, ${caption.text}` : ''}`}
          onKeyDown={onKeyDown}
        />
        <span className="rail" />
        <span className="past" style={{ width: `${clamped(shareOf(window, headAt)) * 100}%` }} />
        <TrackMarks clusters={clusters} />
        {zoom && <Overview window={zoom} whole={whole} />}
        <TrackAxis window={window} width={width} begins={begins} />
        {holds(window, headAt) && <span className="head" style={at(shareOf(window, headAt))} />}
        {!listed && (
          <Tip
            x={scrub.at === undefined ? scrub.hoverX && xOf(scrub.hoverX) : shareOf(window, scrub.at) * width}
            momentAt={(x) => scrub.at ?? momentAt(x + (box.current?.getBoundingClientRect().left ?? 0))}
            clusters={clusters}
            width={width}
          />
        )}
      </div>
      {listed && <MarkList cluster={listed} x={shareOf(window, listed.first.at) * width} onClose={close} />}
    </div>
  );
}

function Overview({ window, whole }: { readonly window: TrackWindow; readonly whole: TrackWindow }) {
  const left = clamped(shareOf(whole, window.from));
  const width = clamped(shareOf(whole, window.to)) - left;
  return (
    <span className="track-overview">
      <i style={{ left: `${left * 100}%`, width: `${width * 100}%` }} />
    </span>
  );
}

const at = (share: number): CSSProperties => ({ left: `${share * 100}%` });
const clamped = (share: number): number => Math.max(0, Math.min(1, share));

/** The sign at the playhead, else the last one before it. */
function nearest(clusters: readonly MarkCluster[], x: number): MarkCluster | undefined {
  const before = clusters.filter((cluster) => cluster.x <= x).sort((a, b) => b.x - a.x);
  return clusterAt(clusters, x, REACH) ?? before[0] ?? clusters[0];
}

/** When the playhead leaves the window by itself, the window goes along; panning away from it is free. */
function useFollow(now: Millis): void {
  const { playback } = useEngine();
  const before = useRef(now);
  useEffect(() => {
    const { track, scrubbing } = useUi.getState();
    if (track && !scrubbing && now !== before.current && !holds(track, now)) {
      useUi.setState({ track: following(track, wholeNow(playback), now) });
    }
    before.current = now;
  }, [now, playback]);
}

/** The wheel zooms around the pointer; sideways it pans. */
function useWheel(box: React.RefObject<HTMLDivElement | null>): void {
  const { playback } = useEngine();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      const { left, width } = element.getBoundingClientRect();
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) return panTrack(playback, sideways / width);
      const window = useUi.getState().track ?? wholeNow(playback);
      zoomTrack(playback, 1.0015 ** event.deltaY, timeAt(window, (event.clientX - left) / width));
    };
    // React's own listener is passive, and a page that zooms or scrolls under the wheel loses the track.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box, playback]);
}

interface TipProps {
  readonly x: number | undefined;
  readonly momentAt: (x: number) => Millis;
  readonly clusters: readonly MarkCluster[];
  readonly width: number;
}

/** The time of the place under the pointer, and what happened there or last before it. */
function Tip({ x, momentAt, clusters, width }: TipProps) {
  const marks = useMarks();
  if (x === undefined || width === 0) return null;
  const moment = momentAt(x);
  const under = clusterAt(clusters, x, REACH);
  const cause = under?.first ?? markBefore(marks, moment);
  return (
    <div className="track-tip" style={{ '--x': `${x}px` } as CSSProperties} aria-hidden="true">
      <b>{clockText(under?.first.at ?? moment)}</b>
      {cause && <span>{under && under.count > 1 ? `${countText(under.count)}: ${cause.text}, …` : cause.text}</span>}
    </div>
  );
}
