/** A container's log as the API server fetches it from the kubelet. Follows LogLocation in pkg/registry/core/pod/strategy.go. */
import { type Api, ApiError, type Millis, type Node, type Pod, timestamp } from '../../engine/index.ts';
import { type ContainerRun, runOf } from './container-run.ts';
import { type LogLine, linesUpTo } from './log-lines.ts';
import type { LogOptions } from './log-options.ts';
import type { LogSource } from './log-sources.ts';

export interface Log {
  /** In kubectl's words, without the end of the line. */
  readonly problem?: string;
  /** Undefined for a Pod that has no node yet: its log is empty. */
  readonly run?: ContainerRun;
}

export function logOf({ pod, container }: LogSource, previous: boolean, api: Api): Log {
  const live = livePod(pod, api);
  if (typeof live === 'string') return { problem: live };
  if (!live.spec.nodeName) return {};
  const unreachable = problemOfNode(live.spec.nodeName, live, container, api);
  if (unreachable !== undefined) return { problem: unreachable };
  const run = runOf(live, container, previous);
  return 'problem' in run ? { problem: `Error from server (BadRequest): ${run.problem}` } : { run };
}

function livePod(pod: Pod, api: Api): Pod | string {
  try {
    return api.get('Pod', pod.metadata);
  } catch (error) {
    if (error instanceof ApiError) return `Error from server (${error.status.reason}): ${error.message}`;
    throw error;
  }
}

const PORT = 10250;

function problemOfNode(name: string, { metadata }: Pod, container: string, api: Api): string | undefined {
  let node: Node;
  try {
    node = api.get('Node', { name });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Who may not read nodes is told nothing of them: the server itself looks them up.
    return error.status.reason === 'NotFound' ? `Error from server (NotFound): ${error.message}` : undefined;
  }
  const ready = node.status.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'Unknown') return undefined;
  const address = `${node.status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? name}:${PORT}`;
  const url = `https://${address}/containerLogs/${metadata.namespace}/${metadata.name}/${container}`;
  return `Error from server: Get "${url}": dial tcp ${address}: connect: connection refused`;
}

/** What is printed of a run: everything after `seen`, the first time within what the flags leave. */
export function printedLines(
  run: ContainerRun,
  { tail, since, limitBytes, timestamps }: LogOptions,
  prefix: string,
  now: Millis,
  seen: Millis | undefined,
): { readonly text: string; readonly last: Millis | undefined } {
  const first = seen === undefined;
  const lines = linesUpTo(run, now, first ? tail : undefined).filter(
    ({ at }) => (since === undefined || at >= since) && (first || at > seen),
  );
  const text = lines.map((line) => `${prefix}${timestamps ? `${timestamp(line.at)} ` : ''}${line.text}\n`).join('');
  return { text: limitBytes === undefined ? text : text.slice(0, limitBytes), last: lastOf(lines) ?? seen };
}

function lastOf(lines: readonly LogLine[]): Millis | undefined {
  return lines.at(-1)?.at;
}
