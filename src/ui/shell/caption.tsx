/** What happened last and why, in a sentence, with its moment. */
import { usePlayback, usePlaybackValue } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';

/** `page`: a band under the header of a phone; `timeline`: a line above the track where there is room. */
export function Caption({ place }: { readonly place: 'page' | 'timeline' }) {
  const caption = usePlaybackValue((state) => state.caption?.text);
  const at = usePlaybackValue((state) => state.caption?.at);
  return (
    <p className={`caption in-${place}`} aria-hidden="true">
      <Icon name="arrow" />
      <span title={caption}>{caption ?? 'Apply the manifest, and watch.'}</span>
      {place === 'page' ? <Clock /> : at !== undefined && <em>{clockText(at)}</em>}
    </p>
  );
}

/** A phone's timeline has no room for it. */
function Clock() {
  const { now } = usePlayback();
  return <em>{clockText(now)}</em>;
}
