/** Completion, hover and schema checks for YAML, in a worker of their own. */
import * as monaco from 'monaco-editor/editor';
import { configureMonacoYaml } from 'monaco-yaml';
import YamlWorker from './yaml.worker.ts?worker';

let connected = false;

/** Once for the page. The schema is a lazy asset. */
export function connectYaml(): void {
  if (connected) return;
  connected = true;
  void import('../../manifest/schema/kubernetes.json').then(({ default: schema }) => {
    configureMonacoYaml(adapted(), {
      enableSchemaRequest: false,
      hover: true,
      completion: true,
      // The API server itself judges the manifest; the schema only helps to write it.
      validate: false,
      format: { enable: false },
      schemas: [{ uri: 'inmemory://kubernetes.json', fileMatch: ['*'], schema: schema as object }],
    });
  });
}

type WorkerOptions = { readonly createData?: unknown; readonly host?: Record<string, unknown> };

/**
 * monaco-yaml asks for its worker as older editors gave it: by module id. This one makes the worker itself, wakes it,
 * and hands it to the present editor.
 */
function adapted(): typeof monaco {
  const createWebWorker = (options: WorkerOptions): unknown => {
    const worker = new YamlWorker();
    worker.postMessage('ignore');
    worker.postMessage(options.createData);
    return monaco.editor.createWebWorker({ worker, host: options.host } as never);
  };
  return { ...monaco, editor: { ...monaco.editor, createWebWorker } } as unknown as typeof monaco;
}
