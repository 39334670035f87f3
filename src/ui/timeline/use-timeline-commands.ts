/** All that the timeline can do, once: as a button, as an entry of its menu, and with its key. */
import { useEngine, usePlaybackValue } from '../engine-context.tsx';
import { useUi } from '../store.ts';
import type { MenuEntry } from './more-menu.tsx';
import { pinNow, undoAction } from './pinned.ts';
import { showWholeTrack, ZOOM_STEP, zoomTrack } from './track-view.ts';

/** `listMarks` shows what the mark at the playhead holds. */
export function useTimelineCommands({ listMarks }: { listMarks(): void }) {
  const { playback } = useEngine();
  const atStart = usePlaybackValue(({ position, oldest }) => position <= oldest);
  const atRest = usePlaybackValue(({ nextAt }) => nextAt === undefined);
  const skipping = usePlaybackValue(({ skipIdle }) => skipIdle);
  const toRest = usePlaybackValue((state) => state.toRest);
  const undone = usePlaybackValue(({ undo }) => undo);
  const redone = usePlaybackValue(({ redo }) => redo);
  const zoomed = useUi(({ track }) => track !== undefined);
  return {
    start: {
      label: 'To the start',
      icon: 'start',
      keys: 'Home',
      disabled: atStart,
      outside: 'laptop',
      act: () => playback.seek(playback.state().oldest),
    },
    previous: {
      label: 'Previous event',
      icon: 'previous',
      keys: 'Shift+J',
      disabled: atStart,
      outside: 'desktop',
      act: () => playback.previousEvent(),
    },
    back: {
      label: 'Step back',
      icon: 'back',
      keys: ',',
      disabled: atStart,
      outside: 'laptop',
      act: () => playback.stepBack(),
    },
    forward: {
      label: 'Step forward',
      icon: 'forward',
      keys: '.',
      disabled: atRest,
      outside: 'laptop',
      act: () => playback.stepForward(),
    },
    next: { label: 'Next event', icon: 'next', keys: 'J', disabled: atRest, act: () => playback.nextEvent() },
    rest: {
      label: 'Play to the next rest',
      short: 'To rest',
      icon: 'rest',
      keys: 'R',
      checked: toRest,
      disabled: atRest,
      outside: 'desktop',
      act: () => (toRest ? playback.pause() : playback.playToRest()),
    },
    skip: {
      label: 'Skip idle time',
      short: 'Skip idle',
      icon: 'skip',
      checked: skipping,
      outside: 'desktop',
      act: () => playback.setSkipIdle(!skipping),
    },
    undo: {
      label: 'Undo',
      hint: undone && `${undone}: back to just before it. Time travel, not a kubectl undo`,
      icon: 'undo',
      keys: 'Ctrl+Z',
      disabled: undone === undefined,
      outside: 'laptop',
      act: () => undoAction(playback),
    },
    redo: {
      label: 'Redo',
      hint: redone,
      icon: 'redo',
      keys: 'Ctrl+Shift+Z',
      disabled: redone === undefined,
      outside: 'laptop',
      act: () => playback.redo(),
    },
    zoomIn: {
      label: 'Look closer at the track',
      icon: 'zoom-in',
      keys: ']',
      outside: 'desktop',
      act: () => zoomTrack(playback, ZOOM_STEP),
    },
    zoomOut: {
      label: 'Look wider',
      icon: 'zoom-out',
      keys: '[',
      disabled: !zoomed,
      outside: 'desktop',
      act: () => zoomTrack(playback, 1 / ZOOM_STEP),
    },
    whole: {
      label: 'Show the whole track',
      icon: 'whole',
      keys: '\\',
      disabled: !zoomed,
      outside: 'desktop',
      act: showWholeTrack,
    },
    compare: { label: 'Compare from here', icon: 'pin', act: () => pinNow(playback) },
    marks: { label: 'List the marks here', icon: 'list', keys: 'Enter', act: listMarks },
  } as const satisfies Record<string, MenuEntry>;
}
