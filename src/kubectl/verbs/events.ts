/** kubectl events. Follows kubectl's pkg/cmd/events/events.go. */
import type { Api, Event, Millis, ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag, flagList, isOn } from '../command-line.ts';
import { EVENT_COLUMNS, eventRow, seenAt } from '../events/event-table.ts';
import { asGoValue } from '../go-values/go-value.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, Output } from '../kubectl-run.ts';
import { objectPrinter } from '../printers/output-format.ts';
import { growingTable } from '../printers/table.ts';
import { findResource, namespaceOf } from '../resource-args.ts';
import { watchedSince } from '../watched.ts';
import type { Verb } from './verb.ts';

export const events: Verb = {
  flags: {
    'all-namespaces': 'switch',
    watch: 'switch',
    'no-headers': 'switch',
    for: 'value',
    types: 'value',
    output: 'value',
    template: 'value',
    'allow-missing-template-keys': 'switch',
  },
  run(line, env, output) {
    const wanted = wantedEvents(line);
    const print = printerFor(line);
    if (isOn(line, 'watch')) return follow(line, wanted, print, undefined, true)(env, output);
    const found = listed(line, env.api).filter(wanted);
    if (found.length === 0) {
      output.err(
        isOn(line, 'all-namespaces') ? 'No events found.\n' : `No events found in ${namespaceOf(line)} namespace.\n`,
      );
      return undefined;
    }
    print(
      [...found].sort((a, b) => seenAt(a) - seenAt(b)),
      env.now,
      output,
      true,
    );
    return undefined;
  },
};

function listed(line: CommandLine, api: Api): readonly Event[] {
  return api.list('Event', isOn(line, 'all-namespaces') ? {} : { namespace: namespaceOf(line) }).items;
}

/** By `--for` and `--types`; throws KubectlError for what these cannot be. */
function wantedEvents(line: CommandLine): (event: Event) => boolean {
  const about = aboutFlag(flag(line, 'for') ?? '');
  const types = flagList(line, 'types').map((type) => type.toLowerCase());
  if (types.some((type) => type !== 'normal' && type !== 'warning')) {
    throw new KubectlError('error: valid --types are Normal or Warning\n');
  }
  return ({ type, involvedObject: { kind, apiVersion, name } }) =>
    (types.length === 0 || types.includes(type.toLowerCase())) &&
    (!about ||
      (kind === about.resource.kind && (apiVersion ?? '') === about.resource.apiVersion && name === about.name));
}

function aboutFlag(text: string): { readonly resource: ResourceInfo; readonly name: string } | undefined {
  if (text === '') return undefined;
  const [kind = '', name, ...more] = text.split('/');
  if (name === undefined) throw new KubectlError('error: --for must be in resource/name form\n');
  if (more.length > 0) {
    throw new KubectlError('error: arguments in resource/name form may not have more than one slash\n');
  }
  return { resource: findResource(kind), name };
}

type PrintEvents = (list: readonly Event[], now: Millis, output: Output, asList: boolean) => void;

function printerFor(line: CommandLine): PrintEvents {
  const format = flag(line, 'output') ?? '';
  const template = flag(line, 'template') ?? '';
  if (format === '' && template === '') return tablePrinter(line);
  const allowMissingKeys = flag(line, 'allow-missing-template-keys') !== 'false';
  const print = objectPrinter({ output: format, template, allowMissingKeys, noHeaders: false });
  return (list, _now, output, asList) => {
    const objects = asList ? [{ apiVersion: 'v1', items: list, kind: 'EventList', metadata: {} }] : list;
    for (const object of objects) {
      const { text, error } = print(asGoValue(object));
      output.out(text);
      if (error !== undefined) throw new KubectlError(error.endsWith('\n') ? `error: ${error}` : `error: ${error}\n`);
    }
  };
}

function tablePrinter(line: CommandLine): PrintEvents {
  const everywhere = isOn(line, 'all-namespaces');
  const table = growingTable();
  let headers = !isOn(line, 'no-headers');
  return (list, now, output) => {
    if (list.length === 0) return;
    const rows = list.map((event) => [
      ...(everywhere ? [event.metadata.namespace ?? ''] : []),
      ...eventRow(event, now),
    ]);
    const head = [...(everywhere ? ['NAMESPACE'] : []), ...EVENT_COLUMNS];
    output.out(table(headers ? [head, ...rows] : rows));
    headers = false;
  };
}

/** What is there first, then each change as it comes; for ever. */
function follow(
  line: CommandLine,
  wanted: (event: Event) => boolean,
  print: PrintEvents,
  since: string | undefined,
  first: boolean,
): Continuation {
  return (env, output) => {
    const namespace = isOn(line, 'all-namespaces') ? undefined : namespaceOf(line);
    if (first || since === undefined) {
      const { items, resourceVersion } = env.api.list('Event', namespace === undefined ? {} : { namespace });
      for (const event of items.filter(wanted)) print([event], env.now, output, false);
      return follow(line, wanted, print, resourceVersion, false);
    }
    const { events: changes, resourceVersion } = watchedSince(env.api, 'Event', namespace, since);
    for (const { type, object } of changes) {
      if (type !== 'DELETED' && wanted(object)) print([object], env.now, output, false);
    }
    return follow(line, wanted, print, resourceVersion, false);
  };
}
