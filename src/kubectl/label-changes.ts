/** What `kubectl label` makes of its arguments and of an object's labels. Follows kubectl/pkg/cmd/label/label.go. */
import { isValidLabelValue, type Labels, quoted } from '../engine/index.ts';
import { KubectlError } from './kubectl-error.ts';

/** Words before the first `key=value` or `key-` name objects. Throws KubectlError for one that comes later. */
export function splitPairs(
  args: readonly string[],
  noun: string,
): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const isPair = (word: string): boolean =>
    (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-');
  const first = args.findIndex(isPair);
  if (first < 0) return { resources: args, pairs: [] };
  const pairs = args.slice(first);
  const late = pairs.find((word) => !isPair(word));
  if (late !== undefined) {
    throw new KubectlError(`error: all resources must be specified before ${noun} changes: ${late}\n`);
  }
  return { resources: args.slice(0, first), pairs };
}

/** Throws KubectlError when nothing is named, or nothing is to be changed. */
export function requireWork(resources: readonly string[], pairs: readonly string[], noun: string): void {
  if (resources.length < 1) {
    throw new KubectlError(
      'error: one or more resources must be specified as <resource> <name> or <resource>/<name>\n',
    );
  }
  if (pairs.length < 1) throw new KubectlError(`error: at least one ${noun} update is required\n`);
}

export interface MarkChanges {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** Throws KubectlError. Keys are the server's to check. */
export function readLabelChanges(pairs: readonly string[]): MarkChanges {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const pair of pairs) {
    if (!pair.includes('=')) {
      remove.push(pair.slice(0, -1));
      continue;
    }
    const [key = '', value = '', ...more] = pair.split('=');
    if (more.length > 0) throw new KubectlError(`error: invalid label spec: ${pair}\n`);
    const problems = isValidLabelValue(value);
    if (problems.length > 0) {
      throw new KubectlError(`error: invalid label value: ${quoted(pair)}: ${problems.join(';')}\n`);
    }
    set.set(key, value);
  }
  if (remove.some((key) => set.has(key))) {
    throw new KubectlError('error: can not both modify and remove a label in the same command\n');
  }
  return { set, remove };
}

/** The labels afterwards, the keys that could not be removed, and the word that tells of it. Throws KubectlError. */
export function changedLabels(
  old: Labels,
  { set, remove }: MarkChanges,
  overwrite: boolean,
): { readonly labels: Labels; readonly notFound: readonly string[]; readonly operation: string } {
  const kept = overwrite ? [] : [...set].filter(([key, value]) => Object.hasOwn(old, key) && old[key] !== value);
  if (kept.length > 0) {
    // One problem is introduced by `error: `, several are not.
    const lines = kept.map(([key]) => `'${key}' already has a value (${old[key]}), and --overwrite is false\n`);
    throw new KubectlError(`${kept.length === 1 ? 'error: ' : ''}${lines.join('')}`);
  }
  const notFound = remove.filter((key) => !Object.hasOwn(old, key));
  const labels = new Map(Object.entries(old));
  for (const [key, value] of set) labels.set(key, value);
  for (const key of remove) labels.delete(key);
  const changed = [...set].some(([key, value]) => !Object.hasOwn(old, key) || old[key] !== value);
  const removed = notFound.length < remove.length;
  const operation = changed ? (removed ? 'modified' : 'labeled') : removed ? 'unlabeled' : 'not labeled';
  return { labels: Object.fromEntries(labels), notFound, operation };
}
