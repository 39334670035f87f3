/** The editor until Monaco is there, and wherever it cannot be: a text area over a coloured copy of its text. */
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { Diagnostic } from '../../manifest/index.ts';
import { highlightLine } from './highlight.tsx';

export interface EditorProps {
  readonly value: string;
  readonly label: string;
  readonly theme: 'light' | 'dark';
  readonly diagnostics: readonly Diagnostic[];
  readonly onChange: (text: string) => void;
  readonly onApply: () => void;
  readonly onDryRun: () => void;
}

export function PlainEditor({
  value,
  label,
  diagnostics,
  onChange,
  onApply,
  onDryRun,
  area,
  onKey,
}: EditorProps & { readonly area: RefObject<HTMLTextAreaElement | null>; readonly onKey: () => void }) {
  const copy = useRef<HTMLPreElement>(null);
  const leaving = useRef(false);
  const wrong = new Set(diagnostics.map(({ line }) => line));
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    onKey();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (event.shiftKey) onDryRun();
      else onApply();
      return;
    }
    // Tab indents, unless Escape was pressed before it.
    if (event.key === 'Escape') leaving.current = true;
    else if (event.key === 'Tab' && !event.shiftKey && !leaving.current) {
      event.preventDefault();
      document.execCommand('insertText', false, '  ');
    } else leaving.current = false;
  };
  return (
    <div className="plain-editor">
      <pre ref={copy} aria-hidden="true">
        {value.split('\n').map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={i} className={`code-line${wrong.has(i + 1) ? ' wrong' : ''}`}>
            <u>{i + 1}</u>
            {highlightLine(line)}
            {'\n'}
          </span>
        ))}
      </pre>
      <textarea
        ref={area}
        aria-label={label}
        aria-describedby="editor-hint"
        value={value}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => {
          if (!copy.current) return;
          copy.current.scrollTop = currentTarget.scrollTop;
          copy.current.scrollLeft = currentTarget.scrollLeft;
        }}
      />
    </div>
  );
}
