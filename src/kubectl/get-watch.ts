/** kubectl get -w: what is there, then each change as it comes. Follows watch in kubectl's pkg/cmd/get/get.go. */
import type { Obj, ResourceInfo } from '../engine/index.ts';
import { type CommandLine, isOn } from './command-line.ts';
import { asGoValue } from './go-values/go-value.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from './kubectl-run.ts';
import { isHumanReadable, type OutputOptions, objectPrinter } from './printers/output-format.ts';
import { type TableOptions, tableRows } from './printers/resource-table.ts';
import { growingTable } from './printers/table.ts';
import { namespaceOf, objectsOf, selected, type Target } from './resource-args.ts';
import { watchedSince } from './watched.ts';

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';
/** What is printed together is aligned together. */
type PrintEvents = (type: EventType, objects: readonly Obj[], env: KubectlEnv, output: Output) => void;

/** Throws KubectlError when more than one kind is meant, or objects by several names. */
export function watchTargets(
  targets: readonly Target[],
  line: CommandLine,
  options: OutputOptions,
  table: TableOptions,
): Continuation {
  const [target] = targets;
  if (!target || targets.length > 1) {
    throw new KubectlError('error: you may only specify a single resource type\n');
  }
  const print = isHumanReadable(options) ? tablePrinter(target.resource, table, line) : documentPrinter(options, line);
  return (env, output) => {
    const namespace = everywhere(target, line) ? undefined : (target.namespace ?? namespaceOf(line));
    const objects = objectsOf(target, line, env.api);
    const where = namespace === undefined ? {} : { namespace };
    const { resourceVersion } = env.api.list(target.resource.kind, where);
    if (!isOn(line, 'watch-only') && objects.length > 0) print('ADDED', objects, env, output);
    return following(target, line, namespace, print, resourceVersion);
  };
}

function everywhere({ resource }: Target, line: CommandLine): boolean {
  return !resource.namespaced || isOn(line, 'all-namespaces');
}

/** Never ends by itself. */
function following(
  target: Target,
  line: CommandLine,
  namespace: string | undefined,
  print: PrintEvents,
  since: string,
): Continuation {
  return (env, output) => {
    const { kind } = target.resource;
    const { events, resourceVersion } = watchedSince(env.api, kind, namespace, since);
    for (const { type, object } of events) {
      const named = target.name === undefined || object.metadata.name === target.name;
      if (named && selected(kind, [object], line).length > 0) print(type, [object], env, output);
    }
    return following(target, line, namespace, print, resourceVersion);
  };
}

function tablePrinter(resource: ResourceInfo, options: TableOptions, line: CommandLine): PrintEvents {
  const table = growingTable();
  const withType = isOn(line, 'output-watch-events');
  let headed = options.noHeaders ?? false;
  return (type, objects, env, output) => {
    const { header, rows } = tableRows(resource, objects, options, env.now);
    const head = headed ? [] : [withType ? ['EVENT', ...header] : header];
    output.out(table([...head, ...rows.map((row) => (withType ? [type, ...row] : row))]));
    headed = true;
  };
}

function documentPrinter(options: OutputOptions, line: CommandLine): PrintEvents {
  const print = objectPrinter(options);
  const withType = isOn(line, 'output-watch-events');
  let count = 0;
  return (type, objects, _env, output) => {
    for (const object of objects) {
      if (options.output === 'yaml' && count > 0) output.out('---\n');
      count += 1;
      const { text, error } = print(asGoValue(withType ? { object, type } : object));
      output.out(text);
      if (error !== undefined) throw new KubectlError(error.endsWith('\n') ? `error: ${error}` : `error: ${error}\n`);
    }
  };
}
