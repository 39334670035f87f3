/** kubectl as a program of the shell: it reads its standard input only where `-` stands for a file. */
import type { KubectlRun } from '../../kubectl/kubectl-run.ts';
import { runKubectlArguments } from '../../kubectl/run.ts';
import type { Output, Program } from '../program.ts';
import { shellWords } from '../shell-words.ts';

export const kubectl: Program = (args) => {
  const reads = args.includes('-') || args.some((arg) => /^(?:-f|--filename=?|-f=)-$/.test(arg));
  const command = shellWords(['kubectl', ...args]);
  let stdin = '';
  let run: KubectlRun | undefined;
  return ({ input, ended, env }): Output => {
    stdin += input;
    if (!run && reads && !ended) return {};
    const given = { api: env.connect(command), now: env.now, stdin, files: env.files, edit: env.edit };
    run = run?.resume ? run.resume(given) : runKubectlArguments(args, given);
    return { out: run.stdout, err: run.stderr, exitCode: run.exitCode, refusals: run.refusals };
  };
};
