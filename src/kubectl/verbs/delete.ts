/** kubectl delete: by name, selector or manifest; waits until what it deleted is gone, unless told not to. */
import {
  type Api,
  ApiError,
  type DeleteOptions,
  type Kind,
  type Obj,
  type Ref,
  type ResourceInfo,
} from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import { readManifests } from '../manifests.ts';
import { eachObject, namespaceOf, parseTargets, shownName, type Target } from '../resource-args.ts';
import { textOf } from './apply.ts';
import type { Verb } from './verb.ts';

export const deleteVerb: Verb = {
  flags: {
    filename: 'value',
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
  },
  run(line, env, output) {
    const targets = targetsOf(line, env);
    const options = optionsOf(line);
    const forced = isOn(line, 'force') && options.gracePeriodSeconds === 0;
    if (forced) {
      output.err(
        'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
      );
    }
    const leaving: Obj[] = [];
    let count = 0;
    const remove = (kind: Kind, ref: Ref, resource: ResourceInfo): void => {
      env.api.delete(kind, ref, options);
      count += 1;
      output.out(deletedText(ref, resource, forced, flag(line, 'output')));
      const left = whatIsLeft(kind, ref, env.api);
      if (left) leaving.push(left);
    };
    const whole = eachTarget(targets, line, env, output, remove);
    if (count === 0 && whole && targets.every(({ name }) => name === undefined)) output.out('No resources found\n');
    if (flag(line, 'wait') === 'false' || forced) return undefined;
    return waitUntilGone(leaving)(env, output);
  },
};

/** What is named is deleted without a look at it first: deleting needs no right to read. */
function eachTarget(
  targets: readonly Target[],
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
  remove: (kind: Kind, ref: Ref, resource: ResourceInfo) => void,
): boolean {
  let whole = true;
  for (const target of targets) {
    const { resource, name } = target;
    if (name === undefined) {
      const found = eachObject([target], line, env.api, output, ({ kind, metadata }) =>
        remove(kind, metadata, resource),
      );
      whole = found && whole;
      continue;
    }
    try {
      remove(resource.kind, resource.namespaced ? { name, namespace: namespaceOf(line) } : { name }, resource);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status.reason === 'NotFound' && isOn(line, 'ignore-not-found')) continue;
      output.refuse(error);
      whole = false;
    }
  }
  return whole;
}

function targetsOf(line: CommandLine, env: KubectlEnv): readonly Target[] {
  if (flag(line, 'filename') !== undefined) {
    return readManifests(textOf(line, env)).map(({ resource, name }) => ({ resource, name }));
  }
  const targets = parseTargets(line.words);
  const vague = targets.some(({ name }) => name === undefined);
  if (
    vague &&
    !isOn(line, 'all') &&
    flag(line, 'selector') === undefined &&
    flag(line, 'field-selector') === undefined
  ) {
    throw new KubectlError('error: resource(s) were provided, but no name was specified\n');
  }
  return targets;
}

function optionsOf(line: CommandLine): DeleteOptions {
  const cascade = flag(line, 'cascade') ?? 'background';
  const policy = POLICIES[cascade];
  if (!policy) {
    throw new KubectlError(
      `error: invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan".\n`,
    );
  }
  const grace = flag(line, 'grace-period');
  if (isOn(line, 'now')) return { propagationPolicy: policy, gracePeriodSeconds: 1 };
  if (isOn(line, 'force') && grace === undefined) return { propagationPolicy: policy, gracePeriodSeconds: 0 };
  if (grace === undefined || Number(grace) < 0) return { propagationPolicy: policy };
  // Without --force a grace of 0 is sent as 1, so that the kubelet still has a say.
  return {
    propagationPolicy: policy,
    gracePeriodSeconds: isOn(line, 'force') ? Number(grace) : Math.max(1, Number(grace)),
  };
}

const POLICIES: Readonly<Record<string, 'Background' | 'Foreground' | 'Orphan'>> = {
  true: 'Background',
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

function deletedText(ref: Ref, resource: ResourceInfo, forced: boolean, output: string | undefined): string {
  if (output === 'name') return `${shownName(resource, ref.name)}\n`;
  const kind = `${resource.singular}${resource.group === '' ? '' : `.${resource.group}`}`;
  const from = resource.namespaced ? ` from ${ref.namespace} namespace` : '';
  return `${kind} "${ref.name}" ${forced ? 'force deleted' : 'deleted'}${from}\n`;
}

function waitUntilGone(objects: readonly Obj[]): Continuation {
  return (env) => {
    const left = objects.filter((object) => isThere(object, env.api));
    return left.length > 0 ? waitUntilGone(left) : undefined;
  };
}

function isThere(object: Obj, api: Api): boolean {
  return whatIsLeft(object.kind, object.metadata, api)?.metadata.uid === object.metadata.uid;
}

/** What still stands under a name. Who may not read does not wait. */
function whatIsLeft(kind: Kind, ref: Ref, api: Api): Obj | undefined {
  try {
    return api.get(kind, ref);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.reason === 'NotFound' || error.status.reason === 'Forbidden') return undefined;
    throw error;
  }
}
