/** What a verb is: the flags it knows, and what it does. */
import type { CommandLine, FlagSpec } from '../command-line.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';

export interface Verb {
  readonly flags: FlagSpec;
  readonly subcommands?: readonly Subcommand[];
  /** Answers how to look again when it has to wait. Throws KubectlError to end at once. */
  run(line: CommandLine, env: KubectlEnv, output: Output): Continuation | undefined;
}

export interface Subcommand {
  /** Its own name first, then what it is called as well. */
  readonly names: readonly [string, ...string[]];
  readonly verb: Verb;
}
