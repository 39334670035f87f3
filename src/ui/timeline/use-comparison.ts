/** What differs between another moment and the present, kept up as the playhead moves. */
import { useEffect, useRef, useState } from 'react';
import type { Comparison } from '../../view/comparison.ts';
import { useEngine, usePlaybackValue } from '../engine-context.tsx';
import { type PinnedMoment, useUi } from '../store.ts';

export interface OtherMoment extends PinnedMoment {
  readonly name: string;
}

/** Not more often than this, in wall milliseconds: in a fleet a comparison is work. */
const PAUSE = 250;

/** `gone` when the moment is no longer kept; undefined until the first answer. */
export function useComparison(other: OtherMoment | undefined): Comparison | 'gone' | undefined {
  const client = useEngine();
  const position = usePlaybackValue((state) => state.position);
  const scrubbing = useUi((state) => state.scrubbing);
  const [result, setResult] = useState<Comparison | 'gone'>();
  const last = useRef(Number.NEGATIVE_INFINITY);
  const { seq, branch } = other ?? {};
  useEffect(() => {
    if (seq === undefined || scrubbing) return;
    let alive = true;
    const compare = (): void => {
      last.current = performance.now();
      const from = branch === undefined ? { seq } : { seq, branch };
      client.compare(from, { seq: position }).then(
        (found) => alive && setResult(found),
        () => alive && setResult('gone'),
      );
    };
    const timer = setTimeout(compare, Math.max(0, last.current + PAUSE - performance.now()));
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [client, seq, branch, position, scrubbing]);
  return result;
}
