/** Says what happened, politely and at most once a second; silent while nothing new is on screen. */
import { useEffect, useRef, useState } from 'react';
import { useEngine } from '../engine-context.tsx';

const PAUSE = 1000;

export function LiveRegion() {
  const { playback } = useEngine();
  const [text, setText] = useState('');
  const last = useRef('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (): void => {
      timer = undefined;
      const caption = playback.state().caption?.text ?? '';
      if (caption === last.current) return;
      last.current = caption;
      setText(caption);
    };
    const stop = playback.subscribe(() => {
      timer ??= setTimeout(say, PAUSE);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [playback]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}
