/** What happened last, in a sentence, with its moment. */
import { usePlaybackValue } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';

export function Caption() {
  const caption = usePlaybackValue((state) => state.caption?.text);
  const at = usePlaybackValue((state) => state.caption?.at);
  return (
    <p className="caption" aria-hidden="true">
      <Icon name="check" />
      <span>{caption ?? 'Apply the manifest, and watch.'}</span>
      {at !== undefined && <em>{clockText(at)}</em>}
    </p>
  );
}
