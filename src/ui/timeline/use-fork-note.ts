/** Says it when the line forks: where one is, and where the later steps went. */
import { useEffect, useRef, useState } from 'react';
import type { Millis } from '../../engine/index.ts';
import { useBranches, useEngine, usePlaybackValue } from '../engine-context.tsx';
import { momentText } from '../format-time.ts';
import { useUi } from '../store.ts';
import { movedPin } from './pinned.ts';

/** After so much virtual time it has been read. */
const READ: Millis = 20_000;

interface ForkNote {
  readonly text: string | undefined;
  close(): void;
}

export function useForkNote(): ForkNote {
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
  return { text: note && !over ? note.text : undefined, close: () => setNote(undefined) };
}
