/** All that the timeline can do, once: as a button, as an entry of its menu, and with its key. */
import { useEngine, usePlaybackValue } from '../engine-context.tsx';
import { useUi } from '../store.ts';
import type { MenuEntry } from './more-menu.tsx';
import { showWholeTrack, ZOOM_STEP, zoomTrack } from './track-view.ts';

export type TimelineCommand = MenuEntry;

/** `listMarks` shows what the mark at the playhead holds. */
export function useTimelineCommands({ listMarks }: { listMarks(): void }) {
  const { playback } = useEngine();
  const atStart = usePlaybackValue(({ position, oldest }) => position <= oldest);
  const atRest = usePlaybackValue(({ nextAt }) => nextAt === undefined);
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
    marks: { label: 'List the marks here', icon: 'list', keys: 'Enter', act: listMarks },
  } as const satisfies Record<string, TimelineCommand>;
}
