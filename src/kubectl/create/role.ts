/** kubectl create role and clusterrole. Follows kubectl's pkg/cmd/create/create_role.go and create_clusterrole.go. */
import type { PolicyRule } from '../../engine/index.ts';
import { type CommandLine, flagList, flagValues } from '../command-line.ts';
import type { Output } from '../kubectl-run.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';
import {
  checkResources,
  RULE_FLAGS,
  type RuleOptions,
  readRuleOptions,
  resourceRules,
  warnOfVerbs,
} from './policy-rules.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';

export const role: Generator = {
  names: ['role'],
  flags: RULE_FLAGS,
  draft(name, line, output) {
    const options = readRuleOptions(line);
    if (options.verbs.length === 0) throw createError('at least one verb must be specified');
    warnOfVerbs(options.verbs, output);
    if (options.resources.length === 0) throw createError('at least one resource must be specified');
    checkResources(options);
    return { kind: 'Role', apiVersion, metadata: namespacedMeta(name, line), rules: resourceRules(options) };
  },
};

export const clusterRole: Generator = {
  names: ['clusterrole'],
  flags: { ...RULE_FLAGS, 'non-resource-url': 'value', 'aggregation-rule': 'value' },
  draft(name, line, output) {
    const options = readRuleOptions(line);
    const urls = [...new Set(flagList(line, 'non-resource-url'))];
    const matchLabels = aggregationLabels(line);
    const head = { kind: 'ClusterRole', apiVersion, metadata: { name } } as const;
    if (Object.keys(matchLabels).length === 0) {
      return { ...head, rules: clusterRoleRules(options, urls, output) };
    }
    if (urls.length + options.verbs.length + options.resources.length + options.resourceNames.length > 0) {
      throw createError(
        'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
      );
    }
    return { ...head, rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } };
  },
};

function clusterRoleRules(options: RuleOptions, urls: readonly string[], output: Output): readonly PolicyRule[] {
  const { verbs, resources } = options;
  if (verbs.length === 0) throw createError('at least one verb must be specified');
  if (resources.length === 0 && urls.length === 0) {
    throw createError('one of resource or nonResourceURL must be specified');
  }
  if (resources.length > 0) {
    warnOfVerbs(verbs, output);
    checkResources(options);
  }
  if (urls.length === 0) return resourceRules(options);
  checkUrls(verbs, urls);
  return [...resourceRules(options), { verbs, nonResourceURLs: urls }];
}

const URL_VERBS = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options'];

function checkUrls(verbs: readonly string[], urls: readonly string[]): void {
  const unknown = verbs.find((verb) => !URL_VERBS.includes(verb));
  if (unknown !== undefined) throw createError(`invalid verb: '${unknown}' for nonResourceURL`);
  for (const url of urls) {
    if (url === '*') continue;
    if (!url.startsWith('/')) throw createError('nonResourceURL should start with /');
    if (url.slice(0, -1).includes('*')) {
      throw createError("nonResourceURL only supports wildcard matches when '*' is at the end");
    }
  }
}

/** `--aggregation-rule=a=b,c=d` (component-base/cli/flag/map_string_string.go). */
function aggregationLabels(line: CommandLine): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const value of flagValues(line, 'aggregation-rule')) {
    for (const pair of value.split(',').filter((part) => part !== '')) {
      const equals = pair.indexOf('=');
      if (equals < 0) throw createError(invalidAggregation(value, pair));
      labels[pair.slice(0, equals).trim()] = pair.slice(equals + 1).trim();
    }
  }
  return labels;
}

function invalidAggregation(value: string, pair: string): string {
  const why = `malformed pair, expect string=string, got ${pair}`;
  return `invalid argument "${value}" for "--aggregation-rule" flag: ${why}\nSee 'kubectl create clusterrole --help' for usage.`;
}
