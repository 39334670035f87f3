/** docs/kubectl.md: each command and flag of kubectl, and what the playground does with it. Made from the tables that the terminal itself uses. */
import { type CommandShape, commands, globalFlags, subcommandsOf } from '../catalog/catalog.ts';
import { idleFlags, refusalOf, refusedFlags } from '../catalog/refusals.ts';
import { flagStatus, lookUpVerb } from '../find-command.ts';

const INTRO = `# kubectl in the playground

The playground's kubectl is written anew after kubectl v1.37.2: the same words, flags, messages and exit codes. This page is
made from its own tables, and a test compares the two: \`UPDATE_DOCS=1 npm run unit -- src/kubectl/coverage\` writes it.

A command either works, or is refused with a reason. Of its flags some _work_, some are _idle_ (they can be given and change
nothing, which is right here), some are _refused_ with a reason, and some are _missing_ as yet. \`-f\` reads the editor's
files and the standard input. Server-side apply does not keep who owns which field, so nothing is ever in conflict.
`;

export function coveragePage(): string {
  const listed = commands.filter(({ path }) => path !== '' && !isGroup(path));
  return `${INTRO}
## Commands

${summary(listed)}

| Command | State | Flags that work | Idle | Refused | Missing |
| --- | --- | --- | --- | --- | --- |
${listed.map(commandRow).join('\n')}

## Flags of every command

| Flag | State |
| --- | --- |
${globalFlags.map(({ name }) => `| \`--${name}\` | ${globalState(name)} |`).join('\n')}

## Why some flags are idle

${reasons(idleFlags)}

## Why some flags are refused

${reasons(refusedFlags)}
`;
}

/** A command that only has commands below it. */
function isGroup(path: string): boolean {
  return subcommandsOf(path).length > 0 && !['apply', 'cluster-info', 'create'].includes(path);
}

function summary(listed: readonly CommandShape[]): string {
  const refused = listed.filter(({ path }) => refusalOf(path) !== undefined).length;
  const missing = listed.filter(({ path }) => refusalOf(path) === undefined && !isThere(path)).length;
  return `Of ${listed.length} commands ${listed.length - refused - missing} work, ${refused} are refused, ${missing} are missing.`;
}

function isThere(path: string): boolean {
  return path === 'options' || lookUpVerb(path) !== undefined;
}

function commandRow({ path, flags }: CommandShape): string {
  const reason = refusalOf(path);
  if (reason !== undefined) return `| \`${path}\` | refused: ${reason} | | | | |`;
  const found = lookUpVerb(path);
  if (!found) return `| \`${path}\` | ${isThere(path) ? 'works' : 'missing'} | | | | |`;
  const shown = flags.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const of = (status: string): string =>
    shown
      .filter((name) => flagStatus(name, found.verb) === status)
      .map((name) => `\`${name}\``)
      .join(' ');
  return `| \`${path}\` | works | ${of('heeded')} | ${of('idle')} | ${of('refused')} | ${of('lacking')} |`;
}

function globalState(name: string): string {
  const state = flagStatus(name, { flags: {}, run: () => undefined });
  if (state === 'idle') return `idle: ${idleFlags[name]}`;
  if (state === 'refused') return `refused: ${refusedFlags[name]}`;
  return state === 'heeded' ? 'works' : 'missing';
}

function reasons(table: Readonly<Record<string, string>>): string {
  return Object.entries(table)
    .map(([name, reason]) => `- \`--${name}\`: ${reason}`)
    .join('\n');
}
