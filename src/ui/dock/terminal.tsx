/** kubectl in the page: what was typed or done by hand, and what came back. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useEngine, useHistory } from '../engine-context.tsx';

export function Terminal() {
  const client = useEngine();
  const history = useHistory();
  const [text, setText] = useState('');
  const [cleared, setCleared] = useState(0);
  const recalled = useRef(0);
  const end = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls after each change of the history
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [history]);

  const typed = history.filter(({ command }) => command.by === 'terminal').map(({ command }) => command.line);
  const submit = (): void => {
    const line = text.trim();
    setText('');
    recalled.current = 0;
    if (line === '') return;
    if (line === 'clear') return setCleared(history.at(-1)?.id ?? 0);
    void client.send({ line, by: 'terminal' });
    // What a command causes takes virtual time; a question does not.
    if (!/^(kubectl\s+)?(get|describe|version)\b/.test(line)) client.playback.play();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') submit();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      recalled.current = Math.max(0, Math.min(typed.length, recalled.current + (event.key === 'ArrowUp' ? 1 : -1)));
      setText(recalled.current === 0 ? '' : (typed[typed.length - recalled.current] ?? ''));
    } else if (event.key === 'l' && event.ctrlKey) setCleared(history.at(-1)?.id ?? 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="terminal" aria-label="Terminal">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="terminal-log" role="log" aria-label="Commands and their output" tabIndex={0}>
        {history
          .filter(({ id }) => id > cleared)
          .map(({ id, command, result, running }) => (
            <div key={id} className="command">
              <p className="line">
                <span className="prompt">$ </span>
                {command.line}
                {command.by !== 'terminal' && <span className="by-hand">by hand</span>}
              </p>
              {result.stdout !== '' && <pre>{result.stdout.trimEnd()}</pre>}
              {result.stderr !== '' && <pre className="stderr">{result.stderr.trimEnd()}</pre>}
              {running && <p className="running">waiting …</p>}
            </div>
          ))}
        <div ref={end} />
      </div>
      <label className="prompt-line">
        <span className="prompt" aria-hidden="true">
          $
        </span>
        <input
          aria-label="kubectl command"
          className="mono"
          value={text}
          placeholder="kubectl get pods -o wide"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
    </section>
  );
}
