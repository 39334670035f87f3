/** kubectl get: tables, names, YAML and JSON. */
import type { Kind, Millis, Obj, ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { columns } from '../printers/columns.ts';
import { sortedBy } from '../printers/sort-by.ts';
import { printTable } from '../printers/table.ts';
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
    eachObject(targets, line, env.api, output, (object, resource) => {
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
      if (!named)
        output.err(
          emptyText(
            targets.map(({ resource }) => resource),
            line,
          ),
        );
      return undefined;
    }
    const several = byKind.size > 1;
    const tables = [...byKind].map(([resource, some]) => printTable(rowsOf(resource, some, line, env.now, several)));
    output.out(tables.join('\n'));
    return undefined;
  },
};

function emptyText(found: readonly ResourceInfo[], line: CommandLine): string {
  const namespaced = found.some(({ namespaced: scoped }) => scoped) && !isOn(line, 'all-namespaces');
  return namespaced ? `No resources found in ${namespaceOf(line)} namespace.\n` : 'No resources found\n';
}

function rowsOf<K extends Kind>(
  resource: ResourceInfo,
  objects: readonly Obj[],
  line: CommandLine,
  now: Millis,
  withKind: boolean,
): string[][] {
  const wide = flag(line, 'output') === 'wide';
  const shown = (columns[resource.kind] as (typeof columns)[K]).filter((column) => wide || !column.wide);
  const everywhere = isOn(line, 'all-namespaces') && resource.namespaced;
  const labels = isOn(line, 'show-labels');
  const row = (cells: readonly string[], namespace: string, label: string): string[] => [
    ...(everywhere ? [namespace] : []),
    ...cells,
    ...(labels ? [label] : []),
  ];
  const rows = objects.map((object) => {
    const cells = shown.map((column, i) => {
      const cell = column.cell(object as Obj<K>, now);
      return withKind && i === 0 ? shownName(resource, cell) : cell;
    });
    return row(cells, object.metadata.namespace ?? '', labelText(object));
  });
  if (isOn(line, 'no-headers')) return rows;
  return [
    row(
      shown.map((column) => column.name),
      'NAMESPACE',
      'LABELS',
    ),
    ...rows,
  ];
}

function labelText({ metadata }: Obj): string {
  const entries = Object.entries(metadata.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '<none>' : entries.map(([key, value]) => `${key}=${value}`).join(',');
}
