/** kubectl: one command line in, what it prints and its exit code out. A client of `Api` like any other. */
import { ApiError, quoted, type Status } from '../engine/index.ts';
import { type CommandShape, globalFlags, subcommandsOf } from './catalog/catalog.ts';
import { type CommandLine, flag, flagValues, isOn, parseCommandLine } from './command-line.ts';
import { kubectlErrorText } from './error-text.ts';
import { descend, findCommand, HELP, refuseFlags, verbFor } from './find-command.ts';
import { helpText, usageText } from './help/help-text.ts';
import { KubectlError, UsageError, usageError } from './kubectl-error.ts';
import type { Continuation, KubectlEnv, KubectlRun, Output } from './kubectl-run.ts';
import { goList } from './printers/rules.ts';
import { splitLine } from './split-line.ts';
import { withWarnings } from './warnings.ts';

export function runKubectl(line: string, env: KubectlEnv): KubectlRun {
  const words = splitLine(line);
  if (!words) return failure('error: a quote is never closed\n');
  return runKubectlArguments(words[0] === 'kubectl' ? words.slice(1) : words, env);
}

/** The same for a shell, which has made words of the line already. */
export function runKubectlArguments(args: readonly string[], env: KubectlEnv): KubectlRun {
  return collect((output) => start(args, env, output));
}

function start(args: readonly string[], env: KubectlEnv, output: Output): Continuation | undefined {
  const { shape, args: own } = findCommand(args);
  try {
    const line = parseCommandLine(own, [...globalFlags, ...shape.flags, HELP]);
    if (isOn(line, 'help') || shape.path === 'options') return printHelp(shape, output);
    if (shape.path === '') return rootCommand(line, output);
    if (isGroup(shape)) return refuseGroup(line, shape, output);
    const { verb, words } = verbFor(shape);
    refuseFlags(line, shape, verb);
    const asUser = actingAs(line);
    const acting = (later: KubectlEnv, to: Output): KubectlEnv => withWarnings(asUser(later), to);
    return inName(acting, verb.run(withWords(line, words), acting(env, output), output));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const path = `kubectl ${shape.path}`.trimEnd();
    // To diff, 1 means that there are differences.
    if (shape.path === 'diff') throw new KubectlError(usageError('diff', error.message).message, 2);
    throw new KubectlError(`error: ${error.message}\nSee '${path} --help' for usage.\n`);
  }
}

/** Names of subcommands that a verb reads itself come before its words. */
function withWords(line: CommandLine, first: readonly string[]): CommandLine {
  const dash = line.dash === undefined ? {} : { dash: line.dash + first.length };
  return { ...line, words: [...first, ...line.words], ...dash };
}

function printHelp(shape: CommandShape, output: Output): undefined {
  output.out(helpText(shape));
}

/** These do something themselves, besides having commands below them. */
const RUN_THEMSELVES = ['apply', 'cluster-info', 'create'];

/** A command that only has commands below it. */
function isGroup({ path }: CommandShape): boolean {
  return subcommandsOf(path).length > 0 && !RUN_THEMSELVES.includes(path);
}

/** Follows DefaultSubCommandRun in kubectl's pkg/cmd/util/helpers.go. */
function refuseGroup({ words }: CommandLine, shape: CommandShape, output: Output): never {
  if (words.length > 0) throw usageError(shape.path, `unknown command ${quoted(words.join(' '))}`);
  output.err(helpText(shape));
  throw new KubectlError('');
}

/** kubectl alone, and `kubectl help COMMAND`. */
function rootCommand({ words }: CommandLine, output: Output): undefined {
  const [, ...topic] = words;
  const { shape, rest } = descend(topic);
  if (rest.length === 0) return printHelp(shape, output);
  output.err(`Unknown help topic ${goList(topic.map((word) => `\`${word}\``))}\n`);
  output.out(usageText(shape));
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
