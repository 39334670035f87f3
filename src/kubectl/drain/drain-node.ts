/** Empties one node. Follows deleteOrEvictPodsSimple in kubectl's pkg/cmd/drain/drain.go. */
import { ApiError, type Pod } from '../../engine/index.ts';
import { aggregateText } from '../error-text.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import type { DrainOptions } from './drain-options.ts';
import { advance, type Departure, DepartureError, type DrainRun, deleteOptions } from './pod-departure.ts';
import { podsForDeletion } from './pod-list.ts';

/** What kept a node from being empty; `plain`: one error that stands for itself, and not a list of them. */
export interface NodeFailure {
  readonly texts: readonly string[];
  readonly plain: boolean;
}

export type NodeDone = (failure: NodeFailure | undefined, env: KubectlEnv, output: Output) => Continuation | undefined;

/** Goes on with `done` once the node is empty or cannot be emptied. */
export function drainNode(
  node: string,
  options: DrainOptions,
  env: KubectlEnv,
  output: Output,
  done: NodeDone,
): Continuation | undefined {
  const { pods, warnings, errors } = podsForDeletion(node, options, env);
  if (errors.length > 0) return done({ texts: errors, plain: false }, env, output);
  if (warnings.length > 0) output.err(`Warning: ${warnings.join('; ')}\n`);
  if (options.dryRun === 'client') {
    for (const { metadata } of pods) output.out(`evicting pod ${metadata.namespace}/${metadata.name} (dry run)\n`);
    return done(undefined, env, output);
  }
  const run: DrainRun = {
    options,
    deadline: options.timeout === 0 ? Number.POSITIVE_INFINITY : env.now + options.timeout,
  };
  const finish: NodeDone = (failure, later, out) => {
    if (failure) tellPending(node, failure, options, later, out);
    return done(failure, later, out);
  };
  const refusal = options.disableEviction ? deleteAll(pods, options, env) : undefined;
  if (refusal !== undefined) return finish({ texts: [refusal], plain: true }, env, output);
  if (options.disableEviction && options.dryRun === 'server') return finish(undefined, env, output);
  const stage = options.disableEviction ? 'watch' : 'evict';
  const departures = pods.map((pod): Departure => ({ pod, stage, dueAt: env.now }));
  return untilEmpty(departures, [], run, finish)(env, output);
}

/** The first refusal stops the deletions. */
function deleteAll(pods: readonly Pod[], options: DrainOptions, { api }: KubectlEnv): string | undefined {
  for (const { metadata } of pods) {
    try {
      api.delete('Pod', metadata, deleteOptions(options));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status.reason !== 'NotFound') return error.status.message;
    }
  }
  return undefined;
}

function untilEmpty(
  departures: readonly Departure[],
  errors: readonly string[],
  run: DrainRun,
  finish: NodeDone,
): Continuation {
  return (env, output) => {
    const left: Departure[] = [];
    const failed = [...errors];
    for (const departure of departures) {
      try {
        const next = departure.dueAt > env.now ? departure : advance(departure, run, env, output);
        if (next.stage !== 'gone') left.push(next);
      } catch (error) {
        if (!(error instanceof DepartureError)) throw error;
        failed.push(error.message);
      }
    }
    if (left.length > 0) return untilEmpty(left, failed, run, finish);
    const plain = run.options.disableEviction;
    return finish(failed.length === 0 ? undefined : { texts: plain ? failed.slice(0, 1) : failed, plain }, env, output);
  };
}

function tellPending(
  node: string,
  { texts }: NodeFailure,
  options: DrainOptions,
  env: KubectlEnv,
  output: Output,
): void {
  const { pods, errors } = podsForDeletion(node, options, env);
  if (pods.length > 0) {
    output.err(`There are pending pods in node "${node}" when an error occurred: ${aggregateText(texts)}\n`);
    for (const { metadata } of pods) output.err(`pod/${metadata.name}\n`);
  }
  if (errors.length > 0) {
    output.err(`Following errors occurred while getting the list of pods to delete:\n${aggregateText(errors)}`);
  }
}
