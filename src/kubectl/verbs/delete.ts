/**
 * kubectl delete: by name, selector or manifest; waits until what it deleted is gone, unless told not to.
 * Follows kubectl/pkg/cmd/delete/delete.go.
 */
import { type Api, ApiError, type Ref } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { type DeleteFlags, readDeleteFlags } from '../delete-flags.ts';
import { dryRunSuffix } from '../dry-run.ts';
import { Failures } from '../failures.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { namespaceOf, objectsOf, type Target } from '../resource-args.ts';
import { buildSelection, type Selection } from '../resource-builder.ts';
import { type Awaited, untilGone } from '../wait/gone.ts';
import type { Verb } from './verb.ts';

const WEEK = 168 * 3_600_000;

export const deleteVerb: Verb = {
  flags: {
    filename: 'value',
    recursive: 'switch',
    selector: 'value',
    'field-selector': 'value',
    all: 'switch',
    'all-namespaces': 'switch',
    cascade: 'optional',
    force: 'switch',
    'grace-period': 'value',
    now: 'switch',
    wait: 'switch',
    timeout: 'value',
    output: 'value',
    'ignore-not-found': 'switch',
    'dry-run': 'optional',
  },
  run(line, env, output) {
    const flags = readDeleteFlags(line);
    const selection = buildSelection(line.words, line, env, { emptySelector: false });
    output.err(flags.warning);
    const awaited = deleteAll(selection, flags, line, env, output);
    if (awaited.length === 0 || !flags.wait || flags.dryRun !== 'none') return undefined;
    return untilGone(awaited, env.now + (flags.timeout || WEEK))(env, output);
  },
};

/** What was deleted, when nothing failed. */
function deleteAll(
  { targets, file, problems }: Selection,
  flags: DeleteFlags,
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
): readonly Awaited[] {
  const failures = new Failures(problems);
  const awaited: Awaited[] = [];
  let found = 0;
  let warns = flag(line, 'namespace') !== undefined && !isOn(line, 'all-namespaces');
  for (const target of targets) {
    attempt(flags, failures, undefined, () => {
      for (const ref of refsOf(target, line, env.api)) {
        found += 1;
        if (warns && !target.resource.namespaced) {
          output.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
          warns = false;
        }
        attempt(flags, failures, file, () => {
          const uid = uidOf(target, ref, env.api);
          if (flags.dryRun !== 'client') {
            env.api.delete(target.resource.kind, ref, { ...flags.options, dryRun: flags.dryRun === 'server' });
          }
          output.out(deletedText(target, ref, flags));
          awaited.push({ resource: target.resource, ref, uid });
        });
      }
    });
  }
  failures.report(output);
  if (failures.count > 0) return [];
  if (found === 0) output.out('No resources found\n');
  return awaited;
}

function attempt({ ignoreNotFound }: DeleteFlags, failures: Failures, file: string | undefined, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (ignoreNotFound && error.status.reason === 'NotFound') return;
    failures.refused(error, file === undefined ? undefined : { verb: 'deleting', file });
  }
}

/** A name is not looked up first: deleting needs no permission to read. */
function refsOf(target: Target, line: CommandLine, api: Api): readonly Ref[] {
  const { resource, name } = target;
  if (name === undefined) return objectsOf(target, line, api).map(({ metadata }) => metadata);
  return [resource.namespaced ? { name, namespace: target.namespace ?? namespaceOf(line) } : { name }];
}

function uidOf({ resource }: Target, ref: Ref, api: Api): string | undefined {
  try {
    return api.get(resource.kind, ref).metadata.uid;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function deletedText({ resource }: Target, { name, namespace }: Ref, flags: DeleteFlags): string {
  const kind = resource.group === '' ? resource.singular : `${resource.singular}.${resource.group}`;
  if (flags.output === 'name') return `${kind}/${name}\n`;
  const operation = flags.options.gracePeriodSeconds === 0 ? 'force deleted' : 'deleted';
  const from = resource.namespaced ? ` from ${namespace} namespace` : '';
  return `${kind} "${name}" ${operation}${from}${dryRunSuffix(flags.dryRun)}\n`;
}
