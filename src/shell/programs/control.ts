/** watch, xargs, sleep, clear: programs that run others, wait, or wipe the screen. */
import { readOptions } from '../options.ts';
import type { Output, Process, Program, ShellEnv } from '../program.ts';
import { once } from '../program.ts';
import { ShellError } from '../shell-error.ts';
import { programNamed, ShellRun } from '../shell-run.ts';
import { shellWords } from '../shell-words.ts';

export const clear: Program = () => once(() => ({ clears: 'all' }));

function secondsOf(tool: string, text: string): number {
  const match = /^(\d*\.?\d+)([smh]?)$/.exec(text);
  if (!match) throw new ShellError(`${tool}: invalid time interval '${text}'`);
  return Number(match[1]) * { '': 1, s: 1, m: 60, h: 3600 }[match[2] as '' | 's' | 'm' | 'h'];
}

/** Waits in virtual time. */
export const sleep: Program = (args) => {
  if (args.length === 0) throw new ShellError('sleep: missing operand');
  const millis = args.reduce((sum, arg) => sum + secondsOf('sleep', arg), 0) * 1000;
  let until: number | undefined;
  return ({ env }) => {
    until ??= env.now + millis;
    return env.now >= until ? { exitCode: 0 } : {};
  };
};

/** watch -n 2 COMMAND: runs it anew every so many virtual seconds. */
export const watch: Program = (args) => {
  const at = commandAt(args);
  const { on, values } = readOptions('watch', args.slice(0, at), {
    switches: 'tdx',
    valued: 'n',
    long: { interval: 'n', 'no-title': 't', differences: 'd' },
  });
  const words = args.slice(at);
  if (words.length === 0) throw new ShellError('Usage: watch [-n SECONDS] COMMAND');
  const seconds = Math.max(0.1, secondsOf('watch', values.get('n') ?? '2'));
  const text = words.length === 1 ? (words[0] ?? '') : shellWords(words);
  const title = on.has('t') ? '' : `Every ${seconds.toFixed(1)}s: ${words.join(' ')}\n\n`;
  let run: ShellRun | undefined;
  let [due, shown] = [Number.NEGATIVE_INFINITY, ''];
  return ({ env }) => {
    // Back in time the screen shows that time.
    if (!run && env.now < due && due - env.now <= seconds * 1000) return {};
    run ??= new ShellRun(text);
    const { chunks, exitCode } = run.advance(env);
    shown += chunks.map((chunk) => chunk.text).join('');
    if (exitCode === undefined) return {};
    const output: Output = { clears: 'own', out: `${title}${shown}` };
    due = env.now + seconds * 1000;
    shown = '';
    run = undefined;
    return output;
  };
};

/** Where the watched command begins, behind watch's own flags. */
function commandAt(args: readonly string[]): number {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('-')) return i;
    if (arg === '-n' || arg === '--interval') i += 1;
  }
  return args.length;
}

/** xargs [-n N] [-I{}] COMMAND: words from the pipe become arguments. */
export const xargs: Program = (args) => {
  const at = xargsCommandAt(args);
  const { values, on } = readOptions('xargs', args.slice(0, at), { switches: 'rt', valued: 'nIP' });
  const command = args.slice(at);
  let input = '';
  let left: (readonly string[])[] | undefined;
  let process: Process | undefined;
  let worst = 0;
  return ({ input: more, ended, env }) => {
    input += more;
    if (!ended) return {};
    left ??= argumentLists(command.length > 0 ? command : ['echo'], input, values, on.has('r'));
    let [out, err] = ['', ''];
    for (;;) {
      process ??= nextProcess(left, env);
      if (!process) return { out, err, exitCode: worst };
      const output = process({ input: '', ended: true, env });
      out += output.out ?? '';
      err += output.err ?? '';
      if (output.exitCode === undefined) return { out, err };
      worst = output.exitCode === 0 ? worst : 123;
      process = undefined;
    }
  };
};

function nextProcess(left: (readonly string[])[], env: ShellEnv): Process | undefined {
  const words = left.shift();
  if (!words) return undefined;
  const [name = '', ...args] = words;
  return programNamed(name, env)(args);
}

function argumentLists(
  command: readonly string[],
  input: string,
  values: ReadonlyMap<string, string>,
  onlySome: boolean,
): (readonly string[])[] {
  const mark = values.get('I');
  const lines = input.split('\n').filter((line) => line.trim() !== '');
  if (mark !== undefined) return lines.map((line) => command.map((word) => word.replaceAll(mark, line.trim())));
  const words = lines.flatMap((line) => line.trim().split(/\s+/));
  if (words.length === 0) return onlySome ? [] : [command];
  const most = Math.max(1, Number(values.get('n') ?? words.length) || 1);
  const lists: (readonly string[])[] = [];
  for (let i = 0; i < words.length; i += most) lists.push([...command, ...words.slice(i, i + most)]);
  return lists;
}

function xargsCommandAt(args: readonly string[]): number {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('-')) return i;
    if (/^-[nIP]$/.test(arg)) i += 1;
  }
  return args.length;
}
