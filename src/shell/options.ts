/** The short flags of a text tool, as getopt reads them: `-in`, `-n 5`, `-n5`; flags may stand behind operands. */
import { ShellError } from './shell-error.ts';

export interface Options {
  readonly on: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** The letters that stand alone, and those that take a value; long names as `--lines` give the letter meant. */
export interface OptionSpec {
  readonly switches?: string;
  readonly valued?: string;
  readonly long?: Readonly<Record<string, string>>;
}

/** Throws ShellError for a flag that the tool does not have here. */
export function readOptions(tool: string, args: readonly string[], spec: OptionSpec): Options {
  const { switches = '', valued = '', long = {} } = spec;
  const on = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  const unknown = (flag: string): ShellError => new ShellError(`${tool}: ${flag} is not there in the playground`);
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      operands.push(arg);
      continue;
    }
    let letters = arg.slice(1);
    if (arg.startsWith('--')) {
      const [name = '', value] = arg.slice(2).split(/=(.*)/s);
      const letter = long[name];
      if (letter === undefined) throw unknown(arg);
      letters = valued.includes(letter) && value !== undefined ? letter + value : letter;
    }
    for (; letters !== ''; letters = letters.slice(1)) {
      const [letter = ''] = letters;
      if (switches.includes(letter)) on.add(letter);
      else if (valued.includes(letter)) {
        if (letters.length === 1) i += 1;
        const value = letters.length > 1 ? letters.slice(1) : args[i];
        if (value === undefined) throw new ShellError(`${tool}: option requires an argument -- '${letter}'`);
        values.set(letter, value);
        break;
      } else throw unknown(`-${letter}`);
    }
  }
  return { on, values, operands };
}

/** A whole number that a flag names. */
export function countOf(tool: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new ShellError(`${tool}: invalid number: '${value}'`);
  return Number(value);
}
