/** From the words of a line to the command that they name, and to what the playground has for it. Follows spf13/cobra. */
import { quoted } from '../engine/index.ts';
import {
  type CommandShape,
  commandAt,
  commands,
  type FlagShape,
  globalFlags,
  nameOf,
  subcommandOf,
} from './catalog/catalog.ts';
import { commandGroups } from './catalog/command-groups.ts';
import { idleFlags, refusalOf, refusedFlags } from './catalog/refusals.ts';
import { type CommandLine, firstWord } from './command-line.ts';
import { KubectlError } from './kubectl-error.ts';
import { suggestionsFor } from './suggestions.ts';
import type { Verb } from './verbs/verb.ts';
import { verbs } from './verbs/verbs.ts';

export const HELP: FlagShape = {
  name: 'help',
  short: 'h',
  type: 'bool',
  standard: 'false',
  bare: 'true',
  hidden: true,
};

const ROOT: CommandShape = commandAt('') ?? { path: '', usage: '', about: '', aliases: [], flags: [] };

export interface FoundCommand {
  readonly shape: CommandShape;
  /** Without the words that name it. */
  readonly args: readonly string[];
}

/** The deepest command that the words name; throws KubectlError when not even the first word names one. */
export function findCommand(args: readonly string[]): FoundCommand {
  let [shape, left] = [ROOT, args];
  for (;;) {
    const at = firstWord(left, [...globalFlags, ...shape.flags, HELP]);
    const word = left[at];
    if (word === undefined) return { shape, args: left };
    const below = subcommandOf(shape.path, word);
    if (!below) {
      if (shape === ROOT && word !== 'help') throw unknownCommand(word);
      return { shape, args: left };
    }
    shape = below;
    left = [...left.slice(0, at), ...left.slice(at + 1)];
  }
}

/** As far down as the words go. */
export function descend(words: readonly string[]): { readonly shape: CommandShape; readonly rest: readonly string[] } {
  let shape = ROOT;
  for (const [at, word] of words.entries()) {
    const below = subcommandOf(shape.path, word);
    if (!below) return { shape, rest: words.slice(at) };
    shape = below;
  }
  return { shape, rest: [] };
}

function unknownCommand(word: string): KubectlError {
  const grouped = commandGroups.flatMap(([, names]) => names);
  const others = commands.map(nameOf).filter((name) => commandAt(name) && name !== '' && !grouped.includes(name));
  const meant = suggestionsFor(word, [...grouped, ...others]);
  const hint = meant.length === 0 ? '' : `\n\nDid you mean this?\n${meant.map((name) => `\t${name}\n`).join('')}`;
  const text = `error: unknown command ${quoted(word)} for "kubectl"${hint}`;
  return new KubectlError(text.endsWith('\n') ? text : `${text}\n`);
}

export interface FoundVerb {
  readonly verb: Verb;
  /** Names of subcommands that the verb reads itself. */
  readonly words: readonly string[];
}

/** Undefined when the playground has nothing for it. */
export function lookUpVerb(path: string): FoundVerb | undefined {
  const [name = '', ...below] = path.split(' ');
  let verb = verbs.get(name);
  for (const [at, word] of below.entries()) {
    if (!verb?.subcommands) return verb && { verb, words: below.slice(at) };
    verb = verb.subcommands.find(({ names }) => names.includes(word))?.verb;
  }
  return verb && { verb, words: [] };
}

/** Throws KubectlError with the reason for what the playground does not have. */
export function verbFor({ path }: CommandShape): FoundVerb {
  const reason = refusalOf(path);
  if (reason !== undefined) throw new KubectlError(`error: kubectl ${path} is not part of the playground: ${reason}\n`);
  const found = lookUpVerb(path);
  if (!found) throw new KubectlError(`error: the playground does not have kubectl ${path} yet\n`);
  return found;
}

const HEEDED_EVERYWHERE = ['as', 'as-group', 'namespace'];

export type FlagStatus = 'heeded' | 'idle' | 'refused' | 'lacking';

/** What becomes of a flag of a command that the playground has. */
export function flagStatus(name: string, verb: Verb): FlagStatus {
  if (Object.hasOwn(verb.flags, name) || HEEDED_EVERYWHERE.includes(name)) return 'heeded';
  if (Object.hasOwn(idleFlags, name)) return 'idle';
  return Object.hasOwn(refusedFlags, name) ? 'refused' : 'lacking';
}

export function refuseFlags(line: CommandLine, { path }: CommandShape, verb: Verb): void {
  for (const name of line.flags.keys()) {
    const status = flagStatus(name, verb);
    if (status === 'refused') {
      throw new KubectlError(`error: --${name} is not part of the playground: ${refusedFlags[name]}\n`);
    }
    if (status === 'lacking')
      throw new KubectlError(`error: the playground's kubectl ${path} does not have --${name}\n`);
  }
}
