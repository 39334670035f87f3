/** kubectl rollout status, history, undo, restart; pause and resume, which DaemonSets do not have. */
import {
  type Api,
  ApiError,
  type ControllerRevision,
  controllerOf,
  type DaemonSet,
  timestamp,
} from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { describeTemplate } from '../describe/pod-template.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import { LAST_APPLIED } from '../last-applied.ts';
import { printTable } from '../printers/table.ts';
import { objectsOf, parseTargets } from '../resource-args.ts';
import { rolloutLook } from '../rollout-status.ts';
import type { Verb } from './verb.ts';

type Sub = (ds: DaemonSet, line: CommandLine, env: KubectlEnv, output: Output) => Continuation | undefined;

const SUBS: ReadonlyMap<string, Sub> = new Map<string, Sub>([
  ['status', status],
  ['history', history],
  ['undo', undo],
  ['restart', restart],
  ['pause', refused('pausing')],
  ['resume', refused('resuming')],
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
    const [target] = parseTargets(words);
    if (!target) throw new KubectlError('error: required resource not specified\n');
    const [object] = objectsOf(target, line, env.api);
    if (object?.kind !== 'DaemonSet') {
      throw new KubectlError(`error: no ${name} viewer has been implemented for ${target.resource.plural}\n`);
    }
    return sub(object, line, env, output);
  },
};

function status(ds: DaemonSet, line: CommandLine, env: KubectlEnv, output: Output): Continuation | undefined {
  const seconds = /^(\d+)s$/.exec(flag(line, 'timeout') ?? '')?.[1];
  const deadline = seconds === undefined ? undefined : env.now + Number(seconds) * 1000;
  const follow = flag(line, 'watch') !== 'false';
  const look =
    (last: string): Continuation =>
    (later, out) => {
      const live = liveSet(ds, later.api);
      const found = rolloutLook(live);
      if ('error' in found) throw new KubectlError(`error: ${found.error}\n`);
      if (found.message !== last) out.out(found.message);
      if (found.done || !follow) return undefined;
      if (deadline !== undefined && later.now >= deadline)
        throw new KubectlError('error: timed out waiting for the condition\n');
      return look(found.message);
    };
  return look('')(env, output);
}

function liveSet(ds: DaemonSet, api: Api): DaemonSet {
  try {
    return api.get('DaemonSet', ds.metadata);
  } catch (error) {
    if (error instanceof ApiError) throw new KubectlError('error: object has been deleted\n');
    throw error;
  }
}

function revisionsOf(ds: DaemonSet, api: Api): readonly ControllerRevision[] {
  return api
    .list('ControllerRevision', { namespace: ds.metadata.namespace })
    .items.filter(({ metadata }) => controllerOf(metadata)?.uid === ds.metadata.uid)
    .sort((a, b) => a.revision - b.revision);
}

function history(ds: DaemonSet, line: CommandLine, env: KubectlEnv, output: Output): undefined {
  const revisions = revisionsOf(ds, env.api);
  const wanted = Number(flag(line, 'revision') ?? 0);
  if (wanted > 0) {
    const found = revisions.find(({ revision }) => revision === wanted);
    if (!found) throw new KubectlError('error: unable to find the specified revision\n');
    output.out(`daemonset.apps/${ds.metadata.name} with revision #${wanted}\n${templateText(found)}\n`);
    return undefined;
  }
  if (revisions.length === 0) {
    output.out(`daemonset.apps/${ds.metadata.name} \nNo rollout history found.\n`);
    return undefined;
  }
  const rows = revisions.map(({ revision, metadata }) => [
    String(revision),
    metadata.annotations?.['kubernetes.io/change-cause'] || '<none>',
  ]);
  const table = printTable([['REVISION', 'CHANGE-CAUSE'], ...rows], 2);
  output.out(`daemonset.apps/${ds.metadata.name} \n${table}\n`);
  return undefined;
}

function templateText({ data }: ControllerRevision): string {
  const { spec } = data as { spec: { template: DaemonSet['spec']['template'] } };
  return describeTemplate(spec.template);
}

const WARNING = (name: string): string =>
  `Warning: resource daemonsets/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`;

function undo(ds: DaemonSet, line: CommandLine, env: KubectlEnv, output: Output): undefined {
  const { name } = ds.metadata;
  if (ds.metadata.annotations?.[LAST_APPLIED] !== undefined) output.err(WARNING(name));
  const revisions = revisionsOf(ds, env.api);
  const wanted = Number(flag(line, 'to-revision') ?? 0);
  const target = wanted > 0 ? revisions.find(({ revision }) => revision === wanted) : revisions.at(-2);
  if (!target) {
    const text =
      wanted > 0 ? `unable to find specified revision ${wanted} in history` : 'no last revision to roll back to';
    throw new KubectlError(`error: ${text}\n`);
  }
  const { spec } = target.data as { spec: { template: Readonly<Record<string, unknown>> } };
  const { $patch: _, ...template } = spec.template;
  if (deepEqual(template, ds.spec.template)) {
    output.out(
      `daemonset.apps/${name} skipped rollback (current template already matches revision ${target.revision})\n`,
    );
    return undefined;
  }
  env.api.patch('DaemonSet', ds.metadata, { type: 'strategic', body: target.data });
  output.out(`daemonset.apps/${name} rolled back\n`);
  return undefined;
}

const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

function restart(ds: DaemonSet, _line: CommandLine, env: KubectlEnv, output: Output): undefined {
  const at = timestamp(env.now);
  if (ds.spec.template.metadata?.annotations?.[RESTARTED] === at) {
    throw new KubectlError(
      `error: failed to create patch for ${ds.metadata.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another\n`,
    );
  }
  const body = { spec: { template: { metadata: { annotations: { [RESTARTED]: at } } } } };
  env.api.patch('DaemonSet', ds.metadata, { type: 'strategic', body });
  output.out(`daemonset.apps/${ds.metadata.name} restarted\n`);
  return undefined;
}

function refused(what: string): Sub {
  return (ds) => {
    throw new KubectlError(`error: daemonsets.apps "${ds.metadata.name}" ${what} is not supported\n`);
  };
}
