/** Words and flags of one kubectl command. Follows spf13/pflag: flags may stand anywhere, with `=` or a blank. */

/** The flags that a verb knows, without dashes: `value` takes a word, `switch` none, `optional` only with `=`. */
export type FlagSpec = Readonly<Record<string, 'value' | 'switch' | 'optional'>>;

export interface CommandLine {
  readonly words: readonly string[];
  /** How many words stand before a lone `--`; absent without one. */
  readonly dash?: number;
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

export class UsageError extends Error {}

const SHORT: Readonly<Record<string, string>> = {
  n: 'namespace',
  o: 'output',
  f: 'filename',
  l: 'selector',
  A: 'all-namespaces',
  p: 'patch',
  w: 'watch',
  L: 'label-columns',
  R: 'recursive',
  q: 'quiet',
};

/** Flags of every verb. */
const COMMON: FlagSpec = {
  namespace: 'value',
  v: 'value',
  as: 'value',
  'as-group': 'value',
  context: 'value',
  kubeconfig: 'value',
};

export function parseCommandLine(args: readonly string[], spec: FlagSpec): CommandLine {
  const words: string[] = [];
  let dash: number | undefined;
  const flags = new Map<string, string[]>();
  const known: FlagSpec = { ...COMMON, ...spec };
  const note = (name: string, value: string): void => {
    flags.set(name, [...(flags.get(name) ?? []), value]);
  };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    // `-f -` names the standard input; a lone dash is a word, and so is everything behind `--`.
    if (arg === '--') {
      dash = words.length;
      words.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      words.push(arg);
      continue;
    }
    const { name, value, shown } = readFlag(arg);
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) throw new UsageError(shown);
    if (value !== undefined) note(name, value);
    else if (kind === 'value') {
      i += 1;
      const next = args[i];
      if (next === undefined)
        throw new UsageError(`flag needs an argument: ${arg.startsWith('--') ? arg : `'${arg.slice(1)}' in ${arg}`}`);
      note(name, next);
    } else note(name, 'true');
  }
  return { words, flags, ...(dash === undefined ? {} : { dash }) };
}

/** The place of the first word that is neither a flag nor a flag's value: where a subcommand's name stands; -1 for none. */
export function firstWord(args: readonly string[], spec: FlagSpec): number {
  const known: FlagSpec = { ...COMMON, ...spec };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') return -1;
    if (!arg.startsWith('-') || arg === '-') return i;
    const { name, value } = readFlag(arg);
    if (value === undefined && Object.hasOwn(known, name) && known[name] === 'value') i += 1;
  }
  return -1;
}

function readFlag(arg: string): { name: string; value?: string; shown: string } {
  if (arg.startsWith('--')) {
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
    return { name, value: equals < 0 ? undefined : arg.slice(equals + 1), shown: `unknown flag: --${name}` };
  }
  const letter = arg[1] ?? '';
  const rest = arg.slice(2).replace(/^=/, '');
  const shown = `unknown shorthand flag: '${letter}' in ${arg}`;
  return { name: SHORT[letter] ?? letter, value: rest === '' ? undefined : rest, shown };
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
