/** What `kubectl help` prints, in the layout of kubectl's pkg/util/templates. */
import {
  aboutFlag,
  type CommandShape,
  commandAt,
  type FlagShape,
  globalFlags,
  nameOf,
  subcommandsOf,
} from '../catalog/catalog.ts';
import { commandGroups } from '../catalog/command-groups.ts';
import { refusalOf } from '../catalog/refusals.ts';

const OPTIONS = 'Use "kubectl options" for a list of global command-line options (applies to all commands).';

export function helpText(command: CommandShape): string {
  if (command.path === 'options') return optionsText();
  const { path, about } = command;
  const refusal = refusalOf(path);
  const intro =
    path === '' ? about : `${about}.${refusal === undefined ? '' : `\n\n Not in the playground: ${refusal}.`}`;
  return `${intro}\n\n${usageText(command)}`;
}

/** The same without the sentence on top. */
export function usageText(command: CommandShape): string {
  const { path, usage, flags } = command;
  const shown = path === '' ? [] : flags.filter(({ hidden }) => !hidden);
  const tips =
    subcommandsOf(path).length === 0
      ? []
      : [`Use "${fullPath(path)} <command> --help" for more information about a given command.`];
  const sections = [
    path === '' ? groupsText() : subcommandsText(path),
    shown.length === 0 ? '' : `Options:\n${flagsText(shown)}`,
    `Usage:\n  ${usage}`,
    [...tips, OPTIONS].join('\n'),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function fullPath(path: string): string {
  return path === '' ? 'kubectl' : `kubectl ${path}`;
}

function groupsText(): string {
  const names = commandGroups.flatMap(([, group]) => group);
  const width = Math.max(...names.map((name) => name.length)) + 3;
  return commandGroups
    .map(([title, group]) => [title, ...group.map((name) => row(name, commandAt(name)?.about ?? '', width))].join('\n'))
    .join('\n\n');
}

function row(name: string, about: string, width: number): string {
  return `  ${name.padEnd(width)}${about}`;
}

function subcommandsText(path: string): string {
  const commands = subcommandsOf(path);
  if (commands.length === 0) return '';
  const width = Math.max(11, ...commands.map((one) => nameOf(one).length)) + 3;
  return ['Available Commands:', ...commands.map((one) => row(nameOf(one), one.about, width))].join('\n');
}

function flagsText(flags: readonly FlagShape[]): string {
  return flags.map(flagText).join('\n\n');
}

function flagText({ name, short, type, standard }: FlagShape): string {
  const value = type === 'string' ? `'${standard}'` : standard;
  return `    ${short === '' ? '' : `-${short}, `}--${name}=${value}:\n\t${aboutFlag(name)}`;
}

function optionsText(): string {
  return `The following options can be passed to any command:\n\n${flagsText(globalFlags)}\n`;
}
