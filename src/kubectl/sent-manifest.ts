/** From `-f` to what is sent. */
import { type CommandLine, flag } from './command-line.ts';
import { KubectlError } from './kubectl-error.ts';
import type { KubectlEnv } from './kubectl-run.ts';
import { type Fields, isFields, type Manifest } from './manifests.ts';

/** What `-f` names; only the standard input exists here. */
export function textOf(line: CommandLine, env: KubectlEnv): string {
  const file = flag(line, 'filename');
  if (file === undefined) throw new KubectlError('error: must specify one of -f and -k\n');
  if (file !== '-') throw new KubectlError(`error: the path "${file}" does not exist\n`);
  return env.stdin ?? '';
}

/** The manifest in the namespace that the command has for it, or in none. */
export function sentManifest({ value, namespace }: Manifest): Fields {
  const { namespace: _, ...metadata } = isFields(value.metadata) ? value.metadata : {};
  return { ...value, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
}
