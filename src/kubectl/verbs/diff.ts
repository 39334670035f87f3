/** kubectl diff: the live objects, and what apply would make of them. Follows kubectl's pkg/cmd/diff/diff.go. */
import { ApiError, type Draft, type Kind, type Millis, type Obj, timestamp } from '../../engine/index.ts';
import { fnv1a32 } from '../../lib/fnv1a.ts';
import { applyPatch, findLive, withoutNulls } from '../apply/apply-patch.ts';
import { type CommandLine, isOn } from '../command-line.ts';
import { masked, type Versions } from '../diff/masked.ts';
import { unifiedDiff } from '../diff/unified-diff.ts';
import { kubectlErrorText } from '../error-text.ts';
import { ObjectProblem } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { LAST_APPLIED, lastAppliedText } from '../last-applied.ts';
import { type Fields, isFields, type Manifest, readManifests } from '../manifests.ts';
import { goList } from '../printers/rules.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import { sentManifest, sourceOf, textOf } from '../sent-manifest.ts';
import type { Verb } from './verb.ts';

/** 1 says that there are differences. */
const FAILED = 2;

export const diff: Verb = {
  flags: { filename: 'value', 'server-side': 'switch', 'show-secrets': 'switch' },
  run(line, env, output) {
    const text = failingWithTwo(() => diffText(line, env));
    output.out(text);
    if (text !== '') throw new KubectlError('', 1);
    return undefined;
  },
};

function diffText(line: CommandLine, env: KubectlEnv): string {
  if (line.words.length > 0) {
    throw new KubectlError(
      `error: Unexpected args: ${goList(line.words)}\nSee 'kubectl diff -h' for help and examples\n`,
    );
  }
  const { objects, problems } = readManifests(textOf(line, env), line, sourceOf(line));
  const [problem] = problems;
  if (problem !== undefined) throw new ObjectProblem(problem);
  const files = objects.map((manifest) => {
    const versions = versionsOf(manifest, line, env);
    const hides = manifest.resource.kind === 'Secret' && !isOn(line, 'show-secrets');
    return { name: fileName(manifest), ...(hides ? masked(versions) : versions) };
  });
  const [from, to] = [folder('LIVE', files, env.now), folder('MERGED', files, env.now)];
  return [...files]
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ name, live, merged }) =>
      unifiedDiff(
        { path: `${from}/${name}`, text: live ? yamlOf(live) : '' },
        { path: `${to}/${name}`, text: yamlOf(merged) },
        `${timestamp(env.now).replace('T', ' ').replace('Z', '')}.000000000 +0000`,
      ),
    )
    .join('');
}

/** Where kubectl would have written the versions to: a folder that is another each time. */
function folder(version: string, files: readonly { readonly name: string }[], now: Millis): string {
  return `/tmp/${version}-${fnv1a32(`${version} ${now} ${files.map(({ name }) => name).join(' ')}`)}`;
}

function fileName({ resource: { group, version, kind }, name, namespace = '' }: Manifest): string {
  return `${group === '' ? '' : `${group}.`}${version}.${kind}.${namespace}.${name}`;
}

function versionsOf(manifest: Manifest, line: CommandLine, env: KubectlEnv): Versions {
  const { resource, name, namespace } = manifest;
  if (name === '') throw new ObjectProblem('resource name may not be empty');
  const sent = sentManifest(manifest);
  const live = findLive(manifest, env);
  if (!live) {
    const draft = withoutNulls(sent) as unknown as Draft<Kind>;
    return { live: undefined, merged: env.api.create(resource.kind, draft, { dryRun: true }) as unknown as Fields };
  }
  const original = isOn(line, 'server-side') ? undefined : lastAppliedText(live);
  const patch = applyPatch(manifest, original, withoutNote(sent), live);
  const merged =
    Object.keys(patch).length === 0
      ? live
      : env.api.patch(resource.kind, { name, namespace }, { type: 'strategic', body: patch }, { dryRun: true });
  return { live: asFields(live), merged: asFields(merged) };
}

function asFields(object: Obj): Fields {
  return object as unknown as Fields;
}

/** As apply reads it, without what apply notes of it: the note is no difference. */
function withoutNote(sent: Fields): Fields {
  const metadata = isFields(sent.metadata) ? sent.metadata : {};
  const { [LAST_APPLIED]: _, ...annotations } = isFields(metadata.annotations) ? metadata.annotations : {};
  return { ...sent, metadata: { ...metadata, annotations } };
}

function failingWithTwo<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof KubectlError) throw new KubectlError(error.message, FAILED);
    if (error instanceof ObjectProblem) throw new KubectlError(`error: ${error.message}\n`, FAILED);
    if (error instanceof ApiError) throw new KubectlError(kubectlErrorText(error.status), FAILED);
    throw error;
  }
}
