/** kubectl rollout status, history, undo, restart, pause and resume. Follows kubectl's pkg/cmd/rollout. */
import { type Api, ApiError, type Kind, type Obj, type ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { durationFlag } from '../duration.ts';
import { KubectlError, UsageError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import { LAST_APPLIED } from '../last-applied.ts';
import { eachObject, namespaceOf, parseTargets, shownName } from '../resource-args.ts';
import { hasHistory, historyText } from '../rollout/history.ts';
import { lookFor } from '../rollout/look.ts';
import { type Changer, pause, restart, resume } from '../rollout/patches.ts';
import { undoFor } from '../rollout/undo.ts';
import type { Verb } from './verb.ts';

interface Found {
  readonly object: Obj;
  readonly resource: ResourceInfo;
}

type Sub = (found: readonly Found[], line: CommandLine, env: KubectlEnv, output: Output) => Continuation | undefined;

const SUBS: ReadonlyMap<string, Sub> = new Map<string, Sub>([
  ['status', status],
  ['history', history],
  ['undo', undo],
  ['restart', changing(restart)],
  ['pause', changing(pause)],
  ['resume', changing(resume)],
]);

export const rollout: Verb = {
  flags: {
    revision: 'value',
    'to-revision': 'value',
    timeout: 'value',
    watch: 'switch',
    selector: 'value',
    'dry-run': 'optional',
  },
  run(line, env, output) {
    const [name, ...words] = line.words;
    const sub = SUBS.get(name ?? '');
    if (!sub) throw new KubectlError(`error: unknown command "${name ?? ''}" for "kubectl rollout"\n`);
    if (words.length === 0) throw new KubectlError('error: required resource not specified\n');
    const found: Found[] = [];
    const whole = eachObject(parseTargets(words), line, env.api, output, (object, resource) => {
      found.push({ object, resource });
    });
    if (found.length > 0) return sub(found, line, env, output);
    if (whole && name !== 'history' && name !== 'undo') {
      output.err(`No resources found in ${namespaceOf(line)} namespace.\n`);
    }
    return undefined;
  },
};

/** A whole number; kubectl refuses negative revisions where it only reads. */
function revisionFlag(line: CommandLine, name: string): number {
  const text = flag(line, name) ?? '0';
  if (!/^[+-]?[0-9]+$/.test(text)) {
    throw new UsageError(
      `invalid argument "${text}" for "--${name}" flag: strconv.ParseInt: parsing "${text}": invalid syntax`,
    );
  }
  const revision = Number(text);
  if (name === 'revision' && revision < 0) {
    throw new KubectlError(`error: revision must be a positive integer: ${revision}\n`);
  }
  return revision;
}

const groupKind = ({ kind, group }: ResourceInfo): string => (group === '' ? kind : `${kind}.${group}`);

function status(found: readonly Found[], line: CommandLine, env: KubectlEnv, output: Output): Continuation | undefined {
  const revision = revisionFlag(line, 'revision');
  const timeout = flag(line, 'timeout');
  const patience = timeout === undefined ? 0 : durationFlag('timeout', timeout);
  const follow = flag(line, 'watch') !== 'false';
  /** The objects one after the other, each with patience of its own. */
  const next = ([first, ...others]: readonly Found[]): Continuation | undefined => {
    if (!first) return undefined;
    return (begun, out) => {
      const look = lookFor(first.object.kind);
      if (!look) {
        throw new KubectlError(`error: no status viewer has been implemented for ${groupKind(first.resource)}\n`);
      }
      const deadline = patience > 0 ? begun.now + patience : undefined;
      const again =
        (last: string): Continuation =>
        (later, shown) => {
          const seen = look(liveObject(first.object, later.api), revision);
          if (seen.error !== undefined) throw new KubectlError(`error: ${seen.error}\n`);
          if (seen.message !== last) shown.out(seen.message);
          if (seen.done || !follow) return next(others)?.(later, shown);
          if (deadline !== undefined && later.now >= deadline) {
            throw new KubectlError('error: timed out waiting for the condition\n');
          }
          return again(seen.message);
        };
      return again('')(begun, out);
    };
  };
  return next(found)?.(env, output);
}

function liveObject(object: Obj, api: Api): Obj {
  try {
    return api.get<Kind>(object.kind, object.metadata);
  } catch (error) {
    if (error instanceof ApiError) throw new KubectlError('error: object has been deleted\n');
    throw error;
  }
}

function history(found: readonly Found[], line: CommandLine, env: KubectlEnv, output: Output): undefined {
  const revision = revisionFlag(line, 'revision');
  for (const { object, resource } of found) {
    if (!hasHistory(object.kind)) {
      throw new KubectlError(`error: no history viewer has been implemented for "${groupKind(resource)}"\n`);
    }
    const text = historyText(object, revision, env.api);
    const which = revision > 0 ? `with revision #${revision}` : '';
    output.out(`${shownName(resource, object.metadata.name)} ${which}\n${text}\n`);
  }
  return undefined;
}

const warning = ({ plural }: ResourceInfo, name: string): string =>
  `Warning: resource ${plural}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`;

function undo(found: readonly Found[], line: CommandLine, env: KubectlEnv, output: Output): undefined {
  const to = revisionFlag(line, 'to-revision');
  const dryRun = dryRunOf(line);
  for (const { object, resource } of found) {
    const { name, annotations } = object.metadata;
    if (annotations?.[LAST_APPLIED] !== undefined) output.err(warning(resource, name));
    const act = undoFor(object.kind);
    if (!act) {
      throw new KubectlError(`error: no rollbacker has been implemented for "${groupKind(resource)}"\n`);
    }
    output.out(`${shownName(resource, name)} ${act(object, to, dryRun, env.api)}${dryRunSuffix(dryRun)}\n`);
  }
  return undefined;
}

/** All objects have their turn; what was refused is told at the end. */
function changing({ past, change }: Changer): Sub {
  return (found, _line, env, output) => {
    const problems: string[] = [];
    for (const { object, resource } of found) {
      const { name } = object.metadata;
      const wanted = change(object, env.now);
      if ('failure' in wanted) problems.push(`error: ${wanted.failure}\n`);
      else if ('refusal' in wanted) {
        const plural = resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
        problems.push(`error: ${plural} "${name}" ${wanted.refusal}\n`);
      } else {
        env.api.patch<Kind>(object.kind, object.metadata, { type: 'strategic', body: wanted.body });
        output.out(`${shownName(resource, name)} ${past}\n`);
      }
    }
    if (problems.length > 0) throw new KubectlError(problems.join(''));
    return undefined;
  };
}
