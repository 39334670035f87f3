/** kubectl apply -f -: creates, or patches with what differs from the last applied manifest. Follows kubectl's pkg/cmd/apply. */
import { type Draft, goJson, type Kind, type Obj } from '../../engine/index.ts';
import { applyPatch, findLive, infoText, retrieving, withoutNulls } from '../apply/apply-patch.ts';
import { orMadeAnew } from '../apply/force.ts';
import { checkPrune, prune } from '../apply/prune.ts';
import { applyOnServer, checkServerSide } from '../apply/server-side.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { OUTPUT_FLAGS, printDone, printObject } from '../create/print-created.ts';
import { type DryRun, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { Failures, ObjectProblem, sourced } from '../failures.ts';
import { validationOf } from '../field-validation.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { LAST_APPLIED, lastAppliedText, withLastApplied } from '../last-applied.ts';
import { type Fields, isFields, type Manifest, readManifests } from '../manifests.ts';
import { sentManifest, sourceOf, textOf } from '../sent-manifest.ts';
import { editLastApplied, setLastApplied } from './set-last-applied.ts';
import type { Verb } from './verb.ts';
import { viewLastApplied } from './view-last-applied.ts';

export const apply: Verb = {
  flags: {
    all: 'switch',
    'dry-run': 'optional',
    filename: 'value',
    force: 'switch',
    'force-conflicts': 'switch',
    ...OUTPUT_FLAGS,
    overwrite: 'switch',
    prune: 'switch',
    selector: 'value',
    'server-side': 'switch',
    validate: 'optional',
  },
  subcommands: [
    { names: ['edit-last-applied'], verb: editLastApplied },
    { names: ['set-last-applied'], verb: setLastApplied },
    { names: ['view-last-applied'], verb: viewLastApplied },
  ],
  run(line, env, output) {
    checkPrune(line);
    const dryRun = dryRunOf(line);
    checkServerSide(line, dryRun);
    const { objects, problems } = readManifests(textOf(line, env), line, sourceOf(line));
    if (objects.length === 0 && problems.length === 0) throw new KubectlError('error: no objects passed to apply\n');
    const failures = new Failures(problems);
    const applied: Obj[] = [];
    const shown: Obj[] = [];
    const printsObjects = !['', 'name'].includes(flag(line, 'output') ?? '');
    const said = (object: Obj, done: string): void => {
      if (printsObjects) shown.push(object);
      else printDone(object as unknown as AnyDraft, `${done}${dryRunSuffix(dryRun)}`, line, output);
    };
    const noted = (object: Obj, done: string): void => {
      applied.push(object);
      said(object, done);
    };
    const run = { line, dryRun, env, output, said: noted };
    for (const manifest of objects) failures.collect(() => applyOne(manifest, run));
    if (isOn(line, 'prune') && failures.count === 0) prune(applied, line, dryRun, env, said);
    printAll(shown, line, output);
    failures.report(output);
    return undefined;
  },
};

/** With `-o`, what was applied is printed at the end: an object alone, several as a List. */
function printAll(shown: readonly Obj[], line: CommandLine, output: Output): void {
  const [first] = shown;
  if (!first) return;
  const list = { apiVersion: 'v1', items: shown, kind: 'List', metadata: { resourceVersion: '' } };
  printObject(shown.length === 1 ? first : list, line, output);
}

interface Run {
  readonly line: CommandLine;
  readonly dryRun: DryRun;
  readonly env: KubectlEnv;
  readonly output: Output;
  /** Tells what has become of an object. */
  readonly said: (object: Obj, done: string) => void;
}

function applyOne(manifest: Manifest, run: Run): void {
  checkName(manifest);
  const { line, dryRun, env, said } = run;
  if (isOn(line, 'server-side')) return said(applyOnServer(manifest, line, dryRun, env), 'serverside-applied');
  const modified = withLastApplied(sentManifest(manifest));
  const current = sourced(() => findLive(manifest, run.env), retrieving(manifest));
  if (current) patchOne(manifest, modified, current, run);
  else createOne(manifest, modified, run);
}

/** Follows applyOneObject; an empty name cannot even be asked for. */
function checkName(manifest: Manifest): void {
  if (manifest.name !== '') return;
  const { metadata } = manifest.value;
  const generateName = isFields(metadata) ? metadata.generateName : undefined;
  if (typeof generateName === 'string' && generateName !== '') {
    throw new ObjectProblem(`from ${generateName}: cannot use generate name with apply`);
  }
  const { verb, file } = retrieving(manifest);
  throw new ObjectProblem(`error when ${verb} "${file}": resource name may not be empty`);
}

function createOne(manifest: Manifest, modified: Fields, run: Run): void {
  const { dryRun, env, line, said } = run;
  const draft = withoutNulls(modified) as unknown as Draft<Kind>;
  const options = { dryRun: dryRun === 'server', ...validationOf(line) };
  const create = (): Obj => env.api.create(manifest.resource.kind, draft, options);
  const created = dryRun === 'client' ? draft : sourced(create, { verb: 'creating', file: manifest.file });
  said(created as Obj, 'created');
}

function patchOne(manifest: Manifest, modified: Fields, current: Obj, run: Run): void {
  const { resource, name, namespace, file } = manifest;
  const { dryRun, env, line, output, said } = run;
  let after = current;
  const original = lastAppliedText(current);
  if (original === undefined) output.err(missingAnnotation(`${resource.plural}/${name}`));
  const patch = applyPatch(manifest, original, modified, current);
  const same = Object.keys(patch).length === 0;
  if (!same && dryRun !== 'client') {
    const options = { dryRun: dryRun === 'server', ...validationOf(line) };
    const verb = `applying patch:\n${goJson(patch)}\nto:\n${infoText(resource, name, namespace)}\nfor:`;
    const send = (): Obj =>
      env.api.patch(resource.kind, { name, namespace }, { type: 'strategic', body: patch }, options);
    after = sourced(
      () => (isOn(line, 'force') ? orMadeAnew(send, manifest, modified, current, env) : send()),
      { verb: 'patching', file },
      { verb, file },
    );
  }
  if (current.metadata.deletionTimestamp) {
    output.err(`Warning: Detected changes to resource ${name} which is currently being deleted.\n`);
  }
  said(after, same ? 'unchanged' : 'configured');
}

function missingAnnotation(object: string): string {
  return `Warning: resource ${object} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`;
}
