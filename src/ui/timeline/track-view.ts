/** What the track shows now, and the ways to change that: for the track itself, buttons, menu and keys. */
import type { Millis } from '../../engine/index.ts';
import type { Playback } from '../../session/engine-client.ts';
import { useUi } from '../store.ts';
import { around, panned, type TrackWindow, wholeOf, zoomed } from './track-window.ts';

/** One press of a zoom button. */
export const ZOOM_STEP = 0.5;

/** How far each story has come, also where nothing more happened: going back does not make its track shorter. */
const reached = new WeakMap<Playback, { readonly head: number; readonly until: Millis }>();

/** All that is recorded, the old futures too. */
export function wholeNow(playback: Playback): TrackWindow {
  const { now, head, begins, newest } = playback.state();
  const before = reached.get(playback);
  // A future that was cut off no longer counts, unless it is kept.
  const known = before && before.head <= head ? before.until : 0;
  const until = Math.max(now, known, newest);
  reached.set(playback, { head, until });
  return wholeOf(begins, Math.max(until, ...playback.branches().map((branch) => branch.until)));
}

export function windowNow(playback: Playback): TrackWindow {
  return useUi.getState().track ?? wholeNow(playback);
}

/** Looks closer (factor below 1) or wider, around the playhead unless a moment is given. */
export function zoomTrack(playback: Playback, factor: number, at: Millis = playback.state().now): void {
  useUi.setState({ track: zoomed(windowNow(playback), wholeNow(playback), factor, at) });
}

export function panTrack(playback: Playback, share: number): void {
  const { track } = useUi.getState();
  if (track) useUi.setState({ track: panned(track, wholeNow(playback), share * (track.to - track.from)) });
}

export function zoomTrackTo(playback: Playback, first: Millis, last: Millis): void {
  useUi.setState({ track: around(first, last, wholeNow(playback)) });
}

export function showWholeTrack(): void {
  useUi.setState({ track: undefined });
}
