/** The YAML editor: plain at once, Monaco as soon as it has arrived. Text, cursor and focus move over. */
import { useEffect, useRef, useState } from 'react';
import type { MonacoHandle } from './monaco-editor.ts';
import { type EditorProps, PlainEditor } from './plain-editor.tsx';

type Loaded = typeof import('./monaco-editor.ts');

/** How long nothing must have been typed before the editors change places, in ms. */
const QUIET = 800;

/** `mayLoad`: the picture has been painted, so the large part may come now. */
export function YamlEditor(props: EditorProps & { readonly mayLoad: boolean }) {
  const { value, diagnostics, theme, mayLoad, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const handle = useRef<MonacoHandle | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const lastKey = useRef(Number.NEGATIVE_INFINITY);
  const [monaco, setMonaco] = useState<Loaded>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!mayLoad) return;
    let alive = true;
    // Nobody's keys may fall between two editors.
    const swap = (loaded: Loaded): void => {
      if (!alive) return;
      const quiet = lastKey.current + QUIET - performance.now();
      if (quiet > 0) setTimeout(() => swap(loaded), quiet);
      else setMonaco(loaded);
    };
    const load = (): void => {
      import('./monaco-editor.ts').then(swap, () => alive && setFailed(true));
    };
    const idle =
      typeof requestIdleCallback === 'function' ? requestIdleCallback(load, { timeout: 1500 }) : setTimeout(load, 200);
    return () => {
      alive = false;
      if (typeof cancelIdleCallback === 'function') cancelIdleCallback(idle as number);
    };
  }, [mayLoad]);

  useEffect(() => {
    if (!monaco || !box.current) return;
    const plain = area.current;
    const focused = document.activeElement === plain;
    const selection = [plain?.selectionStart ?? 0, plain?.selectionEnd ?? 0] as const;
    const made = monaco.createMonacoEditor(box.current, {
      value: latest.current.value,
      theme: latest.current.theme,
      label,
      onChange: (text) => latest.current.onChange(text),
      onApply: () => latest.current.onApply(),
      onDryRun: () => latest.current.onDryRun(),
    });
    handle.current = made;
    made.select(...selection);
    if (focused) made.focus();
    return () => {
      made.dispose();
      handle.current = undefined;
    };
  }, [monaco, label]);

  useEffect(() => {
    handle.current?.setValue(value);
  }, [value]);
  useEffect(() => {
    handle.current?.setTheme(theme);
  }, [theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new editor must be told as well
  useEffect(() => {
    handle.current?.setDiagnostics(diagnostics);
  }, [diagnostics, monaco]);

  return (
    <div className="yaml-editor">
      {monaco ? (
        <div ref={box} className="monaco-box" />
      ) : (
        <PlainEditor
          {...props}
          area={area}
          onKey={() => {
            lastKey.current = performance.now();
          }}
        />
      )}
      <p id="editor-hint" className="editor-hint">
        {failed ? 'The full editor could not be loaded; this one works too. ' : ''}
        Tab indents; Esc then Tab leaves the editor.
      </p>
    </div>
  );
}
