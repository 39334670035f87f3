/** What all `kubectl set` commands share: objects are selected, changed here, and the difference is sent. Follows kubectl's pkg/cmd/set. */
import {
  ApiError,
  type Container,
  type Obj,
  type PodSpec,
  type ResourceInfo,
  threeWayPatch,
} from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { OUTPUT_FLAGS, printDone } from '../create/print-created.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { Failures, ObjectProblem } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import type { Fields } from '../manifests.ts';
import { objectsOf } from '../resource-args.ts';
import { buildSelection } from '../resource-builder.ts';

export const SET_FLAGS = {
  all: 'switch',
  'dry-run': 'optional',
  filename: 'value',
  ...OUTPUT_FLAGS,
  selector: 'value',
} as const;

export interface SetCommand {
  /** `image updated` */
  readonly done: string;
  /** What stands before the server's words when it refuses; absent: nothing does. */
  readonly failure?: string;
  /** Throws ObjectProblem for an object that cannot be changed so; the same object when nothing is to change. */
  change(object: Obj): Obj;
}

export interface Selected {
  readonly object: Obj;
  readonly resource: ResourceInfo;
}

export function checkSelection(line: CommandLine): void {
  if (isOn(line, 'all') && flag(line, 'selector')) {
    throw new KubectlError('error: cannot set --all and --selector at the same time\n');
  }
}

export function selectedObjects(
  words: readonly string[],
  line: CommandLine,
  env: KubectlEnv,
  failures: Failures,
): readonly Selected[] {
  const { targets, problems = [] } = buildSelection(words, line, env, { emptySelector: true });
  for (const problem of problems) failures.add(problem);
  return targets.flatMap((target) => {
    try {
      return objectsOf(target, line, env.api).map((object) => ({ object, resource: target.resource }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failures.refused(error);
      return [];
    }
  });
}

/** Nothing is changed when an object is missing; an object that cannot be changed does not keep the others. */
export function changeObjects(
  words: readonly string[],
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
  command: SetCommand,
): void {
  const failures = new Failures();
  const selected = selectedObjects(words, line, env, failures);
  if (failures.count === 0) {
    for (const one of selected) failures.collect(() => changeOne(one, line, env, output, command));
  }
  failures.report(output);
}

function changeOne(
  { object, resource }: Selected,
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
  { done, failure, change }: SetCommand,
): void {
  const dryRun = dryRunOf(line);
  const wanted = changed(change, object, resource);
  if (deepEqual(wanted, object)) return;
  const [before, after] = [object as unknown as Fields, wanted as unknown as Fields];
  const body = threeWayPatch(resource.kind, before, after, before);
  const send = (): Obj =>
    env.api.patch(resource.kind, object.metadata, { type: 'strategic', body }, { dryRun: dryRun === 'server' });
  const made = dryRun === 'client' ? wanted : refusedAs(failure, send);
  printDone(made as unknown as AnyDraft, `${done}${dryRunSuffix(dryRun)}`, line, output);
}

function changed(change: (object: Obj) => Obj, object: Obj, { plural }: ResourceInfo): Obj {
  try {
    return change(object);
  } catch (error) {
    if (!(error instanceof ObjectProblem)) throw error;
    throw new ObjectProblem(`${plural}/${object.metadata.name} ${error.message}`);
  }
}

function refusedAs(failure: string | undefined, act: () => Obj): Obj {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ApiError) || failure === undefined) throw error;
    throw new ObjectProblem(`${failure} ${error.message}`);
  }
}

/** A Pod's own spec, or that of its template. Follows UpdatePodSpecForObject in kubectl's pkg/polymorphichelpers. */
export function withPodSpec(object: Obj, change: (spec: PodSpec) => PodSpec): Obj {
  if (object.kind === 'Pod') return { ...object, spec: change(object.spec) };
  if (object.kind === 'DaemonSet' || object.kind === 'Deployment' || object.kind === 'ReplicaSet') {
    const { template } = object.spec;
    if (template) {
      const spec = { ...object.spec, template: { ...template, spec: change(template.spec) } };
      return { ...object, spec } as Obj;
    }
  }
  throw new ObjectProblem(`the object is not a pod or does not have a pod template: *v1.${object.kind}`);
}

/** Changes the containers whose names fit; init containers too. Undefined when there is none. */
export function withContainers(
  spec: PodSpec,
  pattern: string,
  change: (container: Container) => Container,
): PodSpec | undefined {
  const apply = (list: readonly Container[]): readonly Container[] =>
    list.map((container) => (nameFits(container.name, pattern) ? change(container) : container));
  const all = [...spec.containers, ...(spec.initContainers ?? [])];
  if (!all.some(({ name }) => nameFits(name, pattern))) return undefined;
  const { initContainers } = spec;
  return {
    ...spec,
    containers: apply(spec.containers),
    ...(initContainers ? { initContainers: apply(initContainers) } : {}),
  };
}

/** `*` stands for anything. */
function nameFits(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
}
