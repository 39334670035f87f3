/** kubectl apply -f -: creates, or patches with what differs from the last applied manifest. */
import { ApiError, type Draft, type Kind, type Obj, type ResourceInfo, threeWayPatch } from '../../engine/index.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { type CommandLine, flag } from '../command-line.ts';
import type { ErrorSource } from '../error-text.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { type Manifest, readManifests } from '../manifests.ts';
import { namespaceOf, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export const apply: Verb = {
  flags: { filename: 'value', 'dry-run': 'optional', validate: 'optional', force: 'switch', recursive: 'switch' },
  run(line, env, output) {
    const dryRun = dryRunOf(line);
    for (const manifest of readManifests(textOf(line, env))) applyOne(manifest, line, dryRun, env, output);
    return undefined;
  },
};

export type DryRun = 'none' | 'client' | 'server';

/** Follows GetDryRunStrategy in kubectl's pkg/cmd/util/helpers.go: the flag was a boolean once, and still may be. */
export function dryRunOf(line: CommandLine): DryRun {
  const value = flag(line, 'dry-run');
  if (value === undefined || value === 'none' || /^(0|f|F|false|FALSE|False)$/.test(value)) return 'none';
  if (value === 'client' || value === 'server') return value;
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return 'client';
  throw new KubectlError(`error: Invalid dry-run value (${value}). Must be "none", "server", or "client".\n`);
}

export function dryRunSuffix(dryRun: DryRun): string {
  if (dryRun === 'none') return '';
  return dryRun === 'server' ? ' (server dry run)' : ' (dry run)';
}

/** What `-f` names; only the standard input exists here. */
export function textOf(line: CommandLine, env: KubectlEnv): string {
  const file = flag(line, 'filename');
  if (file === undefined) throw new KubectlError('error: must specify one of -f and -k\n');
  if (file !== '-') throw new KubectlError(`error: the path "${file}" does not exist\n`);
  return env.stdin ?? '';
}

function applyOne(manifest: Manifest, line: CommandLine, dryRun: DryRun, env: KubectlEnv, output: Output): void {
  const { resource, name } = manifest;
  const kind: Kind = resource.kind;
  const namespace = resource.namespaced ? (manifest.namespace ?? namespaceOf(line)) : undefined;
  const modified = withLastApplied(manifest.value, namespace);
  const say = (what: string): void => output.out(`${shownName(resource, name)} ${what}${dryRunSuffix(dryRun)}\n`);
  let current: Obj | undefined;
  try {
    current = env.api.get(kind, { name, namespace });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.reason !== 'NotFound') return output.refuse(error, retrieving(resource, name, namespace));
  }
  if (!current) {
    if (dryRun === 'client') return say('created');
    return refusable(output, { verb: 'creating', file: 'STDIN' }, () => {
      env.api.create(kind, modified as Draft<Kind>, { dryRun: dryRun === 'server', fieldValidation: 'Strict' });
      say('created');
    });
  }
  const patch = threeWayPatch(kind, fieldsOf(lastApplied(current)), modified, current as unknown as Fields);
  if (Object.keys(patch).length === 0) return say('unchanged');
  if (dryRun === 'client') return say('configured');
  refusable(output, { verb: 'patching', file: 'STDIN' }, () => {
    const options = { dryRun: dryRun === 'server', fieldValidation: 'Strict' } as const;
    const result = env.api.patch(kind, { name, namespace }, { type: 'strategic', body: patch }, options);
    say(
      result.metadata.resourceVersion === current.metadata.resourceVersion && dryRun === 'none'
        ? 'unchanged'
        : 'configured',
    );
  });
}

function retrieving({ group, version, plural, kind }: ResourceInfo, name: string, namespace = ''): ErrorSource {
  const at = `${group}/${version}`;
  const what = `Resource: "${at}, Resource=${plural}", GroupVersionKind: "${at}, Kind=${kind}"`;
  const verb = `retrieving current configuration of:\n${what}\nName: "${name}", Namespace: "${namespace}"\nfrom server for:`;
  return { verb, file: 'STDIN' };
}

/** A refusal of one document is told; the others still have their turn. */
export function refusable(output: Output, source: { verb: string; file: string }, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    output.refuse(error, source);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The manifest as it is sent: with itself, as text, in an annotation. */
function withLastApplied(value: Fields, namespace: string | undefined): Fields {
  const metadata = fieldsOf(value.metadata);
  const { [LAST_APPLIED]: _, ...annotations } = fieldsOf(metadata.annotations);
  const plain = { ...value, metadata: { ...metadata, annotations, ...(namespace === undefined ? {} : { namespace }) } };
  const text = `${canonicalJson(plain)}\n`;
  return { ...plain, metadata: { ...plain.metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}

function lastApplied(object: Obj): unknown {
  const text = object.metadata.annotations?.[LAST_APPLIED];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // somebody edited the annotation by hand
  }
}
