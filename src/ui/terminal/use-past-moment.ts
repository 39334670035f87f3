/** What the prompt says of the moment at which a command would be given. */
import { usePlaybackValue } from '../engine-context.tsx';
import { momentText } from '../format-time.ts';
import { useUi } from '../store.ts';

/**
 * Undefined at the newest moment. While time moves it is only said to be the past: a text that changed with each frame
 * would have the whole screen drawn anew, and nobody could read it.
 */
export function usePastMoment(): string | undefined {
  const scrubbing = useUi((state) => state.scrubbing);
  return usePlaybackValue(({ position, head, now, playing }) => {
    if (position >= head) return undefined;
    return playing || scrubbing ? 'past' : momentText(now);
  });
}
