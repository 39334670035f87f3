/** The stretch of virtual time that the track shows, and what is done to it: zoom, pan, follow. */
import type { Millis } from '../../engine/index.ts';

export interface TrackWindow {
  readonly from: Millis;
  readonly to: Millis;
}

/** The track shows at least this much, so that the first marks do not jump about. */
const LEAST_SPAN: Millis = 20_000;
/** The closest look. */
const LEAST_ZOOM: Millis = 2_000;
/** How much the whole grows at once: marks keep their places in between. */
const GROWTH = 1.25;
/** Where the playhead is put when it has left the window. */
const LEAD = 0.2;
/** Room for the time of one axis line, in px. */
const AXIS_ROOM = 76;
const AXIS_STEPS: readonly Millis[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map((minutes) => minutes * 60_000),
];

/** Everything that is recorded, with some room to grow. */
export function wholeOf(begins: Millis, newest: Millis): TrackWindow {
  const needed = (newest - begins) * 1.04;
  const growths = Math.max(0, Math.ceil(Math.log(needed / LEAST_SPAN) / Math.log(GROWTH) - 1e-9));
  return { from: begins, to: begins + Math.round(LEAST_SPAN * GROWTH ** growths) };
}

/** Where a moment stands in the window: 0 at its left, 1 at its right end; beyond when outside. */
export function shareOf({ from, to }: TrackWindow, at: Millis): number {
  return (at - from) / (to - from);
}

export function timeAt({ from, to }: TrackWindow, share: number): Millis {
  return from + share * (to - from);
}

export function holds({ from, to }: TrackWindow, at: Millis): boolean {
  return at >= from && at <= to;
}

/** `factor` below 1 looks closer; the moment `around` keeps its place. Undefined when that shows all again. */
export function zoomed(
  window: TrackWindow,
  whole: TrackWindow,
  factor: number,
  around: Millis,
): TrackWindow | undefined {
  const span = Math.max(LEAST_ZOOM, (window.to - window.from) * factor);
  if (span >= whole.to - whole.from) return undefined;
  const centre = holds(window, around) ? around : (window.from + window.to) / 2;
  const from = centre - shareOf(window, centre) * span;
  return within({ from, to: from + span }, whole);
}

export function panned(window: TrackWindow, whole: TrackWindow, by: Millis): TrackWindow {
  return within({ from: window.from + by, to: window.to + by }, whole);
}

/** The window moved on, like a turned page, so that the moment is in it. */
export function following(window: TrackWindow, whole: TrackWindow, at: Millis): TrackWindow {
  if (holds(window, at)) return window;
  const share = at > window.to ? LEAD : 1 - LEAD;
  const from = at - share * (window.to - window.from);
  return within({ from, to: from + window.to - window.from }, whole);
}

/** A window around some moments, with a margin. Undefined when that shows all. */
export function around(first: Millis, last: Millis, whole: TrackWindow): TrackWindow | undefined {
  const span = Math.max(LEAST_ZOOM, (last - first) * 1.4);
  if (span >= whole.to - whole.from) return undefined;
  const from = (first + last - span) / 2;
  return within({ from, to: from + span }, whole);
}

function within({ from, to }: TrackWindow, whole: TrackWindow): TrackWindow {
  const span = to - from;
  const start = Math.round(Math.max(whole.from, Math.min(from, whole.to - span)));
  return { from: start, to: start + Math.round(span) };
}

/** Round moments for the axis of a track so many px wide. */
export function axisOf({ from, to }: TrackWindow, width: number): readonly Millis[] {
  const most = Math.max(1, width / AXIS_ROOM);
  const step = AXIS_STEPS.find((one) => (to - from) / one <= most) ?? 86_400_000;
  const moments: Millis[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) moments.push(at);
  return moments;
}
