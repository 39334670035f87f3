/** kubectl apply -f -: creates, or patches with what differs from the last applied manifest. Follows kubectl's pkg/cmd/apply. */
import {
  ApiError,
  type Draft,
  goJson,
  type Kind,
  type Obj,
  type ResourceInfo,
  StrategicPatchError,
  threeWayPatch,
} from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { type DryRun, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import type { ErrorSource } from '../error-text.ts';
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

const FILE = 'STDIN';

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
  const current = sourced(() => find(manifest, run.env), retrieving(manifest));
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

function find({ resource, name, namespace }: Manifest, { api }: KubectlEnv): Obj | undefined {
  try {
    return api.get(resource.kind, { name, namespace });
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') return undefined;
    throw error;
  }
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

/** As the server will drop them from a patch, apply drops them from what it creates. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

function patchOne(manifest: Manifest, modified: Fields, current: Obj, run: Run): void {
  const { resource, name, namespace } = manifest;
  const { dryRun, env, line, output } = run;
  const original = lastAppliedText(current);
  if (original === undefined) output.err(missingAnnotation(`${resource.plural}/${name}`));
  const patch = patchFor(manifest, original, modified, current);
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

function patchFor(
  { resource, name, namespace }: Manifest,
  original: string | undefined,
  modified: Fields,
  current: Obj,
): Fields {
  const { kind } = resource;
  try {
    // The kind may have been written in small letters, which is no change.
    return threeWayPatch(kind, parsed(original), { ...modified, kind }, current as unknown as Fields);
  } catch (error) {
    if (!(error instanceof StrategicPatchError)) throw error;
    const texts = `original:\n${original ?? ''}\nmodified:\n${goJson(modified)}\n\ncurrent:\n${goJson(current)}\n\nfor: ${error.message}`;
    const why = `error when patching "${FILE}": creating patch with:\n${texts}`;
    throw new ObjectProblem(
      `error when applying patch:\n\nto:\n${infoText(resource, name, namespace)}\nfor: "${FILE}": ${why}`,
    );
  }
}

function parsed(text: string | undefined): Fields {
  if (text === undefined || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    throw new StrategicPatchError('invalid JSON document');
  }
}

function missingAnnotation(object: string): string {
  return `Warning: resource ${object} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`;
}

function infoText({ group, version, plural, kind }: ResourceInfo, name: string, namespace = ''): string {
  const at = `${group}/${version}`;
  return `Resource: "${at}, Resource=${plural}", GroupVersionKind: "${at}, Kind=${kind}"\nName: "${name}", Namespace: "${namespace}"`;
}

function retrieving({ resource, name, namespace }: Manifest): ErrorSource {
  const verb = `retrieving current configuration of:\n${infoText(resource, name, namespace)}\nfrom server for:`;
  return { verb, file: FILE };
}
