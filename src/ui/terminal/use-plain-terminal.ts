/** Whether the terminal is plain text: by choice, or on phones and touch screens. */
import { useSyncExternalStore } from 'react';
import { type TerminalMode, useUi } from '../store.ts';

const SMALL = '(max-width: 700px), (pointer: coarse)';

export interface PlainTerminal {
  readonly plain: boolean;
  /** What the other choice is; where the device would choose the same, it is left to the device. */
  readonly other: TerminalMode;
}

export function usePlainTerminal(): PlainTerminal {
  const mode = useUi((state) => state.terminalMode);
  const small = useSyncExternalStore(
    (on) => {
      const query = matchMedia(SMALL);
      query.addEventListener('change', on);
      return () => query.removeEventListener('change', on);
    },
    () => matchMedia(SMALL).matches,
  );
  const plain = mode === 'plain' || (mode === 'auto' && small);
  return { plain, other: plain === small ? (plain ? 'screen' : 'plain') : 'auto' };
}
