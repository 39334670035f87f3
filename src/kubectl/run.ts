/** kubectl: one command line in, what it prints and its exit code out. A client of `Api` like any other. */
import { ApiError, type Status } from '../engine/index.ts';
import { parseCommandLine, UsageError } from './command-line.ts';
import { kubectlErrorText } from './error-text.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Continuation, KubectlEnv, KubectlRun, Output } from './kubectl-run.ts';
import { splitLine } from './split-line.ts';
import { verbs } from './verbs/verbs.ts';

export function runKubectl(line: string, env: KubectlEnv): KubectlRun {
  const words = splitLine(line);
  if (!words) return failure('error: a quote is never closed\n');
  const args = words[0] === 'kubectl' ? words.slice(1) : words;
  return collect((output) => start(args, env, output));
}

function start(args: readonly string[], env: KubectlEnv, output: Output): Continuation | undefined {
  const [verb, ...rest] = args;
  if (verb === undefined) {
    output.out(`kubectl controls the Kubernetes cluster manager.\n\nCommands here: ${[...verbs.keys()].join(', ')}\n`);
    return undefined;
  }
  const found = verbs.get(verb);
  if (!found) throw new KubectlError(`error: unknown command "${verb}" for "kubectl"\n`);
  try {
    return found.run(parseCommandLine(rest, found.flags), env, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new KubectlError(`error: ${error.message}\nSee 'kubectl ${verb} --help' for usage.\n`);
  }
}

function collect(act: (output: Output) => Continuation | undefined): KubectlRun {
  let [stdout, stderr] = ['', ''];
  const refusals: Status[] = [];
  const output: Output = {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    refuse: ({ status }, source) => {
      refusals.push(status);
      stderr += `${kubectlErrorText(status, source)}`;
    },
  };
  try {
    const next = act(output);
    if (next) {
      const resume = (later: KubectlEnv): KubectlRun => collect((fresh) => next(later, fresh));
      return { stdout, stderr, resume, refusals };
    }
    return { stdout, stderr, exitCode: refusals.length > 0 ? 1 : 0, refusals };
  } catch (error) {
    if (error instanceof ApiError) {
      output.refuse(error);
      return { stdout, stderr, exitCode: 1, refusals };
    }
    if (error instanceof KubectlError)
      return { stdout, stderr: stderr + error.message, exitCode: error.exitCode, refusals };
    throw error;
  }
}

function failure(stderr: string): KubectlRun {
  return { stdout: '', stderr, exitCode: 1, refusals: [] };
}
