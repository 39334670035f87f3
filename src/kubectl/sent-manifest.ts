/** From `-f` to what is sent. */
import { type CommandLine, flagList } from './command-line.ts';
import { KubectlError } from './kubectl-error.ts';
import type { KubectlEnv } from './kubectl-run.ts';
import { fileText } from './manifest-files.ts';
import { type Fields, isFields, type Manifest } from './manifests.ts';

/** What `-f` names: the standard input, or the environment's files. */
export function textOf(line: CommandLine, env: KubectlEnv): string {
  const named = flagList(line, 'filename');
  if (named.length === 0) throw new KubectlError('error: must specify one of -f and -k\n');
  return named.map((file) => (file === '-' ? (env.stdin ?? '') : fileText(file, env.files))).join('\n---\n');
}

/** What messages call it. */
export function sourceOf(line: CommandLine): string {
  const [first = '-'] = flagList(line, 'filename');
  return first === '-' ? 'STDIN' : first;
}

/** The manifest in the namespace that the command has for it, or in none. */
export function sentManifest({ value, namespace }: Manifest): Fields {
  const { namespace: _, ...metadata } = isFields(value.metadata) ? value.metadata : {};
  return { ...value, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
}
