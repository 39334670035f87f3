/** The transcript as text: what is read aloud, and what is shown where there is no screen. */
import { memo, useEffect, useRef } from 'react';
import type { TranscriptEntry } from '../../session/engine-client.ts';
import { forkText, isProblem, origin, reloadText } from './screen-text.ts';

export function TranscriptLog({
  entries,
  shown,
}: {
  readonly entries: readonly TranscriptEntry[];
  readonly shown: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the newest entry
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [entries, shown]);
  return (
    <div
      ref={box}
      className={shown ? 'terminal-log' : 'visually-hidden'}
      role="log"
      aria-label="Commands and their output"
      // A scrolling region must be reachable by keyboard.
      tabIndex={shown && entries.length > 0 ? 0 : undefined}
    >
      {entries.map((entry) => (
        <Entry key={entry.key} entry={entry} />
      ))}
    </div>
  );
}

const Entry = memo(function Entry({ entry }: { readonly entry: TranscriptEntry }) {
  switch (entry.kind) {
    case 'command': {
      const mark = origin(entry);
      return (
        <p className={`line${entry.undone ? ' undone' : ''}`}>
          {mark !== '' && <span className="by-hand">{mark} </span>}
          <span className="prompt">$ </span>
          {entry.line}
        </p>
      );
    }
    case 'output':
      return <pre className={isProblem(entry) ? 'stderr' : undefined}>{entry.text.replace(/\n$/, '')}</pre>;
    case 'fork':
      return <p className="fork">{forkText(entry)}</p>;
    case 'interrupt':
      return <p className="fork">^C</p>;
    case 'reload':
      return <p className="fork">{reloadText(entry)}</p>;
  }
});
