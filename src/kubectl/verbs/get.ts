/** kubectl get: tables, names, YAML and JSON. */
import type { Obj, ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { resourceTable } from '../printers/resource-table.ts';
import { sortedBy } from '../printers/sort-by.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { eachObject, namespaceOf, parseTargets, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const get: Verb = {
  flags: {
    output: 'value',
    selector: 'value',
    'field-selector': 'value',
    'sort-by': 'value',
    'all-namespaces': 'switch',
    'no-headers': 'switch',
    'show-labels': 'switch',
    watch: 'switch',
    'ignore-not-found': 'switch',
  },
  run(line, env, output) {
    const targets = parseTargets(line.words);
    const byKind = new Map<ResourceInfo, Obj[]>();
    const whole = eachObject(targets, line, env.api, output, (object, resource) => {
      byKind.set(resource, [...(byKind.get(resource) ?? []), object]);
    });
    const sortBy = flag(line, 'sort-by');
    if (sortBy !== undefined) for (const [resource, some] of byKind) byKind.set(resource, [...sortedBy(some, sortBy)]);
    const objects = [...byKind.values()].flat();
    const format = flag(line, 'output') ?? '';
    const named = targets.some(({ name }) => name !== undefined);
    if (format === 'yaml' || format === 'json') {
      const single = named && objects.length === 1;
      if (objects.length === 0 && named) return undefined;
      const value = single
        ? objects[0]
        : { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
      output.out(format === 'yaml' ? yamlOf(value) : `${JSON.stringify(value, null, 4)}\n`);
      return undefined;
    }
    if (format === 'name') {
      for (const [resource, some] of byKind)
        for (const { metadata } of some) output.out(`${shownName(resource, metadata.name)}\n`);
      return undefined;
    }
    if (format !== '' && format !== 'wide') {
      throw new KubectlError(
        `error: unable to match a printer suitable for the output format "${format}", allowed formats are: json,name,wide,yaml\n`,
      );
    }
    if (objects.length === 0) {
      if (!named && whole)
        output.err(
          emptyText(
            targets.map(({ resource }) => resource),
            line,
          ),
        );
      return undefined;
    }
    const several = byKind.size > 1;
    const tables = [...byKind].map(([resource, some]) => {
      const withNamespace = isOn(line, 'all-namespaces') && resource.namespaced;
      const options = {
        wide: format === 'wide',
        withNamespace,
        withKind: several,
        showLabels: isOn(line, 'show-labels'),
        noHeaders: isOn(line, 'no-headers'),
      };
      return resourceTable(resource, some, options, env.now);
    });
    output.out(tables.join('\n'));
    return undefined;
  },
};

function emptyText(found: readonly ResourceInfo[], line: CommandLine): string {
  const namespaced = found.some(({ namespaced: scoped }) => scoped) && !isOn(line, 'all-namespaces');
  return namespaced ? `No resources found in ${namespaceOf(line)} namespace.\n` : 'No resources found\n';
}
