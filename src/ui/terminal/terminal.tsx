/** kubectl in the page: a terminal's screen, or plain text; one text box takes the keys in both. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  useEditRequest,
  useEngine,
  useForeground,
  usePlaybackValue,
  useTranscript,
  useTypedAhead,
} from '../engine-context.tsx';
import { useTheme } from '../shell/use-theme.ts';
import { KeyRow } from './key-row.tsx';
import { type Prompt, transcriptText } from './screen-text.ts';
import { TranscriptLog } from './transcript-log.tsx';
import { useEditorFiles } from './use-editor-files.ts';
import { usePastMoment } from './use-past-moment.ts';
import { usePlainTerminal } from './use-plain-terminal.ts';
import { useScreen } from './use-screen.ts';
import { useTyping } from './use-typing.ts';

const PLACEHOLDER = 'kubectl get nodes, or help';

export function Terminal({ preset, mayLoad }: { readonly preset: string; readonly mayLoad: boolean }) {
  const client = useEngine();
  const entries = useTranscript();
  const running = useForeground() !== undefined;
  const ahead = useTypedAhead();
  const files = useEditorFiles(preset);
  const { plain } = usePlainTerminal();
  const theme = useTheme();
  const past = usePastMoment();
  const stands = usePlaybackValue(({ playing }) => !playing);
  const box = useRef<HTMLTextAreaElement>(null);
  const screenBox = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const [marked, setMarked] = useState({ start: 0, end: 0 });
  const screenOf = useRef<ReturnType<typeof useScreen>['screen']>(undefined);

  const typing = useTyping({
    client,
    box,
    files,
    running,
    copySelection() {
      const text = screenOf.current?.selection() ?? '';
      if (text === '') return false;
      void navigator.clipboard?.writeText(text);
      screenOf.current?.clearSelection();
      return true;
    },
    scroll: (pages) => screenOf.current?.scroll(pages),
  });
  const { line, search, found, offers } = typing;
  const typed = search ? search.query : line.text;
  const label = search ? `(reverse-i-search)\`` : past === undefined ? '$ ' : `${past} $ `;

  const prompt = useMemo((): Prompt | undefined => {
    if (running && typed === '') return undefined;
    const end = Math.min(marked.end, typed.length);
    const start = Math.min(marked.start, end);
    const placeholder = entries.length === 0 && !running ? PLACEHOLDER : '';
    if (!search) return { label: running ? '' : label, text: typed, start, end, offers, placeholder };
    return { label, text: `${typed}': ${found ?? ''}`, start: end, end, offers, placeholder: '' };
  }, [running, typed, marked, search, found, offers, label, entries.length]);
  const transcript = useMemo(() => transcriptText(entries), [entries]);
  const onFocus = useCallback(() => box.current?.focus(), []);
  const { screen, place } = useScreen(screenBox, {
    wanted: mayLoad && !plain,
    theme,
    active: focused,
    transcript,
    prompt,
    onFocus,
  });
  screenOf.current = screen;

  const editing = useEditRequest() !== undefined;
  const wasEditing = useRef(false);
  useEffect(() => {
    // The editor's buttons are gone with the edit: the keys go on where the command was typed.
    if (wasEditing.current && !editing && document.activeElement === document.body) box.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const hint = running
    ? `${editing ? 'Edit the object in the editor, then Save. ' : ''}${stands ? 'The clock stands: Play lets this command go on. ' : ''}Ctrl+C ends it.${ahead.length > 0 ? ` ${ahead.length} more to come.` : ''}`
    : '';
  return (
    <section className={`terminal ${screen ? 'on-screen' : 'as-text'}`} aria-label="Terminal">
      <div className="terminal-screen" ref={screenBox} aria-hidden="true" hidden={plain || !mayLoad} />
      <TranscriptLog entries={entries} shown={!screen} />
      <div
        className="prompt-line"
        style={screen && place ? { left: place.left, top: place.top, width: place.width } : undefined}
      >
        <span className="prompt" aria-hidden="true">
          {running ? '' : label}
        </span>
        <textarea
          ref={box}
          aria-label="kubectl command"
          aria-describedby="terminal-hint"
          className="mono"
          value={typed}
          rows={Math.max(1, typed.split('\n').length)}
          placeholder={entries.length === 0 && !running ? PLACEHOLDER : ''}
          style={screen && place ? { height: place.height } : undefined}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={({ target }) => typing.change({ text: target.value, cursor: target.selectionStart })}
          onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
            setMarked({ start: selectionStart, end: selectionEnd })
          }
          onKeyDown={typing.onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
      </div>
      {search && !screen && <p className="found">{found ?? 'no such line'}</p>}
      <p className={screen ? 'visually-hidden' : 'offers'} role="status">
        {offers.join('  ')}
      </p>
      <p id="terminal-hint" className={running ? 'terminal-hint' : 'visually-hidden'}>
        {hint === '' ? 'Tab completes; Escape then Tab leaves the terminal.' : hint}
      </p>
      <KeyRow press={typing.press} running={running} />
    </section>
  );
}
