/** What label and annotate have in common: `key=value` sets, `key-` removes, a value is not changed by mistake. */
import { flag, isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { changedLabels, type MarkChanges, requireWork, splitPairs } from '../label-changes.ts';
import { eachObject, parseTargets, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export interface MarkWords {
  readonly field: 'labels' | 'annotations';
  readonly noun: string;
  /** Throws KubectlError for pairs that cannot be. */
  read(pairs: readonly string[]): MarkChanges;
  /** The word for what was done, given what `label` would say. */
  told(operation: string): string;
}

export function markVerb({ field, noun, read, told }: MarkWords): Verb {
  return {
    flags: {
      overwrite: 'switch',
      selector: 'value',
      'field-selector': 'value',
      all: 'switch',
      'all-namespaces': 'switch',
      'dry-run': 'optional',
    },
    run(line, env, output) {
      const { resources, pairs } = splitPairs(line.words, noun);
      const changes = read(pairs);
      for (const other of ['selector', 'field-selector']) {
        if (isOn(line, 'all') && flag(line, other) !== undefined) {
          throw new KubectlError(`error: cannot set --all and --${other} at the same time\n`);
        }
      }
      requireWork(resources, pairs, noun);
      eachObject(parseTargets(resources), line, env.api, output, (object, resource) => {
        const result = changedLabels(object.metadata[field] ?? {}, changes, isOn(line, 'overwrite'));
        if (noun === 'label') for (const key of result.notFound) output.out(`label "${key}" not found.\n`);
        if (result.operation !== 'not labeled') {
          const gone = changes.remove.map((key): [string, null] => [key, null]);
          const body = { metadata: { [field]: Object.fromEntries([...changes.set, ...gone]) } };
          env.api.patch(object.kind, object.metadata, { type: 'merge', body });
        }
        output.out(`${shownName(resource, object.metadata.name)} ${told(result.operation)}\n`);
      });
      return undefined;
    },
  };
}
