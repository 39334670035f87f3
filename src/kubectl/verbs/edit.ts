/** kubectl edit: objects of the server, in the editor. Follows kubectl's pkg/cmd/edit and pkg/cmd/util/editor. */
import { ApiError, goJson, type Obj, type ResourceInfo, threeWayPatch } from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { printDone } from '../create/print-created.ts';
import { type EditReason, editing } from '../edit/session.ts';
import { validationOf } from '../field-validation.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { type Fields, isFields } from '../manifests.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { objectsOf } from '../resource-args.ts';
import { buildSelection } from '../resource-builder.ts';
import type { Verb } from './verb.ts';

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

interface Edited {
  readonly object: Obj;
  readonly resource: ResourceInfo;
}

export const edit: Verb = {
  flags: {
    filename: 'value',
    output: 'value',
    'output-patch': 'switch',
    validate: 'optional',
  },
  run(line, env, output) {
    const format = flag(line, 'output') ?? 'yaml';
    if (format !== 'yaml' && format !== 'json') {
      throw new KubectlError(`error: The flag 'output' must be one of yaml|json\n`);
    }
    const { targets, problems = [] } = buildSelection(line.words, line, env, { emptySelector: false });
    const [problem] = problems;
    if (problem !== undefined) throw new KubectlError(`error: ${problem}\n`);
    const edited = targets.flatMap((target) =>
      objectsOf(target, line, env.api).map((object): Edited => ({ object, resource: target.resource })),
    );
    if (edited.length === 0) throw new KubectlError('error: edit cancelled, no objects found\n');
    const shown = edited.length === 1 ? edited[0]?.object : listOf(edited);
    const text = format === 'json' ? `${JSON.stringify(shown, null, 4)}\n` : yamlOf(shown);
    return editing({
      header: HEADER,
      text,
      save: (values, later, to) => saveAll(edited, values, line, later, to),
    })(env, output);
  },
};

function listOf(edited: readonly Edited[]): object {
  return { apiVersion: 'v1', items: edited.map(({ object }) => object), kind: 'List', metadata: {} };
}

function saveAll(
  edited: readonly Edited[],
  values: readonly unknown[],
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
): readonly EditReason[] {
  const items = values.flatMap((value) =>
    isFields(value) && value.kind === 'List' && Array.isArray(value.items) ? value.items : [value],
  );
  let lost = false;
  const reasons = items.flatMap((item: unknown): readonly EditReason[] => {
    const uid = isFields(item) && isFields(item.metadata) ? item.metadata.uid : undefined;
    const original = edited.find(({ object }) => object.metadata.uid === uid);
    if (!isFields(item) || !original) throw new KubectlError('error: no original object found for what was edited\n');
    try {
      saveOne(original, item, line, env, output);
      return [];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const [text, reason] = refusal(original, error);
      output.err(`${text}\n`);
      lost ||= reason === undefined;
      return reason ? [reason] : [];
    }
  });
  if (lost) throw new KubectlError('');
  return reasons;
}

function saveOne({ object, resource }: Edited, item: Fields, line: CommandLine, env: KubectlEnv, output: Output): void {
  const print = (done: string): void => printDone(object as unknown as AnyDraft, done, plain(line), output);
  if (deepEqual(item, object)) return print('skipped');
  const { apiVersion, kind, metadata } = item;
  const name = isFields(metadata) ? metadata.name : undefined;
  if (apiVersion !== object.apiVersion || kind !== object.kind || name !== object.metadata.name) {
    throw new KubectlError('error: At least one of apiVersion, kind and name was changed\n');
  }
  const before = object as unknown as Fields;
  const body = threeWayPatch(resource.kind, before, item, before);
  if (isOn(line, 'output-patch')) output.out(`Patch: ${goJson(body)}\n`);
  env.api.patch(resource.kind, object.metadata, { type: 'strategic', body }, validationOf(line));
  print('edited');
}

/** `-o` is the format that is edited, not that of the answer. */
function plain(line: CommandLine): CommandLine {
  return { ...line, flags: new Map([...line.flags].filter(([name]) => name !== 'output')) };
}

/** What is said, and why the text is to be edited again; nothing for what no edit can help. */
function refusal({ object, resource }: Edited, { status }: ApiError): readonly [string, EditReason | undefined] {
  const what = `${resource.plural}${resource.group === '' ? '' : `.${resource.group}`} "${object.metadata.name}"`;
  if (status.reason === 'Invalid') {
    const parts = (status.details?.causes ?? []).map(({ field, message }) => `${field}: ${message}`);
    return [`error: ${what} is invalid`, { head: `${what} was not valid`, parts }];
  }
  if (status.reason === 'NotFound') return [`error: ${what} could not be found on the server`, undefined];
  return [`error: ${what} could not be patched: ${status.message}`, undefined];
}
