/** kubectl replace -f -: the object becomes what the manifest says. Follows kubectl's pkg/cmd/replace/replace.go. */
import { ApiError, type Draft, type Kind, type Millis, type Obj } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { OUTPUT_FLAGS, printDone } from '../create/print-created.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { durationFlag } from '../duration.ts';
import { Failures, sourced } from '../failures.ts';
import { validationOf } from '../field-validation.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import { withLastApplied } from '../last-applied.ts';
import { type Fields, type Manifest, readManifests } from '../manifests.ts';
import { sentManifest, sourceOf, textOf } from '../sent-manifest.ts';
import type { Verb } from './verb.ts';

const PATIENCE: Millis = 5 * 60_000;

export const replace: Verb = {
  flags: {
    cascade: 'optional',
    'dry-run': 'optional',
    filename: 'value',
    force: 'switch',
    'grace-period': 'value',
    ...OUTPUT_FLAGS,
    'save-config': 'switch',
    timeout: 'value',
    validate: 'optional',
    wait: 'switch',
  },
  run(line, env, output) {
    const timeout = checkForce(line);
    const { objects, problems } = readManifests(textOf(line, env), line, sourceOf(line));
    const failures = new Failures(problems);
    if (!isOn(line, 'force')) {
      for (const manifest of objects) failures.collect(() => replaceOne(manifest, line, env, output));
      failures.report(output);
      return undefined;
    }
    for (const manifest of objects) failures.collect(() => removeOne(manifest, line, env, output));
    if (failures.count > 0) {
      failures.report(output);
      return undefined;
    }
    return onceGone(objects, line, env.now + timeout)(env, output);
  },
};

/** Throws KubectlError for flags that only --force gives a meaning. */
function checkForce(line: CommandLine): Millis {
  const timeout = durationFlag('timeout', flag(line, 'timeout') ?? '0s');
  const force = isOn(line, 'force');
  if (Number(flag(line, 'grace-period') ?? -1) >= 0 && !force) {
    throw new KubectlError('error: --grace-period must have --force specified\n');
  }
  if (timeout !== 0 && !force) throw new KubectlError('error: --timeout must have --force specified\n');
  if (force && dryRunOf(line) !== 'none') {
    throw new KubectlError('error: --dry-run can not be used when --force is set\n');
  }
  return timeout === 0 ? PATIENCE : timeout;
}

function replaceOne(manifest: Manifest, line: CommandLine, env: KubectlEnv, output: Output): void {
  const dryRun = dryRunOf(line);
  const object = wanted(manifest, line) as unknown as Obj;
  const options = { dryRun: dryRun === 'server', ...validationOf(line) };
  const update = (): Obj => env.api.update(manifest.resource.kind, object, options);
  const after = dryRun === 'client' ? object : sourced(update, { verb: 'replacing', file: manifest.file });
  say(after, `replaced${dryRunSuffix(dryRun)}`, line, output);
}

function wanted(manifest: Manifest, line: CommandLine): Fields {
  const sent = sentManifest(manifest);
  return isOn(line, 'save-config') ? withLastApplied(sent) : sent;
}

function say(object: Obj, done: string, line: CommandLine, output: Output): void {
  printDone(object as unknown as AnyDraft, done, line, output);
}

const PROPAGATION = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const;

/** What is not there need not be removed. */
function removeOne({ resource, name, namespace }: Manifest, line: CommandLine, env: KubectlEnv, output: Output): void {
  // No grace at all could lose data, so that upstream gives a second.
  const given = Number(flag(line, 'grace-period') ?? -1);
  const grace = given < 0 ? {} : { gracePeriodSeconds: Math.max(1, given) };
  const cascade = flag(line, 'cascade') ?? 'background';
  if (!Object.hasOwn(PROPAGATION, cascade)) {
    throw new KubectlError(
      `error: invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"\n`,
    );
  }
  const propagationPolicy = PROPAGATION[cascade as keyof typeof PROPAGATION];
  try {
    env.api.delete(resource.kind, { name, namespace }, { ...grace, propagationPolicy });
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') return;
    throw error;
  }
  const kind = `${resource.singular}${resource.group === '' ? '' : `.${resource.group}`}`;
  const from = namespace === undefined ? '' : ` from ${namespace} namespace`;
  if (flag(line, 'output') === 'name') output.out(`${kind}/${name}\n`);
  else output.out(`${kind} "${name}" deleted${from}\n`);
}

/** Waits for the old objects to go, then makes the new ones. */
function onceGone(objects: readonly Manifest[], line: CommandLine, deadline: Millis): Continuation {
  return (env, output) => {
    if (!objects.every((manifest) => isGone(manifest, env))) {
      if (env.now >= deadline) throw new KubectlError('error: context deadline exceeded\n');
      return onceGone(objects, line, deadline);
    }
    if (objects.length === 0) throw new KubectlError('error: no objects passed to replace\n');
    const failures = new Failures();
    for (const manifest of objects) {
      failures.collect(() => {
        const draft = wanted(manifest, line) as unknown as Draft<Kind>;
        say(env.api.create(manifest.resource.kind, draft, validationOf(line)), 'replaced', line, output);
      });
    }
    failures.report(output);
    return undefined;
  };
}

function isGone({ resource, name, namespace }: Manifest, { api }: KubectlEnv): boolean {
  try {
    api.get(resource.kind, { name, namespace });
    return false;
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') return true;
    throw error;
  }
}
