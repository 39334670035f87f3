/** Says it when the line forked or an action was undone: where one is, and what became of the rest. */
import { useEffect, useRef, useState } from 'react';
import type { Millis } from '../../engine/index.ts';
import { useAct } from '../actions/use-actions.ts';
import { useBranches, useEngine, usePlaybackValue } from '../engine-context.tsx';
import { momentText } from '../format-time.ts';
import type { IconName } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { focusTrack, movedPin } from './pinned.ts';
import { reverseOf } from './reverse-of.ts';

/** After so much virtual time a note about a fork has been read. */
const READ: Millis = 20_000;

interface TravelNote {
  readonly icon: IconName;
  readonly text: string;
  /** The command that would take the action back in the present. */
  readonly instead?: { readonly line: string; act(): void };
  close(): void;
}

export function useTravelNote(): TravelNote | undefined {
  const undone = useUndoNote();
  const forked = useForkNote();
  return undone ?? forked;
}

function useUndoNote(): TravelNote | undefined {
  const { playback } = useEngine();
  const act = useAct();
  const undone = useUi((state) => state.undone);
  const there = usePlaybackValue(({ position }) => position === undone?.position);
  if (!undone || !there) return undefined;
  const line = reverseOf(undone.line);
  const forward = (reverse: string): void => {
    playback.seek(playback.state().head);
    act(reverse);
    focusTrack();
  };
  return {
    icon: 'undo',
    text: `Back before ${undone.line}. Time travel, not a kubectl undo.`,
    instead: line === undefined ? undefined : { line, act: () => forward(line) },
    close() {
      useUi.setState({ undone: undefined });
      focusTrack();
    },
  };
}

function useForkNote(): TravelNote | undefined {
  const { playback } = useEngine();
  const branches = useBranches();
  const known = useRef(branches);
  const [note, setNote] = useState<{ readonly text: string; readonly at: Millis }>();
  useEffect(() => {
    const before = known.current;
    known.current = branches;
    const cut = branches.at(-1);
    if (!cut || before.some(({ id }) => id === cut.id)) return;
    const { compared } = useUi.getState();
    if (compared && 'pin' in compared) useUi.setState({ compared: { pin: movedPin(compared.pin, before, branches) } });
    const { now } = playback.state();
    // A fork leaves one where it is; a return, at the end of another line.
    const text =
      now - cut.from < 1000
        ? `Back at ${momentText(cut.from)}. Your later steps are kept as branch ${cut.name}.`
        : `Returned to the branch. What you did since ${momentText(cut.from)} is kept as branch ${cut.name}.`;
    setNote({ text, at: now });
  }, [branches, playback]);
  const over = usePlaybackValue(({ now }) => note !== undefined && now > note.at + READ);
  if (!note || over) return undefined;
  const close = (): void => {
    setNote(undefined);
    focusTrack();
  };
  return { icon: 'branch', text: note.text, close };
}
