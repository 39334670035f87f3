/** kubectl: one command line in, what it prints and its exit code out. A client of `Api` like any other. */
import { ApiError, type Status } from '../engine/index.ts';
import { type CommandLine, firstWord, flag, flagValues, parseCommandLine, UsageError } from './command-line.ts';
import { kubectlErrorText } from './error-text.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Continuation, KubectlEnv, KubectlRun, Output } from './kubectl-run.ts';
import { splitLine } from './split-line.ts';
import type { Verb } from './verbs/verb.ts';
import { verbs } from './verbs/verbs.ts';
import { withWarnings } from './warnings.ts';

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
  const { path, command, args: own } = findCommand(verb, found, rest);
  try {
    const line = parseCommandLine(own, command.flags);
    const asUser = actingAs(line);
    const acting = (later: KubectlEnv, to: Output): KubectlEnv => withWarnings(asUser(later), to);
    return inName(acting, command.run(line, acting(env, output), output));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new KubectlError(`error: ${error.message}\nSee 'kubectl ${path} --help' for usage.\n`);
  }
}

interface FoundCommand {
  /** `create secret generic` */
  readonly path: string;
  readonly command: Verb;
  readonly args: readonly string[];
}

/** The deepest subcommand that the words name; what is left are its arguments. */
function findCommand(path: string, command: Verb, args: readonly string[]): FoundCommand {
  const at = command.subcommands ? firstWord(args, command.flags) : -1;
  const sub = command.subcommands?.find(({ names }) => names.includes(args[at] ?? ''));
  if (!sub) return { path, command, args };
  return findCommand(`${path} ${sub.names[0]}`, sub.verb, [...args.slice(0, at), ...args.slice(at + 1)]);
}

/** `--as` and `--as-group`: everything that the command asks for, it asks in that name. */
function actingAs(line: CommandLine): (env: KubectlEnv) => KubectlEnv {
  const user = flag(line, 'as') ?? '';
  const groups = flagValues(line, 'as-group');
  if (user !== '') return (env) => ({ ...env, api: env.api.as({ user, groups }) });
  if (groups.length === 0) return (env) => env;
  throw new KubectlError(
    'error: requesting uid, groups or user-extra for kubernetes-admin without impersonating a user\n',
  );
}

/** A command that waits looks again in the same name. */
function inName(acting: Acting, next: Continuation | undefined): Continuation | undefined {
  return next && ((later, output) => inName(acting, next(acting(later, output), output)));
}

type Acting = (env: KubectlEnv, output: Output) => KubectlEnv;

function collect(act: (output: Output) => Continuation | undefined): KubectlRun {
  let [stdout, stderr] = ['', ''];
  let failed = false;
  const refusals: Status[] = [];
  const output: Output = {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    refuse: ({ status }, context) => {
      refusals.push(status);
      stderr += kubectlErrorText(status, context);
    },
    fail: (text) => {
      failed = true;
      stderr += text.endsWith('\n') ? text : `${text}\n`;
    },
  };
  try {
    const next = act(output);
    if (next) {
      const resume = (later: KubectlEnv): KubectlRun => collect((fresh) => next(later, fresh));
      return { stdout, stderr, resume, refusals };
    }
    return { stdout, stderr, exitCode: failed || refusals.length > 0 ? 1 : 0, refusals };
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
