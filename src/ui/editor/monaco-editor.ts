/** Monaco, loaded on demand: the model, its markers and keys, behind a handle that React can hold. */
import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/yaml/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import type { Diagnostic } from '../../manifest/index.ts';
import { connectYaml } from './monaco-yaml.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export interface MonacoHandle {
  /** Another text, as one edit that can be undone; the same text does nothing. */
  setValue(text: string): void;
  setTheme(theme: 'light' | 'dark'): void;
  setDiagnostics(diagnostics: readonly Diagnostic[]): void;
  /** Both in characters from the start; the same place twice is a cursor. */
  select(start: number, end: number): void;
  focus(): void;
  dispose(): void;
}

export interface MonacoOptions {
  readonly value: string;
  readonly theme: 'light' | 'dark';
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly onApply: () => void;
  readonly onDryRun: () => void;
}

const OWNER = 'playground';

export function createMonacoEditor(box: HTMLElement, options: MonacoOptions): MonacoHandle {
  defineThemes();
  connectYaml();
  const model = monaco.editor.createModel(options.value, 'yaml', monaco.Uri.parse('file:///manifest.yaml'));
  const editor = monaco.editor.create(box, {
    model,
    theme: themeName(options.theme),
    ariaLabel: options.label,
    automaticLayout: true,
    minimap: { enabled: false },
    fontFamily: getComputedStyle(box).getPropertyValue('--font-mono'),
    fontSize: 13,
    lineHeight: 20,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 8,
    folding: false,
    renderLineHighlight: 'none',
    guides: { indentation: false },
    padding: { top: 2 },
    fixedOverflowWidgets: true,
    contextmenu: false,
    stickyScroll: { enabled: false },
    wordBasedSuggestions: 'off',
    unicodeHighlight: { ambiguousCharacters: false },
    renderFinalNewline: 'on',
    // What is pasted stays as it was written, also where it is wrong.
    autoIndentOnPaste: false,
    formatOnPaste: false,
  });
  let setting = false;
  model.onDidChangeContent(() => {
    if (!setting) options.onChange(model.getValue());
  });
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, options.onApply);
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyMod.Shift | monaco.KeyCode.Enter, options.onDryRun);
  leaveByEscapeAndTab(editor);
  return {
    setValue(text) {
      if (model.getValue() === text) return;
      setting = true;
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      setting = false;
    },
    setTheme: (theme) => monaco.editor.setTheme(themeName(theme)),
    setDiagnostics: (diagnostics) => monaco.editor.setModelMarkers(model, OWNER, diagnostics.map(marker)),
    select(start, end) {
      const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
      editor.setSelection({
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      });
    },
    focus: () => editor.focus(),
    dispose() {
      editor.dispose();
      model.dispose();
    },
  };
}

/** Tab indents; after Escape the next Tab moves the focus on, as the hint below the editor says. */
function leaveByEscapeAndTab(editor: monaco.editor.IStandaloneCodeEditor): void {
  let leaving = false;
  editor.onKeyDown((event) => {
    if (event.keyCode === monaco.KeyCode.Escape) leaving = true;
    else if (event.keyCode === monaco.KeyCode.Tab && leaving) {
      leaving = false;
      editor.updateOptions({ tabFocusMode: true });
      setTimeout(() => editor.updateOptions({ tabFocusMode: false }));
      event.stopPropagation(); // not the editor's: the browser moves the focus
    } else if (event.keyCode !== monaco.KeyCode.Shift) leaving = false;
  });
}

function marker({ line, column, endLine, endColumn, message, severity }: Diagnostic): monaco.editor.IMarkerData {
  return {
    startLineNumber: line,
    startColumn: column,
    endLineNumber: endLine,
    endColumn,
    message,
    severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
  };
}

const themeName = (theme: 'light' | 'dark'): string => `playground-${theme}`;

/** The colours of tokens.css, which Monaco cannot read. */
const COLOURS = {
  light: {
    base: 'vs',
    ground: '#ffffff',
    text: '#131a26',
    key: '1f4fa8',
    value: '0b6b45',
    number: '9a3b00',
    mark: '5e6a7f',
    select: '#cfdcfb',
  },
  dark: {
    base: 'vs-dark',
    ground: '#151b27',
    text: '#edf1f8',
    key: '9cc2ff',
    value: '8fddb5',
    number: 'ffb98a',
    mark: '8592a8',
    select: '#2b4478',
  },
} as const;

/** The base themes have rules of their own for YAML, which are stronger than those without the language. */
function rulesFor(tokens: readonly string[], foreground: string): monaco.editor.ITokenThemeRule[] {
  return tokens.flatMap((token) => [
    { token, foreground },
    { token: `${token}.yaml`, foreground },
  ]);
}

function defineThemes(): void {
  for (const theme of ['light', 'dark'] as const) {
    const { base, ground, text, key, value, number, mark, select } = COLOURS[theme];
    monaco.editor.defineTheme(themeName(theme), {
      base,
      inherit: true,
      rules: [
        ...rulesFor(['type', 'tag'], key),
        ...rulesFor(['string', 'keyword'], value),
        ...rulesFor(['number'], number),
        ...rulesFor(['comment', 'operators', 'delimiter'], mark),
      ],
      colors: {
        'editor.background': ground,
        'editor.foreground': text,
        'editor.selectionBackground': select,
        'editorLineNumber.foreground': `#${mark}`,
        'editorLineNumber.activeForeground': text,
      },
    });
  }
}
