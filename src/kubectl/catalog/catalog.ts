/**
 * Every command of kubectl v1.37.2 with every flag it takes: names, letters, types and defaults as its command tree has
 * them (k8s.io/kubectl/pkg/cmd), the sentences our own. What of it the playground has is said elsewhere.
 */
import data from './catalog.json' with { type: 'json' };

export interface FlagShape {
  readonly name: string;
  /** The letter that stands for it, or ''. */
  readonly short: string;
  /** pflag's name of the type: `bool`, `string`, `stringSlice`, `int32`, … */
  readonly type: string;
  readonly standard: string;
  /** What it is without `=value`; '' when the next word is its value. */
  readonly bare: string;
  /** Taken, but not shown. */
  readonly hidden: boolean;
}

export interface CommandShape {
  /** `create secret generic`; '' is kubectl itself. */
  readonly path: string;
  readonly usage: string;
  readonly about: string;
  readonly aliases: readonly string[];
  readonly flags: readonly FlagShape[];
}

interface CommandRow {
  readonly path: string;
  readonly use: string;
  readonly about: string;
  readonly aliases?: readonly string[];
  readonly flags: readonly string[];
}

const rows: readonly CommandRow[] = data.commands;

export const commands: readonly CommandShape[] = rows.map(({ path, use, about, aliases = [], flags }) => ({
  path,
  usage: use,
  about,
  aliases,
  flags: flags.map(flagShape),
}));

const byPath = new Map(commands.map((command) => [command.path, command]));

function flagShape(row: string): FlagShape {
  const [name = '', short = '', type = '', standard = '', bare = '', hidden] = row.split('|');
  return { name, short, type, standard, bare, hidden: hidden !== undefined };
}

export function commandAt(path: string): CommandShape | undefined {
  return byPath.get(path);
}

/** kubectl's own flags, which every command takes. */
export const globalFlags: readonly FlagShape[] = byPath.get('')?.flags ?? [];

export function subcommandsOf(path: string): readonly CommandShape[] {
  return commands.filter((one) => one.path !== '' && parentOf(one.path) === path);
}

/** The command of that name, or alias, below `path`. */
export function subcommandOf(path: string, name: string): CommandShape | undefined {
  return subcommandsOf(path).find((one) => nameOf(one) === name || one.aliases.includes(name));
}

export function nameOf({ path }: CommandShape): string {
  return path.slice(path.lastIndexOf(' ') + 1);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(' ')));
}

const sentences: Readonly<Record<string, string>> = data.flags;

export function aboutFlag(name: string): string {
  return Object.hasOwn(sentences, name) ? (sentences[name] ?? '') : '';
}
