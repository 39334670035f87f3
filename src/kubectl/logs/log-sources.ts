/** Whose logs are meant. Follows kubectl's pkg/polymorphichelpers/logsforobject.go. */
import {
  type Api,
  ApiError,
  type LabelSelector,
  millisOf,
  type Obj,
  type Pod,
  podCondition,
  quoted,
} from '../../engine/index.ts';
import type { CommandLine } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { findResource, namespaceOf, objectsOf } from '../resource-args.ts';
import type { LogOptions } from './log-options.ts';

export interface LogSource {
  readonly pod: Pod;
  readonly container: string;
}

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

export function logSources(
  options: LogOptions,
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
): readonly LogSource[] {
  const pods = podsOf(options, line, env, output);
  return pods.flatMap((pod) => containersOf(pod, options, output).map((container) => ({ pod, container })));
}

function podsOf(options: LogOptions, line: CommandLine, env: KubectlEnv, output: Output): readonly Pod[] {
  if (options.object === '') {
    const found = objectsOf({ resource: findResource('pods') }, line, env.api) as readonly Pod[];
    if (found.length === 0) output.err(`No resources found in ${namespaceOf(line)} namespace.\n`);
    return found;
  }
  const object = objectNamed(options.object, line, env.api);
  if (object.kind === 'Pod') return [object];
  const pods = [...selectedBy(object, env.api)].sort(byLogging);
  const [first] = pods;
  if (!first) throw new KubectlError('error: timed out waiting for the condition\n');
  if (pods.length === 1) return pods;
  if (options.allPods) return pods;
  output.err(`Found ${pods.length} pods, using pod/${first.metadata.name}\n`);
  return [first];
}

function objectNamed(text: string, line: CommandLine, api: Api): Obj {
  const parts = text.split('/');
  if (parts.length > 2) {
    throw new KubectlError('error: arguments in resource/name form may not have more than one slash\n');
  }
  const [kind, name] = parts.length === 2 ? parts : ['pods', text];
  if (!kind || !name) {
    throw new KubectlError('error: arguments in resource/name form must have a single resource and name\n');
  }
  const { kind: found, namespaced } = findResource(kind);
  try {
    return api.get(found, namespaced ? { name, namespace: namespaceOf(line) } : { name });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'NotFound') throw error;
    throw new KubectlError(
      `error: error from server (NotFound): ${error.message} in namespace ${quoted(namespaceOf(line))}\n`,
    );
  }
}

function selectedBy(object: Obj, api: Api): readonly Pod[] {
  const { namespace } = object.metadata;
  return api.list('Pod', { namespace, labelSelector: selectorOf(object) }).items;
}

/** Follows SelectorsForObject. */
function selectorOf(object: Obj): LabelSelector {
  if (object.kind === 'DaemonSet' || object.kind === 'Deployment' || object.kind === 'ReplicaSet')
    return object.spec.selector ?? {};
  if (object.kind !== 'Service') {
    throw new KubectlError(
      `error: cannot get the logs from *v1.${object.kind}: selector for *v1.${object.kind} not implemented\n`,
    );
  }
  const { selector } = object.spec;
  if (selector && Object.keys(selector).length > 0) return { matchLabels: selector };
  const { name } = object.metadata;
  throw new KubectlError(
    `error: cannot get the logs from *v1.Service: invalid service '${name}': Service is defined without a selector\n`,
  );
}

const PHASES: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 };

/** The most telling first. Follows ByLogging in kubectl's pkg/util/podutils. */
function byLogging(a: Pod, b: Pod): number {
  const [ready, other] = [readySince(a), readySince(b)];
  return (
    Number(!a.spec.nodeName) - Number(!b.spec.nodeName) ||
    (PHASES[a.status.phase ?? ''] ?? 0) - (PHASES[b.status.phase ?? ''] ?? 0) ||
    Number(ready === undefined) - Number(other === undefined) ||
    (ready ?? 0) - (other ?? 0) ||
    restartsOf(b) - restartsOf(a) ||
    millisOf(a.metadata.creationTimestamp) - millisOf(b.metadata.creationTimestamp)
  );
}

function readySince(pod: Pod): number | undefined {
  const ready = podCondition(pod, 'Ready');
  if (ready?.status !== 'True') return undefined;
  return ready.lastTransitionTime ? millisOf(ready.lastTransitionTime) : 0;
}

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
}

/** The names asked for; tells on stderr which one it takes when several could be meant. */
function containersOf(pod: Pod, { container, allContainers, allPods }: LogOptions, output: Output): readonly string[] {
  const { containers, initContainers = [] } = pod.spec;
  if (allContainers) return [...initContainers, ...containers].map(({ name }) => name);
  const all = `${containers.map(({ name }) => name).join(', ')}${initContainers.map(({ name }) => `, ${name} (init)`).join('')}`;
  const exists = (name: string): boolean => [...containers, ...initContainers].some((one) => one.name === name);
  if (container !== '') {
    if (exists(container)) return [container];
    throw new KubectlError(`error: container ${container} is not valid for pod ${pod.metadata.name} out of: ${all}\n`);
  }
  const annotated = pod.metadata.annotations?.[DEFAULT_CONTAINER];
  if (annotated && exists(annotated)) return [annotated];
  if (annotated) output.err(`Default container name ${quoted(annotated)} not found in pod ${pod.metadata.name}\n`);
  const [first] = containers;
  if (!first) return [];
  if (containers.length + initContainers.length > 1 && !allPods) {
    output.err(`Defaulted container ${quoted(first.name)} out of: ${all}\n`);
  }
  return [first.name];
}
