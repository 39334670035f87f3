import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandAt, commands, subcommandsOf } from '../catalog/catalog.ts';
import { commandGroups } from '../catalog/command-groups.ts';
import { idleFlags, refusalOf, refusedCommands, refusedFlags } from '../catalog/refusals.ts';
import { lookUpVerb } from '../find-command.ts';
import { verbs } from '../verbs/verbs.ts';
import { coveragePage } from './coverage-page.ts';

const page = fileURLToPath(new URL('../../../docs/kubectl.md', import.meta.url));

describe('coverage of kubectl', () => {
  it('docs/kubectl.md says what the tables say; to update it: UPDATE_DOCS=1 npm run unit -- src/kubectl/coverage', () => {
    if (process.env.UPDATE_DOCS === '1') writeFileSync(page, coveragePage());
    expect(readFileSync(page, 'utf8') === coveragePage(), 'docs/kubectl.md is out of date').toBe(true);
  });

  it('each command of kubectl works or is refused with a reason, and none does both', () => {
    const told = commands
      .map(({ path }) => path)
      .filter((path) => path !== '' && path !== 'options' && subcommandsOf(path).length === 0);
    expect(told.filter((path) => !lookUpVerb(path) && refusalOf(path) === undefined)).toEqual([]);
    expect(Object.keys(refusedCommands).filter((path) => !commandAt(path))).toEqual([]);
  });

  it('each flag that a verb heeds is one of kubectl', () => {
    const strange = [...verbs].flatMap(([name, verb]) =>
      Object.keys(verb.flags)
        .filter((flag) => ![name, ...subcommandsOf(name).map(({ path }) => path)].some((path) => hasFlag(path, flag)))
        .map((flag) => `${name} --${flag}`),
    );
    expect(strange).toEqual([]);
  });

  it('each command stands in one group of the help, and no flag is both idle and refused', () => {
    const grouped = commandGroups.flatMap(([, names]) => names);
    expect(grouped.filter((name) => !commandAt(name))).toEqual([]);
    expect(new Set(grouped).size).toBe(grouped.length);
    expect(Object.keys(idleFlags).filter((name) => name in refusedFlags)).toEqual([]);
  });
});

function hasFlag(path: string, name: string): boolean {
  return commandAt(path)?.flags.some((flag) => flag.name === name) ?? false;
}
