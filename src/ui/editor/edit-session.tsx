/** The text of `kubectl edit`, in the editor's place until it is saved or given up. */
import { useEffect, useState } from 'react';
import type { Diagnostic } from '../../manifest/index.ts';
import type { EditRequest } from '../../session/engine-client.ts';
import { useEngine } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { YamlEditor } from './yaml-editor.tsx';

interface EditSessionProps {
  readonly request: EditRequest;
  readonly theme: 'light' | 'dark';
}

const NONE: readonly Diagnostic[] = [];

export function EditSession({ request, theme }: EditSessionProps) {
  const client = useEngine();
  const [text, setText] = useState(request.text);
  useEffect(() => useUi.getState().setPane('yaml'), []);
  const save = (): void => client.saveEdit(text);
  return (
    <section className="editor" aria-label="Editor">
      <div className="editor-tabs">
        <Icon name="file" />
        <span className="tab-name">{request.line}</span>
      </div>
      <YamlEditor
        value={text}
        label="The object to edit, YAML"
        theme={theme}
        diagnostics={NONE}
        mayLoad
        onChange={setText}
        onApply={save}
        onDryRun={save}
      />
      <div className="editor-actions">
        <span className="grow" />
        <button type="button" className="quiet-button" onClick={() => client.saveEdit(request.text)}>
          Cancel the edit
        </button>
        <button type="button" className="apply" title="Ctrl+Enter" onClick={save}>
          Save
        </button>
      </div>
    </section>
  );
}
