/** kubectl logs. Follows kubectl's pkg/cmd/logs/logs.go. */
import type { Millis } from '../../engine/index.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';
import { type LogOptions, logOptions } from '../logs/log-options.ts';
import { type LogSource, logSources } from '../logs/log-sources.ts';
import { logOf, printedLines } from '../logs/read-log.ts';
import type { Verb } from './verb.ts';

/** As long as --pod-running-timeout is when it is not given. */
const PATIENCE: Millis = 20_000;
const POLL: Millis = 1000;

export const logs: Verb = {
  flags: {
    'all-containers': 'switch',
    'all-pods': 'switch',
    container: 'value',
    follow: 'switch',
    'ignore-errors': 'switch',
    'limit-bytes': 'value',
    prefix: 'switch',
    previous: 'switch',
    selector: 'value',
    since: 'value',
    'since-time': 'value',
    tail: 'value',
    timestamps: 'switch',
  },
  run(line, env, output) {
    const options = logOptions(line, env.now);
    const sources = logSources(options, line, env, output);
    if (!options.follow) {
      for (const source of sources) printOnce(source, options, env, output);
      return undefined;
    }
    const streams = sources.map((source): Stream => ({ source, nextTry: env.now, until: env.now + PATIENCE }));
    return follow(streams, options)(env, output);
  },
};

function printOnce(source: LogSource, options: LogOptions, env: KubectlEnv, output: Output): void {
  const { problem, run } = logOf(source, options.previous, env.api);
  if (problem !== undefined) {
    if (!options.ignoreErrors) throw new KubectlError(`${problem}\n`);
    output.out(`error: ${problem.replace(/^Error from server(?: \(\w+\))?: /, '')}\n`);
  }
  if (run) output.out(printedLines(run, options, prefixOf(source, options), env.now, undefined).text);
}

function prefixOf({ pod, container }: LogSource, { prefix }: LogOptions): string {
  return prefix ? `[pod/${pod.metadata.name}/${container}] ` : '';
}

interface Stream {
  readonly source: LogSource;
  /** When the server is asked again, as long as there is no log. */
  readonly nextTry: Millis;
  readonly until: Millis;
  /** The run that is followed, and the moment up to which it has been printed. */
  readonly startedAt?: string;
  readonly seen?: Millis;
}

function follow(streams: readonly Stream[], options: LogOptions): Continuation {
  return (env, output) => {
    const open = streams.flatMap((stream) => {
      const next = lookAgain(stream, options, env, output);
      return next ? [next] : [];
    });
    return open.length === 0 ? undefined : follow(open, options);
  };
}

/** Undefined when the run that it follows has ended, and all of it is printed. */
function lookAgain(stream: Stream, options: LogOptions, env: KubectlEnv, output: Output): Stream | undefined {
  const { source, seen, startedAt } = stream;
  if (startedAt === undefined && env.now < stream.nextTry) return stream;
  const { problem, run } = logOf(source, options.previous, env.api);
  if (startedAt !== undefined && run?.startedAt !== startedAt) return undefined;
  if (problem !== undefined) return retried(stream, problem, options, env.now, output);
  if (!run) return undefined;
  const { text, last } = printedLines(run, options, prefixOf(source, options), env.now, seen);
  output.out(text);
  return run.end ? undefined : { ...stream, startedAt: run.startedAt, seen: last ?? env.now };
}

function retried(
  stream: Stream,
  problem: string,
  options: LogOptions,
  now: Millis,
  output: Output,
): Stream | undefined {
  const said = problem.replace(/^Error from server(?: \(\w+\))?: /, '');
  if (options.ignoreErrors) {
    output.out(`error: ${said}\n`);
    return undefined;
  }
  if (now >= stream.until) throw new KubectlError('error: context deadline exceeded\n');
  output.err(`${said}\n`);
  return { ...stream, nextTry: now + POLL };
}
