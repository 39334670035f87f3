/** kubectl apply -f -: creates, or patches with what differs from the last applied manifest. Follows kubectl's pkg/cmd/apply. */
import { type Draft, goJson, type Kind, type Obj } from '../../engine/index.ts';
import { applyPatch, FILE, findLive, infoText, retrieving, withoutNulls } from '../apply/apply-patch.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { type DryRun, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { Failures, ObjectProblem, sourced } from '../failures.ts';
import { validationOf } from '../field-validation.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { LAST_APPLIED, lastAppliedText, withLastApplied } from '../last-applied.ts';
import { type Fields, isFields, type Manifest, readManifests } from '../manifests.ts';
import { shownName } from '../resource-args.ts';
import { sentManifest, textOf } from '../sent-manifest.ts';
import type { Verb } from './verb.ts';
import { viewLastApplied } from './view-last-applied.ts';

export const apply: Verb = {
  flags: {
    all: 'switch',
    'dry-run': 'optional',
    filename: 'value',
    force: 'switch',
    overwrite: 'switch',
    prune: 'switch',
    recursive: 'switch',
    selector: 'value',
    validate: 'optional',
  },
  subcommands: [{ names: ['view-last-applied'], verb: viewLastApplied }],
  run(line, env, output) {
    checkPrune(line);
    const dryRun = dryRunOf(line);
    const { objects, problems } = readManifests(textOf(line, env), line);
    if (objects.length === 0 && problems.length === 0) throw new KubectlError('error: no objects passed to apply\n');
    const failures = new Failures(problems);
    for (const manifest of objects) failures.collect(() => applyOne(manifest, { line, dryRun, env, output }));
    failures.report(output);
    return undefined;
  },
};

function checkPrune(line: CommandLine): void {
  if (!isOn(line, 'prune')) return;
  if (!isOn(line, 'all') && flag(line, 'selector') === undefined) {
    throw new KubectlError(
      'error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector\n',
    );
  }
  throw new KubectlError('error: --prune is not part of this kubectl: delete what is left over by name\n');
}

interface Run {
  readonly line: CommandLine;
  readonly dryRun: DryRun;
  readonly env: KubectlEnv;
  readonly output: Output;
}

function applyOne(manifest: Manifest, run: Run): void {
  checkName(manifest);
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

function say({ resource, name }: Manifest, what: string, { dryRun, output }: Run): void {
  output.out(`${shownName(resource, name)} ${what}${dryRunSuffix(dryRun)}\n`);
}

function createOne(manifest: Manifest, modified: Fields, run: Run): void {
  const { dryRun, env, line } = run;
  if (dryRun !== 'client') {
    const draft = withoutNulls(modified) as unknown as Draft<Kind>;
    const options = { dryRun: dryRun === 'server', ...validationOf(line) };
    sourced(() => env.api.create(manifest.resource.kind, draft, options), { verb: 'creating', file: FILE });
  }
  say(manifest, 'created', run);
}

function patchOne(manifest: Manifest, modified: Fields, current: Obj, run: Run): void {
  const { resource, name, namespace } = manifest;
  const { dryRun, env, line, output } = run;
  const original = lastAppliedText(current);
  if (original === undefined) output.err(missingAnnotation(`${resource.plural}/${name}`));
  const patch = applyPatch(manifest, original, modified, current);
  const same = Object.keys(patch).length === 0;
  if (!same && dryRun !== 'client') {
    const options = { dryRun: dryRun === 'server', ...validationOf(line) };
    const verb = `applying patch:\n${goJson(patch)}\nto:\n${infoText(resource, name, namespace)}\nfor:`;
    sourced(
      () => env.api.patch(resource.kind, { name, namespace }, { type: 'strategic', body: patch }, options),
      { verb: 'patching', file: FILE },
      { verb, file: FILE },
    );
  }
  if (current.metadata.deletionTimestamp) {
    output.err(`Warning: Detected changes to resource ${name} which is currently being deleted.\n`);
  }
  say(manifest, same ? 'unchanged' : 'configured', run);
}

function missingAnnotation(object: string): string {
  return `Warning: resource ${object} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`;
}
