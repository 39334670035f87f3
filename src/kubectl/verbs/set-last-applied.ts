/** kubectl apply set-last-applied and edit-last-applied: what apply has noted of an object. Follows kubectl's pkg/cmd/apply. */

import { ApiError, goJson, type Obj, type ResourceInfo } from '../../engine/index.ts';
import { retrieving } from '../apply/apply-patch.ts';
import { type CommandLine, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { OUTPUT_FLAGS, printDone } from '../create/print-created.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { editing } from '../edit/session.ts';
import { sourced } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { LAST_APPLIED, lastAppliedText, withLastApplied } from '../last-applied.ts';
import { type Fields, isFields, type Manifest, readManifests } from '../manifests.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { objectsOf } from '../resource-args.ts';
import { buildSelection } from '../resource-builder.ts';
import { sentManifest, sourceOf, textOf } from '../sent-manifest.ts';
import type { Verb } from './verb.ts';

export const setLastApplied: Verb = {
  flags: { filename: 'value', 'create-annotation': 'switch', 'dry-run': 'optional', ...OUTPUT_FLAGS },
  run(line, env, output) {
    const { objects, problems } = readManifests(textOf(line, env), line, sourceOf(line));
    const [problem] = problems;
    if (problem !== undefined) throw new KubectlError(`error: ${problem}\n`);
    const changed = objects.flatMap((manifest) => {
      const note = noteOf(sentManifest(manifest));
      const live = liveOf(manifest, env);
      const before = lastAppliedText(live);
      const { name, resource } = manifest;
      if (before === undefined && !isOn(line, 'create-annotation')) {
        throw new KubectlError(
          `error: no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation\n`,
        );
      }
      if (before?.trim() !== note.trim()) return [{ live, resource, note }];
      output.out(`set-last-applied ${name}: no changes required.\n`);
      return [];
    });
    for (const { live, resource, note } of changed) writeNote(live, resource, note, 'configured', line, env, output);
    return undefined;
  },
};

function liveOf(manifest: Manifest, { api }: KubectlEnv): Obj {
  const { resource, name, namespace } = manifest;
  try {
    return api.get(resource.kind, { name, namespace });
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') throw error;
    return sourced(() => {
      throw error;
    }, retrieving(manifest));
  }
}

/** The text that apply would note. */
function noteOf(manifest: Fields): string {
  const { metadata } = withLastApplied(manifest);
  const annotations = isFields(metadata) && isFields(metadata.annotations) ? metadata.annotations : {};
  return String(annotations[LAST_APPLIED]);
}

function writeNote(
  object: Obj,
  { kind }: ResourceInfo,
  note: string,
  done: string,
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
): void {
  const dryRun = dryRunOf(line);
  const body = { metadata: { annotations: { [LAST_APPLIED]: note } } };
  const options = { dryRun: dryRun === 'server' };
  const after = dryRun === 'client' ? object : env.api.patch(kind, object.metadata, { type: 'merge', body }, options);
  printDone(after as unknown as AnyDraft, `${done}${dryRunSuffix(dryRun)}`, line, output);
}

const HEADER = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`;

export const editLastApplied: Verb = {
  flags: { filename: 'value', validate: 'optional' },
  run(line, env, output) {
    const { targets } = buildSelection(line.words, line, env, { emptySelector: false });
    const noted = targets.flatMap((target) =>
      objectsOf(target, line, env.api).flatMap((object) => {
        const value = parsed(lastAppliedText(object));
        return value ? [{ object, resource: target.resource, value }] : [];
      }),
    );
    const [only] = noted;
    if (!only) {
      throw new KubectlError(
        'error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`\n',
      );
    }
    if (noted.length > 1)
      throw new KubectlError('error: the playground edits what was applied of one object at a time\n');
    return editing({
      header: HEADER,
      text: yamlOf(only.value),
      save([value], later, to) {
        if (!isFields(value)) return [{ head: 'The edited file had a syntax error: it is no object', parts: [] }];
        writeNote(only.object, only.resource, `${goJson(value)}\n`, 'edited', line, later, to);
        return [];
      },
    })(env, output);
  },
};

function parsed(text: string | undefined): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isFields(value) ? value : undefined;
  } catch {
    return undefined; // nothing noted, or somebody edited it by hand
  }
}
