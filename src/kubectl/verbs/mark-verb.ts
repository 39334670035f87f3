/** What label and annotate have in common. Follows kubectl/pkg/cmd/label/label.go and pkg/cmd/annotate/annotate.go. */
import { ApiError, type Obj, type ResourceInfo } from '../../engine/index.ts';
import { changedAnnotations, readAnnotationChanges, refuseBoth } from '../annotation-changes.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { type DryRun, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { Failures } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { changedLabels, type MarkChanges, readLabelChanges, requireWork, splitPairs } from '../label-changes.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { objectsOf, shownName } from '../resource-args.ts';
import { buildSelection } from '../resource-builder.ts';
import type { Verb } from './verb.ts';

type MarkNoun = 'label' | 'annotation';

interface MarkRun {
  readonly noun: MarkNoun;
  readonly changes: MarkChanges;
  readonly line: CommandLine;
  readonly dryRun: DryRun;
  readonly single: boolean;
}

export function markVerb(noun: MarkNoun): Verb {
  return {
    flags: {
      overwrite: 'switch',
      selector: 'value',
      'field-selector': 'value',
      all: 'switch',
      'all-namespaces': 'switch',
      'dry-run': 'optional',
      filename: 'value',
      recursive: 'switch',
      list: 'switch',
      'resource-version': 'value',
      'field-manager': 'value',
      output: 'value',
    },
    run(line, env, output) {
      const dryRun = dryRunOf(line);
      const { resources, changes } = argsOf(noun, line);
      const { targets, single } = buildSelection(resources, line, env, { emptySelector: true });
      if (!single && flag(line, 'resource-version')) {
        throw new KubectlError('error: --resource-version may only be used with a single resource\n');
      }
      const failures = new Failures();
      const run: MarkRun = { noun, changes, line, dryRun, single };
      for (const target of targets) {
        attempt(failures, () => {
          for (const object of objectsOf(target, line, env.api)) {
            attempt(failures, () => markOne(object, target.resource, run, env, output));
          }
        });
      }
      failures.report(output);
      return undefined;
    },
  };
}

function attempt(failures: Failures, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof KubectlError) {
      for (const text of error.message
        .replace(/^error: /, '')
        .trimEnd()
        .split('\n'))
        failures.add(text);
    } else if (error instanceof ApiError) failures.refused(error);
    else throw error;
  }
}

/** Throws KubectlError for a command that names nothing, changes nothing, or contradicts itself. */
function argsOf(noun: MarkNoun, line: CommandLine): { resources: readonly string[]; changes: MarkChanges } {
  const { resources, pairs } = splitPairs(line.words, noun);
  const changes = noun === 'label' ? readLabelChanges(pairs) : readAnnotationChanges(pairs);
  const list = isOn(line, 'list');
  if (list && flag(line, 'output'))
    throw new KubectlError('error: --list and --output may not be specified together\n');
  for (const other of ['selector', 'field-selector']) {
    if (isOn(line, 'all') && flag(line, other)) {
      throw new KubectlError(`error: cannot set --all and --${other} at the same time\n`);
    }
  }
  // A manifest names its objects itself, and a list needs no change.
  requireWork(flag(line, 'filename') === undefined ? resources : ['-'], list ? ['-'] : pairs, noun);
  if (noun === 'annotation') refuseBoth(changes);
  return { resources, changes };
}

function markOne(object: Obj, resource: ResourceInfo, run: MarkRun, env: KubectlEnv, output: Output): void {
  const { noun, changes, line, dryRun, single } = run;
  const list = isOn(line, 'list');
  const field = noun === 'label' ? 'labels' : 'annotations';
  const locally = dryRun === 'client' || list;
  const old = object.metadata[field] ?? {};
  if (!locally && noun === 'label') {
    for (const key of changes.remove) if (!Object.hasOwn(old, key)) output.out(`label "${key}" not found.\n`);
  }
  const overwrite = isOn(line, 'overwrite');
  const labelled = noun === 'label' ? changedLabels(old, changes, overwrite) : undefined;
  const marks = labelled?.labels ?? changedAnnotations(old, changes, overwrite);
  const operation = labelled?.operation ?? 'annotated';
  let shown: Obj = { ...object, metadata: { ...object.metadata, [field]: marks } };
  if (!locally && operation !== 'not labeled') shown = send(object, field, run, env);
  if (list) return output.out(listText(shown, resource, field, single));
  print(shown, resource, `${operation}${dryRunSuffix(dryRun)}`, line, output);
}

function send(object: Obj, field: 'labels' | 'annotations', run: MarkRun, { api }: KubectlEnv): Obj {
  const { set, remove } = run.changes;
  const entries: [string, string | null][] = [...set, ...remove.map((key): [string, null] => [key, null])];
  const resourceVersion = flag(run.line, 'resource-version');
  const body = { metadata: { [field]: Object.fromEntries(entries), ...(resourceVersion ? { resourceVersion } : {}) } };
  return api.patch(object.kind, object.metadata, { type: 'merge', body }, { dryRun: run.dryRun === 'server' });
}

function listText(
  { kind, metadata }: Obj,
  { group }: ResourceInfo,
  field: 'labels' | 'annotations',
  single: boolean,
): string {
  const head = single ? '' : `Listing ${field} for ${kind}.${group}/${metadata.name}:\n`;
  const rows = Object.entries(metadata[field] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return head + rows.map(([key, value]) => `${single ? '' : ' '}${key}=${value}\n`).join('');
}

function print(object: Obj, resource: ResourceInfo, operation: string, line: CommandLine, output: Output): void {
  const name = shownName(resource, object.metadata.name);
  const format = flag(line, 'output') ?? '';
  if (format === '') output.out(`${name} ${operation}\n`);
  else if (format === 'name') output.out(`${name}\n`);
  else if (format === 'yaml') output.out(yamlOf(object));
  else if (format === 'json') output.out(`${JSON.stringify(object, null, 4)}\n`);
  else {
    throw new KubectlError(
      `error: unable to match a printer suitable for the output format "${format}", allowed formats are: json,name,yaml\n`,
    );
  }
}
