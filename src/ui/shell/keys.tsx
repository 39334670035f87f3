/** The keys of the page, and the list of them. */
import { useEffect, useRef } from 'react';
import { SPEEDS } from '../../session/engine-client.ts';
import { useEngine } from '../engine-context.tsx';
import { useUi } from '../store.ts';
import { undoAction } from '../timeline/pinned.ts';
import { showWholeTrack, ZOOM_STEP, zoomTrack } from '../timeline/track-view.ts';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl+Enter', 'Apply the manifest'],
  ['Ctrl+Shift+Enter', 'Dry run'],
  ['Space', 'Play or pause'],
  [', and .', 'Step back, step forward'],
  ['J, Shift+J', 'Next, previous event'],
  ['R', 'Play to the next rest'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'Undo, redo an action: time travel'],
  ['- and =', 'Slower, faster'],
  ['[ and ]', 'Look wider, closer at the track'],
  ['\\', 'Show the whole track'],
  ['Home, End', 'On the track: start, newest moment'],
  ['Arrows', 'On the track: step by step'],
  ['PageUp, PageDown', 'On the track: event by event'],
  ['Enter', 'On the track: list the marks here'],
  ['T', 'Graph or table'],
  ['I', 'Inspector of what is selected'],
  ['M', 'Menu of what is selected'],
  ['Tab, Ctrl+R, Ctrl+C', 'In the terminal: complete, search, end'],
  ['F6, Shift+F6', 'Next, previous region'],
  ['Esc', 'Close, deselect'],
  ['?', 'These keys'],
];

const REGIONS = ['.editor', '.cluster', '.timeline', '.dock'];

/** Single letters act only outside text fields. */
export function useKeys(): void {
  const { playback } = useEngine();
  useEffect(() => {
    const faster = (by: number): void => {
      const at = SPEEDS.findIndex((speed) => speed === playback.state().speed);
      const next = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + by))];
      if (next !== undefined) playback.setSpeed(next);
    };
    const ui = useUi.getState;
    const acts: Readonly<Record<string, () => void>> = {
      ' ': () => {
        const { playing, looking } = playback.state();
        if (playing || looking) playback.pause();
        else playback.play();
      },
      ',': () => playback.stepBack(),
      '.': () => playback.stepForward(),
      j: () => playback.nextEvent(),
      J: () => playback.previousEvent(),
      r: () => (playback.state().toRest ? playback.pause() : playback.playToRest()),
      '-': () => faster(-1),
      '=': () => faster(1),
      '[': () => zoomTrack(playback, 1 / ZOOM_STEP),
      ']': () => zoomTrack(playback, ZOOM_STEP),
      '\\': showWholeTrack,
      t: () => ui().setClusterView(ui().clusterView === 'graph' ? 'table' : 'graph'),
      i: () => ui().openDock('inspector'),
      m: () => {
        const target = ui().selection;
        if (target) ui().openMenu({ target, x: innerWidth / 2, y: innerHeight / 3 });
      },
      '?': () => ui().showKeys(!ui().keysShown),
      Escape: () => {
        if (ui().keysShown) ui().showKeys(false);
        else ui().select(undefined);
      },
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (event.key === 'F6') {
        event.preventDefault();
        return cycleRegion(event.shiftKey ? -1 : 1);
      }
      if (event.altKey || isTyping(event.target)) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'z') return;
        event.preventDefault();
        return event.shiftKey ? playback.redo() : undoAction(playback);
      }
      if (event.key === ' ' && event.target instanceof HTMLButtonElement) return;
      // Capital by Shift, not by Caps Lock.
      const lower = event.key.toLowerCase();
      const act = (event.shiftKey ? acts[event.key] : undefined) ?? acts[lower] ?? acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [playback]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, .monaco-editor, [contenteditable]') !== null
  );
}

function cycleRegion(by: number): void {
  const regions = REGIONS.map((selector) => document.querySelector<HTMLElement>(selector)).filter(
    (one) => one !== null,
  );
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + by + regions.length) % regions.length];
  const stops = next?.querySelectorAll<HTMLElement>(
    'textarea, [role=treegrid], [role=tab][tabindex="0"], button, input',
  );
  [...(stops ?? [])].find((stop) => stop.checkVisibility())?.focus();
}

export function KeyMap() {
  const shown = useUi((state) => state.keysShown);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown) dialog.current?.show();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog
      ref={dialog}
      className="key-map"
      aria-label="Keyboard keys"
      onClose={() => useUi.getState().showKeys(false)}
    >
      <h2>Keys</h2>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="quiet-button" onClick={() => useUi.getState().showKeys(false)}>
        Close
      </button>
    </dialog>
  );
}
