/** The manifest and what the API server makes of it: Apply, Dry run, problems at their lines. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Diagnostic, ManifestParse } from '../../manifest/index.ts';
import type { CommandRecord, Result } from '../../session/engine-client.ts';
import { useEditRequest, useEngine, useHistory } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { presetFile } from '../preset-file.ts';
import { useKeeping } from '../session/session-context.tsx';
import { useUi } from '../store.ts';
import { EditSession } from './edit-session.tsx';
import { YamlEditor } from './yaml-editor.tsx';

/** The YAML parser is not needed for the first picture. */
type ManifestModule = typeof import('../../manifest/index.ts');
const loadManifest = (): Promise<ManifestModule> => import('../../manifest/index.ts');

interface Answer {
  readonly text: string;
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** The editor's text that it is about. */
  readonly about: string;
}

interface EditorPaneProps {
  readonly preset: string;
  readonly theme: 'light' | 'dark';
  readonly mayLoad: boolean;
}

export function EditorPane(props: EditorPaneProps) {
  const request = useEditRequest();
  if (!request) return <ManifestEditor {...props} />;
  return <EditSession key={`${request.id} ${request.text}`} request={request} theme={props.theme} />;
}

function ManifestEditor({ preset, theme, mayLoad }: EditorPaneProps) {
  const client = useEngine();
  const { file, text: original } = presetFile(preset);
  const text = useUi(({ texts }) => texts[preset]) ?? original;
  const stored = useUi((state) => state.stored);
  const kept = useKeeping() === 'kept' || stored;
  const setText = (next: string): void => useUi.getState().setText(preset, next);
  const [manifest, setManifest] = useState<ManifestModule>();
  useEffect(() => {
    if (mayLoad) void loadManifest().then(setManifest);
  }, [mayLoad]);
  const parse = useMemo(() => manifest?.parseManifest(text) ?? UNREAD, [manifest, text]);
  const [answer, setAnswer] = useState<Answer>();
  const applied = useHistory().findLast((record) => hasApplied(record, file))?.command.files?.[file];
  const current = answer?.about === text ? answer : undefined;
  const diagnostics = useDeferredValue(parse.problems.length > 0 ? parse.problems : (current?.diagnostics ?? NONE));
  const [problem] = parse.problems;

  const send = async (line: string): Promise<Result | undefined> => {
    const { parseManifest, diagnosticsOf } = await loadManifest();
    const sent = parseManifest(text);
    const [first] = sent.problems;
    if (first) {
      setAnswer({
        text: `Not sent: line ${first.line}, column ${first.column}. ${first.message}`,
        ok: false,
        diagnostics: [first],
        about: text,
      });
      return undefined;
    }
    if (text.trim() === '') {
      setAnswer({ text: 'Not sent: the editor is empty.', ok: false, diagnostics: NONE, about: text });
      return undefined;
    }
    const result = await client.send({ line, files: { [file]: text }, by: 'editor' });
    const marks = result.refusals.flatMap((status) => diagnosticsOf(status, sent));
    setAnswer({
      text: (result.stderr + result.stdout).trim(),
      ok: result.exitCode === 0,
      diagnostics: marks,
      about: text,
    });
    return result;
  };
  const apply = async (): Promise<void> => {
    const result = await send(`kubectl apply -f ${file}`);
    if (result?.exitCode === 0) client.playback.play();
  };
  const dryRun = (): void => void send(`kubectl apply --dry-run=server -f ${file}`);

  const changed = text !== applied;
  const help = current?.diagnostics.map(({ message }) => message.split('\n')[1]).find(Boolean);
  return (
    <section className="editor" aria-label="Editor">
      <div className="editor-tabs">
        <Icon name="file" />
        <span className="tab-name">{file}</span>
        {changed && <span className="unsent" title="Differs from what was applied last" />}
        {text !== original && (
          <button type="button" className="quiet-button" onClick={() => setText(original)}>
            Back to the original
          </button>
        )}
      </div>
      <YamlEditor
        value={text}
        label={`${file}, YAML`}
        theme={theme}
        diagnostics={diagnostics}
        mayLoad={mayLoad}
        onChange={setText}
        onApply={() => void apply()}
        onDryRun={dryRun}
      />
      {(current || problem) && (
        <div className={`answer${current?.ok ? ' ok' : ' refused'}`} role={current && !current.ok ? 'alert' : 'status'}>
          {current ? current.text : `Line ${problem?.line}, column ${problem?.column}: ${problem?.message}`}
          {help && <span className="help">{help}</span>}
        </div>
      )}
      <div className="editor-actions">
        <span className={`problems${problem ? ' some' : ''}`}>
          <Icon name={problem ? 'alert' : 'check'} />
          {problem ? `Line ${problem.line}` : kept ? 'No problems' : 'Kept for this tab only'}
        </span>
        <span className="grow" />
        <button type="button" className="quiet-button" title="Ctrl+Shift+Enter" onClick={dryRun}>
          Dry run
        </button>
        <button
          type="button"
          className={`apply${changed ? '' : ' sent'}`}
          title="Ctrl+Enter"
          onClick={() => void apply()}
        >
          Apply{' '}
          <span className="key" aria-hidden="true">
            Ctrl ↵
          </span>
        </button>
      </div>
    </section>
  );
}

/** Whether a command, given here or in the terminal, has sent the file in the story that stands. */
function hasApplied({ command: { line, files }, result, running, undone }: CommandRecord, file: string): boolean {
  if (running || undone || result.exitCode !== 0 || files?.[file] === undefined) return false;
  return /\b(?:kubectl|k)\s+apply\b/.test(line) && line.includes(file) && !line.includes('--dry-run');
}

const NONE: readonly Diagnostic[] = [];
const UNREAD: ManifestParse = { documents: [], problems: [] };
