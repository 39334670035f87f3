/** The cluster's events, newest last. A click goes to the moment. */
import { useEffect, useRef } from 'react';
import { useEngine, useEvents } from '../engine-context.tsx';
import { momentText } from '../format-time.ts';
import { useUi } from '../store.ts';

export function Events() {
  const { playback } = useEngine();
  const { lines } = useEvents();
  const selection = useUi((state) => state.selection);
  const end = useRef<HTMLLIElement>(null);
  const about = selection && `${selection.kind === 'ds' ? 'daemonset' : selection.kind}/${selection.name}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the newest line
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [lines.length]);
  return (
    <section className="events" aria-label="Events">
      <ol role="log" aria-label="Events, newest last">
        {lines.map((line) => (
          <li
            key={line.uid}
            className={`${line.type === 'Warning' ? 'warning' : ''}${line.object === about ? ' about' : ''}`}
          >
            <button
              type="button"
              className="moment"
              title="Go to this moment"
              onClick={() => playback.seekTime(line.at + 999)}
            >
              {momentText(line.at)}
            </button>
            <b>{line.reason}</b>
            <span className="object">{line.object}</span>
            <span className="message">
              {line.message}
              {line.count > 1 && ` (x${line.count})`}
            </span>
            <span className="source">{line.source}</span>
          </li>
        ))}
        {lines.length === 0 && <li className="nothing">Nothing has happened yet.</li>}
        <li ref={end} aria-hidden="true" />
      </ol>
    </section>
  );
}
