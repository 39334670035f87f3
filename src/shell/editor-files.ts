/** The files of the shell are the editor's texts. */
import type { Process, ShellEnv } from './program.ts';

/** Its text; undefined when there is no such file. `./` before a name means the same file. */
export function fileText(env: ShellEnv, name: string): string | undefined {
  return env.files.get(name.replace(/^(\.\/)+/, ''));
}

/** Reads the named files instead of the standard input; `-` stands for that. */
export function overFiles(tool: string, operands: readonly string[], process: Process): Process {
  if (operands.length === 0) return process;
  let given = '';
  let started = false;
  return (turn) => {
    const { input, ended, env } = turn;
    if (operands.includes('-')) {
      given += input;
      if (!ended) return {};
    }
    if (started) return process({ input: '', ended: true, env });
    started = true;
    const texts = operands.map((name) => (name === '-' ? given : fileText(env, name)));
    const missing = operands.filter((_, i) => texts[i] === undefined);
    const err = missing.map((name) => `${tool}: ${name}: No such file or directory\n`).join('');
    const output = process({ input: texts.join(''), ended: true, env });
    return { ...output, err: err + (output.err ?? ''), exitCode: err === '' ? output.exitCode : 1 };
  };
}
