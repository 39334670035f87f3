/** What label and annotate have in common: `key=value` sets, `key-` removes, a value is not changed by mistake. */
import type { Labels, Obj } from '../../engine/index.ts';
import { isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Output } from '../kubectl-run.ts';
import { eachObject, parseTargets, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export interface MarkWords {
  readonly field: 'labels' | 'annotations';
  readonly noun: string;
  readonly past: string;
  readonly undone: string;
  readonly unchanged: string;
}

interface Changes {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

export function markVerb(words: MarkWords): Verb {
  return {
    flags: { overwrite: 'switch', selector: 'value', all: 'switch', 'all-namespaces': 'switch', 'dry-run': 'optional' },
    run(line, env, output) {
      const isChange = (word: string): boolean => word.includes('=') || (word.endsWith('-') && word.length > 1);
      const first = line.words.findIndex(isChange);
      const changed = first < 0 ? [] : line.words.slice(first);
      if (changed.length === 0) throw new KubectlError(`error: at least one ${words.noun} update is required\n`);
      const changes = readChanges(changed);
      const targets = parseTargets(line.words.slice(0, first < 0 ? undefined : first));
      eachObject(targets, line, env.api, output, (object, resource) => {
        const old: Labels = object.metadata[words.field] ?? {};
        refuseOverwrite(old, changes, isOn(line, 'overwrite'));
        const done = outcome(old, changes, words, output);
        if (done !== words.unchanged || words.field === 'annotations') send(object, changes, words, env.api);
        output.out(`${shownName(resource, object.metadata.name)} ${done}\n`);
      });
      return undefined;
    },
  };
}

function readChanges(words: readonly string[]): Changes {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals >= 0) set.set(word.slice(0, equals), word.slice(equals + 1));
    else remove.push(word.slice(0, -1));
  }
  return { set, remove };
}

function refuseOverwrite(old: Labels, { set }: Changes, overwrite: boolean): void {
  if (overwrite) return;
  for (const [key, value] of set) {
    if (Object.hasOwn(old, key) && old[key] !== value) {
      throw new KubectlError(`error: '${key}' already has a value (${old[key]}), and --overwrite is false\n`);
    }
  }
}

function outcome(old: Labels, { set, remove }: Changes, words: MarkWords, output: Output): string {
  for (const key of remove) if (!Object.hasOwn(old, key)) output.out(`${words.noun} "${key}" not found.\n`);
  const added = [...set].some(([key, value]) => old[key] !== value);
  if (added) return words.past;
  return remove.some((key) => Object.hasOwn(old, key)) ? words.undone : words.unchanged;
}

function send(
  object: Obj,
  { set, remove }: Changes,
  { field }: MarkWords,
  api: Parameters<Verb['run']>[1]['api'],
): void {
  const entries: [string, string | null][] = [...set, ...remove.map((key): [string, null] => [key, null])];
  const body = { metadata: { [field]: Object.fromEntries(entries) } };
  api.patch(object.kind, object.metadata, { type: 'merge', body });
}
