/** kubectl get: tables, and objects in any output format. Follows kubectl/pkg/cmd/get/get.go. */
import { type Api, ApiError, type Millis, type Obj, type ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { watchTargets } from '../get-watch.ts';
import { asGoValue } from '../go-values/go-value.ts';
import { JsonPathError } from '../jsonpath/jsonpath-error.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { isHumanReadable, type OutputOptions, objectPrinter } from '../printers/output-format.ts';
import { resourceTable, type TableOptions } from '../printers/resource-table.ts';
import { sortObjects, sortRows, UnsortableError } from '../printers/sort-objects.ts';
import { namespaceOf, objectsOf, parseTargets, type Target } from '../resource-args.ts';
import { buildSelection } from '../resource-builder.ts';
import type { Verb } from './verb.ts';

export const get: Verb = {
  flags: {
    output: 'value',
    template: 'value',
    'allow-missing-template-keys': 'switch',
    selector: 'value',
    'field-selector': 'value',
    'sort-by': 'value',
    'label-columns': 'value',
    'all-namespaces': 'switch',
    'no-headers': 'switch',
    'show-labels': 'switch',
    'show-kind': 'switch',
    filename: 'value',
    watch: 'switch',
    'watch-only': 'switch',
    'output-watch-events': 'switch',
    'ignore-not-found': 'switch',
  },
  run(line, env, output) {
    const options: OutputOptions = {
      output: flag(line, 'output') ?? '',
      template: flag(line, 'template') ?? '',
      allowMissingKeys: flag(line, 'allow-missing-template-keys') !== 'false',
      noHeaders: isOn(line, 'no-headers'),
    };
    checkFlags(line, options.output);
    const targets = targetsOf(line, env);
    if (isOn(line, 'watch') || isOn(line, 'watch-only')) {
      return watchTargets(targets, line, options, tableOptions(line, targets))(env, output);
    }
    const { lists, errors } = fetch(targets, line, env.api);
    if (isHumanReadable(options)) printTables(lists, errors, line, env.now, output);
    else printObjects(lists, errors, line, options, output);
    return undefined;
  },
};

function checkFlags(line: CommandLine, format: string): void {
  if (isOn(line, 'show-labels') && format !== '' && format !== 'wide') {
    throw new KubectlError(`error: --show-labels option cannot be used with ${format} printer\n`);
  }
  if (isOn(line, 'output-watch-events') && !isOn(line, 'watch') && !isOn(line, 'watch-only')) {
    throw new KubectlError('error: --output-watch-events option can only be used with --watch or --watch-only\n');
  }
  if (labelColumns(line).length > 0 && format.startsWith('custom-columns')) {
    throw new KubectlError(`error: --label-columns option cannot be used with ${format} printer\n`);
  }
}

function targetsOf(line: CommandLine, env: KubectlEnv): readonly Target[] {
  if (flag(line, 'filename') === undefined) return parseTargets(line.words);
  const { targets, problems = [] } = buildSelection(line.words, line, env, { emptySelector: false });
  const [problem] = problems;
  if (problem !== undefined) throw new KubectlError(`error: ${problem}\n`);
  return targets;
}

function labelColumns(line: CommandLine): readonly string[] {
  return (line.flags.get('label-columns') ?? []).flatMap((keys) => (keys === '' ? [] : keys.split(',')));
}

/** What one target stands for: an object, or all those of its kind. */
interface Listed {
  readonly resource: ResourceInfo;
  readonly objects: readonly Obj[];
}

interface Fetched {
  readonly lists: readonly Listed[];
  readonly errors: readonly ApiError[];
}

function fetch(targets: readonly Target[], line: CommandLine, api: Api): Fetched {
  const lists: Listed[] = [];
  const errors: ApiError[] = [];
  for (const target of targets) {
    try {
      lists.push({ resource: target.resource, objects: objectsOf(target, line, api) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status.reason !== 'NotFound' || !isOn(line, 'ignore-not-found')) errors.push(error);
    }
  }
  return { lists, errors };
}

/** Runs what reads the user's path, and says in kubectl's words what is wrong with it. */
function sortedOrFail<T>(sort: () => T): T {
  try {
    return sort();
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(`error: ${error.message}\n`);
    if (error instanceof UnsortableError) throw new KubectlError(`${error.message}\n`, error.exitCode);
    throw error;
  }
}

/** `of`: what the table is made of; names carry their kind when there are several. */
function tableOptions(line: CommandLine, of: readonly { readonly resource: ResourceInfo }[]): TableOptions {
  const kinds = new Set(of.map(({ resource }) => resource));
  return {
    wide: flag(line, 'output') === 'wide',
    noHeaders: isOn(line, 'no-headers'),
    withKind: isOn(line, 'show-kind') || kinds.size > 1,
    withNamespace: isOn(line, 'all-namespaces') && [...kinds].every(({ namespaced }) => namespaced),
    labelColumns: labelColumns(line),
    showLabels: isOn(line, 'show-labels'),
  };
}

function printTables(
  lists: readonly Listed[],
  errors: readonly ApiError[],
  line: CommandLine,
  now: Millis,
  output: Output,
): void {
  const sortBy = flag(line, 'sort-by') ?? '';
  const sorted =
    sortBy === ''
      ? lists
      : sortedOrFail(() =>
          lists.map(({ resource, objects }) => ({ resource, objects: sortRows(objects, sortBy, asGoValue) })),
        );
  const options = tableOptions(line, lists);
  const everywhere = isOn(line, 'all-namespaces');
  // No rows, no header either.
  const tables = sections(sorted)
    .filter(({ objects }) => objects.length > 0)
    .map(({ resource, objects }) =>
      resourceTable(resource, objects, { ...options, withNamespace: everywhere && resource.namespaced }, now),
    );
  output.out(tables.join(options.noHeaders ? '' : '\n'));
  for (const error of errors) output.refuse(error);
  if (tables.length > 0 || errors.length > 0 || isOn(line, 'ignore-not-found')) return;
  const namespaced = !everywhere && lists.every(({ resource }) => resource.namespaced);
  output.err(namespaced ? `No resources found in ${namespaceOf(line)} namespace.\n` : 'No resources found\n');
}

/** Neighbours of one kind share a table. */
function sections(lists: readonly Listed[]): readonly Listed[] {
  const joined: { resource: ResourceInfo; objects: Obj[] }[] = [];
  for (const { resource, objects } of lists) {
    const last = joined.at(-1);
    if (last?.resource === resource) last.objects.push(...objects);
    else joined.push({ resource, objects: [...objects] });
  }
  return joined;
}

/** One object that was named alone is printed as it is; all else as a List, which may be empty. */
function printObjects(
  lists: readonly Listed[],
  errors: readonly ApiError[],
  line: CommandLine,
  options: OutputOptions,
  output: Output,
): void {
  const refuse = (): void => {
    for (const error of errors) output.refuse(error);
  };
  const namedAlone = line.words.some((word) => word.includes('/')) ? line.words.length === 1 : line.words.length === 2;
  if (namedAlone && errors.length > 0) return refuse();
  const objects = lists.flatMap((list) => list.objects);
  if (objects.length === 0 && isOn(line, 'ignore-not-found')) return refuse();
  const print = objectPrinter(options);
  const values = objects.map(asGoValue);
  const sortBy = flag(line, 'sort-by') ?? '';
  const [only] = values;
  const single = namedAlone && values.length === 1 && only !== undefined;
  const items =
    single || sortBy === '' || values.length === 0
      ? values
      : sortedOrFail(() => sortObjects(values, sortBy, (value) => value));
  const list = { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
  const { text, error } = print(single ? only : list);
  output.out(text);
  refuse();
  if (error !== undefined) throw new KubectlError(error.endsWith('\n') ? `error: ${error}` : `error: ${error}\n`);
}
