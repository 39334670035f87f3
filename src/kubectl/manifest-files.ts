/** The files that `-f` may name, which the environment holds. Follows cli-runtime/pkg/resource/builder.go. */
import { KubectlError } from './kubectl-error.ts';

/** A file's text, or all manifests of the one folder there is. Throws KubectlError with kubectl's words. */
export function fileText(name: string, files: ReadonlyMap<string, string> = new Map()): string {
  const text = files.get(name.replace(/^(\.\/)+/, ''));
  if (text !== undefined) return text;
  if (/^https?:\/\//.test(name)) {
    throw new KubectlError(`error: unable to read URL "${name}": nothing outside the playground can be reached\n`);
  }
  const whole = name === '.' || name === './';
  const manifests = whole ? [...files].filter(([file]) => /\.(?:ya?ml|json)$/.test(file)) : [];
  if (manifests.length > 0) return manifests.map(([, one]) => one).join('\n---\n');
  if (whole) throw new KubectlError('error: error reading [.]: recognized file extensions are [.json .yaml .yml]\n');
  throw new KubectlError(`error: the path "${name}" does not exist\n`);
}
