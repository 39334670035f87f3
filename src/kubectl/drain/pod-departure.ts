/**
 * One Pod on its way out: asked to leave, asked again when a budget refuses, then watched until it is gone.
 * Follows evictPods, deletePods and waitForDelete in kubectl's pkg/drain/drain.go.
 */
import { ApiError, type DeleteOptions, type Millis, type Pod, quoted } from '../../engine/index.ts';
import { durationText } from '../duration.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import type { DrainOptions } from './drain-options.ts';
import { shouldSkip } from './filters.ts';

const RETRY: Millis = 5000;
const POLL: Millis = 1000;

export type Stage = 'evict' | 'watch' | 'gone';

export interface Departure {
  readonly pod: Pod;
  readonly stage: Stage;
  /** When there is something to do for it again. */
  readonly dueAt: Millis;
}

/** What a drain of one node shares. */
export interface DrainRun {
  readonly options: DrainOptions;
  /** When `--timeout` is over; infinite without it. */
  readonly deadline: Millis;
}

/** A Pod that does not leave, with the error's text. */
export class DepartureError extends Error {}

/** The next state of a departure that is due. Throws a DepartureError when the Pod stays. */
export function advance(departure: Departure, run: DrainRun, env: KubectlEnv, output: Output): Departure {
  return departure.stage === 'evict' ? evict(departure, run, env, output) : watch(departure, run, env, output);
}

export function deleteOptions({ gracePeriod, dryRun }: DrainOptions): DeleteOptions {
  return { ...(gracePeriod < 0 ? {} : { gracePeriodSeconds: gracePeriod }), dryRun: dryRun === 'server' };
}

function evict({ pod: known }: Departure, run: DrainRun, env: KubectlEnv, output: Output): Departure {
  const { options, deadline } = run;
  const pod = freshPod(known, env);
  const { name, namespace } = pod.metadata;
  const about = `pods/${quoted(name)} -n ${quoted(namespace ?? '')}`;
  output.out(`evicting pod ${namespace}/${name}${options.dryRun === 'server' ? ' (server dry run)' : ''}\n`);
  if (env.now >= deadline) {
    throw new DepartureError(`error when evicting ${about}: global timeout reached: ${durationText(options.timeout)}`);
  }
  try {
    env.api.evict(pod.metadata, deleteOptions(options));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refusedEviction(pod, error, about, env, output);
  }
  if (options.dryRun === 'server') return { pod, stage: 'gone', dueAt: env.now };
  return watch({ pod, stage: 'watch', dueAt: env.now }, run, env, output);
}

function refusedEviction(pod: Pod, error: ApiError, about: string, env: KubectlEnv, output: Output): Departure {
  const { reason, message, details } = error.status;
  const again: Departure = { pod, stage: 'evict', dueAt: env.now + RETRY };
  if (reason === 'NotFound') return { pod, stage: 'gone', dueAt: env.now };
  if (reason === 'TooManyRequests') {
    output.err(`error when evicting ${about} (will retry after ${durationText(RETRY)}): ${message}\n`);
    return again;
  }
  if (reason === 'Forbidden' && details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) {
    if (pod.metadata.deletionTimestamp !== undefined) return { pod, stage: 'watch', dueAt: env.now };
    const { name, namespace } = pod.metadata;
    output.err(
      `error when evicting pod ${quoted(name)} from terminating namespace ${quoted(namespace ?? '')} (will retry after ${durationText(RETRY)}): ${message}\n`,
    );
    return again;
  }
  throw new DepartureError(`error when evicting ${about}: ${message}`);
}

/** The Pod as it is by now; as it was known when it cannot be read. */
function freshPod(known: Pod, { api }: KubectlEnv): Pod {
  try {
    return api.get('Pod', known.metadata);
  } catch (error) {
    if (error instanceof ApiError) return known;
    throw error;
  }
}

function watch(departure: Departure, { options, deadline }: DrainRun, env: KubectlEnv, output: Output): Departure {
  const { pod } = departure;
  const { name, namespace, uid } = pod.metadata;
  let live: Pod | undefined;
  try {
    live = env.api.get('Pod', pod.metadata);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'NotFound') throw error;
  }
  if (!live || live.metadata.uid !== uid) {
    output.out(`pod/${name} ${options.disableEviction ? 'deleted' : 'evicted'}\n`);
    return { pod, stage: 'gone', dueAt: env.now };
  }
  if (shouldSkip(live, options.skipWaitForDelete, env.now)) {
    output.out(`pod ${name} has DeletionTimestamp older than ${options.skipWaitForDelete} seconds, skipping\n`);
    return { pod, stage: 'gone', dueAt: env.now };
  }
  if (env.now >= deadline) {
    const problem = 'context deadline exceeded';
    throw new DepartureError(
      options.disableEviction
        ? problem
        : `error when waiting for pod ${quoted(name)} in namespace ${quoted(namespace ?? '')} to terminate: ${problem}`,
    );
  }
  return { pod, stage: 'watch', dueAt: Math.min(env.now + POLL, deadline) };
}
