/** Words and flags of one kubectl command. Follows spf13/pflag: flags may stand anywhere, with `=` or a blank. */
import { quoted } from '../engine/index.ts';
import type { FlagShape } from './catalog/catalog.ts';
import { readFlagValue } from './flag-values.ts';
import { UsageError } from './kubectl-error.ts';

/** The flags that a verb heeds, without dashes: `value` takes a word, `switch` none, `optional` only with `=`. */
export type FlagSpec = Readonly<Record<string, 'value' | 'switch' | 'optional'>>;

export interface CommandLine {
  readonly words: readonly string[];
  /** How many words stand before a lone `--`; absent without one. */
  readonly dash?: number;
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/** Throws UsageError with pflag's words. */
export function parseCommandLine(args: readonly string[], shapes: readonly FlagShape[]): CommandLine {
  const words: string[] = [];
  let dash: number | undefined;
  const flags = new Map<string, string[]>();
  const note = (shape: FlagShape, text: string): void => {
    const read = readFlagValue(shape, text);
    if ('problem' in read) {
      const shown = shape.short === '' ? `--${shape.name}` : `-${shape.short}, --${shape.name}`;
      throw new UsageError(`invalid argument ${quoted(text)} for "${shown}" flag: ${read.problem}`);
    }
    flags.set(shape.name, [...(flags.get(shape.name) ?? []), read.value]);
  };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    // `-f -` names the standard input; a lone dash is a word, and so is everything behind `--`.
    if (arg === '--') {
      dash = words.length;
      words.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') words.push(arg);
    else if (arg.startsWith('--')) i += readLong(arg, args[i + 1], shapes, note);
    else i += readLetters(arg, args[i + 1], shapes, note);
  }
  return { words, flags, ...(dash === undefined ? {} : { dash }) };
}

type Note = (shape: FlagShape, text: string) => void;

/** Answers how many words more it took. */
function readLong(arg: string, next: string | undefined, shapes: readonly FlagShape[], note: Note): 0 | 1 {
  const equals = arg.indexOf('=');
  const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
  if (name === '' || name.startsWith('-') || name.startsWith('=')) throw new UsageError(`bad flag syntax: ${arg}`);
  const shape = shapes.find((one) => one.name === name);
  if (!shape) throw new UsageError(`unknown flag: --${name}`);
  if (equals >= 0) note(shape, arg.slice(equals + 1));
  else if (shape.bare !== '') note(shape, shape.bare);
  else if (next === undefined) throw new UsageError(`flag needs an argument: ${arg}`);
  else {
    note(shape, next);
    return 1;
  }
  return 0;
}

/** `-Aw`, `-nkube-system`, `-o=wide`: letters in a row, until one takes what is left, or the next word. */
function readLetters(arg: string, next: string | undefined, shapes: readonly FlagShape[], note: Note): 0 | 1 {
  const letters = [...arg.slice(1)];
  for (const [at, letter] of letters.entries()) {
    const rest = letters.slice(at + 1).join('');
    const shape = shapes.find(({ short }) => short === letter);
    const shown = `-${letter}${rest}`;
    if (!shape) throw new UsageError(`unknown shorthand flag: ${quotedLetter(letter)} in ${shown}`);
    if (rest.startsWith('=') && rest.length > 1) note(shape, rest.slice(1));
    else if (shape.bare !== '') {
      note(shape, shape.bare);
      continue;
    } else if (rest !== '') note(shape, rest);
    else if (next === undefined) throw new UsageError(`flag needs an argument: ${quotedLetter(letter)} in ${shown}`);
    else {
      note(shape, next);
      return 1;
    }
    return 0;
  }
  return 0;
}

function quotedLetter(letter: string): string {
  return letter === "'" ? "'\\''" : `'${letter}'`;
}

/**
 * The place of the first word that is neither a flag nor a flag's value, where a command's name stands; -1 for none. A
 * flag that nobody knows is thought to have a value. Follows stripFlags in spf13/cobra's command.go.
 */
export function firstWord(args: readonly string[], shapes: readonly FlagShape[]): number {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') return -1;
    if (!arg.startsWith('-')) {
      if (arg !== '') return i;
    } else if (takesNext(arg, shapes)) i += 1;
  }
  return -1;
}

function takesNext(arg: string, shapes: readonly FlagShape[]): boolean {
  if (arg.includes('=')) return false;
  if (arg.startsWith('--')) return !shapes.some(({ name, bare }) => name === arg.slice(2) && bare !== '');
  return arg.length === 2 && !shapes.some(({ short, bare }) => short === arg[1] && bare !== '');
}

export function flag(line: CommandLine, name: string): string | undefined {
  return line.flags.get(name)?.at(-1);
}

export function isOn(line: CommandLine, name: string): boolean {
  const value = flag(line, name);
  return value !== undefined && value !== 'false';
}

/** All values of a flag that may be given several times. */
export function flagValues(line: CommandLine, name: string): readonly string[] {
  return line.flags.get(name) ?? [];
}

/** The same, where each value may be a list with commas as well (pflag's StringSlice). */
export function flagList(line: CommandLine, name: string): readonly string[] {
  return flagValues(line, name).flatMap((value) => (value === '' ? [] : value.split(',')));
}
