/** kubectl api-resources and api-versions. Follows kubectl's pkg/cmd/apiresources. */
import { type CommandLine, flag, flagList, isOn } from '../command-line.ts';
import { type ApiResource, apiResources, apiVersionOf, apiVersions } from '../discovery/api-resources.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { kyamlOf } from '../printers/kyaml-output.ts';
import { goList } from '../printers/rules.ts';
import { printTable } from '../printers/table.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import type { Verb } from './verb.ts';

export const apiResourcesVerb: Verb = {
  flags: {
    'api-group': 'value',
    namespaced: 'switch',
    verbs: 'value',
    categories: 'value',
    'sort-by': 'value',
    'no-headers': 'switch',
    output: 'value',
  },
  run(line, _env, output) {
    if (line.words.length > 0) throw usageError('api-resources', `unexpected arguments: ${goList(line.words)}`);
    const format = flag(line, 'output') ?? '';
    if (!['', 'wide', 'name', 'json', 'yaml', 'kyaml'].includes(format)) {
      throw new KubectlError(
        `error: unable to match a printer suitable for the output format "${format}", allowed formats are: json,kyaml,name,wide,yaml\n`,
      );
    }
    const sortBy = flag(line, 'sort-by') ?? '';
    if (!['', 'name', 'kind'].includes(sortBy)) throw new KubectlError('error: --sort-by accepts only name or kind\n');
    output.out(printed(sorted(wanted(line), sortBy), format, isOn(line, 'no-headers')));
    return undefined;
  },
};

function wanted(line: CommandLine): readonly ApiResource[] {
  const group = flag(line, 'api-group');
  const namespaced = flag(line, 'namespaced');
  const verbs = flagList(line, 'verbs');
  const categories = flagList(line, 'categories');
  return apiResources.filter(
    (one) =>
      (group === undefined || one.group === group) &&
      (namespaced === undefined || String(one.namespaced) === namespaced) &&
      verbs.every((verb) => one.verbs.includes(verb)) &&
      categories.every((category) => one.categories.includes(category)),
  );
}

function sorted(list: readonly ApiResource[], sortBy: string): readonly ApiResource[] {
  const first = (one: ApiResource): string => (sortBy === 'name' ? one.name : sortBy === 'kind' ? one.kind : one.group);
  return [...list].sort((a, b) => compare(first(a), first(b)) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function printed(list: readonly ApiResource[], format: string, noHeaders: boolean): string {
  if (format === 'name') return list.map(({ name, group }) => `${name}${group === '' ? '' : `.${group}`}\n`).join('');
  if (format === 'json') return `${JSON.stringify(listObject(list), null, 4)}\n`;
  if (format === 'kyaml') return kyamlOf(listObject(list));
  if (format === 'yaml') return yamlOf(listObject(list));
  const wide = format === 'wide';
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
  const rows = list.map((one) => [
    one.name,
    one.shortNames.join(','),
    apiVersionOf(one),
    String(one.namespaced),
    one.kind,
    ...(wide ? [one.verbs.join(','), one.categories.join(',')] : []),
  ]);
  return printTable([...(noHeaders ? [] : [head]), ...rows]);
}

function listObject(list: readonly ApiResource[]): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: '',
    resources: list.map(({ shortNames, categories, group, ...one }) => ({
      ...one,
      ...(group === '' ? {} : { group }),
      ...(shortNames.length === 0 ? {} : { shortNames }),
      ...(categories.length === 0 ? {} : { categories }),
    })),
  };
}

export const apiVersionsVerb: Verb = {
  flags: {},
  run(line, _env, output) {
    if (line.words.length > 0) throw usageError('api-versions', `unexpected arguments: ${goList(line.words)}`);
    output.out(apiVersions().join('\n').concat('\n'));
    return undefined;
  },
};
