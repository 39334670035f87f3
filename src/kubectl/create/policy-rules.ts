/** `--verb`, `--resource` and `--resource-name`, as rules of a role. Follows kubectl's pkg/cmd/create/create_role.go. */

import type { PolicyRule } from '../../engine/index.ts';
import { type CommandLine, flagList, flagValues } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Output } from '../kubectl-run.ts';
import { servedResource } from '../served-resources.ts';
import { createError } from './generator.ts';

export const RULE_FLAGS = { verb: 'value', resource: 'value', 'resource-name': 'value' } as const;

const RESOURCE_VERBS = [
  '*',
  'get',
  'delete',
  'list',
  'create',
  'update',
  'patch',
  'watch',
  'proxy',
  'deletecollection',
  'use',
  'bind',
  'escalate',
  'impersonate',
];

const RBAC = 'rbac.authorization.k8s.io';
/** Verbs that make sense for a few resources only, some of which no server lists. */
const SPECIAL_VERBS: Readonly<Record<string, readonly string[]>> = {
  use: ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'],
  bind: [`roles.${RBAC}`, `clusterroles.${RBAC}`],
  escalate: [`roles.${RBAC}`, `clusterroles.${RBAC}`],
  impersonate: ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io'],
};

interface ResourceOption {
  readonly resource: string;
  readonly group: string;
  readonly subresource: string;
}

export interface RuleOptions {
  readonly verbs: readonly string[];
  readonly resources: readonly ResourceOption[];
  readonly resourceNames: readonly string[];
}

/** A star stands for all the rest, and what is said twice counts once. */
export function readRuleOptions(line: CommandLine): RuleOptions {
  const verbs = flagList(line, 'verb');
  const resources: ResourceOption[] = [];
  for (const text of flagList(line, 'resource')) {
    const option = readResource(text);
    if (text === '*') {
      resources.splice(0, resources.length, option);
      break;
    }
    resources.push(option);
  }
  return {
    verbs: verbs.includes('*') ? ['*'] : [...new Set(verbs)],
    resources,
    resourceNames: [...new Set(flagValues(line, 'resource-name'))],
  };
}

/** `deployments.apps/scale` */
function readResource(text: string): ResourceOption {
  const slash = text.indexOf('/');
  const whole = slash < 0 ? text : text.slice(0, slash);
  const dot = whole.indexOf('.');
  return {
    resource: dot < 0 ? whole : whole.slice(0, dot),
    group: dot < 0 ? '' : whole.slice(dot + 1),
    subresource: slash < 0 ? '' : text.slice(slash + 1),
  };
}

export function warnOfVerbs(verbs: readonly string[], output: Output): void {
  for (const verb of verbs) {
    if (!RESOURCE_VERBS.includes(verb)) output.err(`Warning: '${verb}' is not a standard resource verb\n`);
  }
}

/** Throws for a resource that the server does not serve, and for a verb that does not go with it. */
export function checkResources({ verbs, resources }: RuleOptions): void {
  for (const { resource, group } of resources) {
    if (resource === '') throw createError('resource must be specified if apiGroup/subresource specified');
    if (resource === '*') return;
    const served = servedResource(resource, group);
    const name = served ? { resource: served.plural, group: served.group } : { resource, group };
    let known = served !== undefined;
    for (const verb of verbs) {
      if (!Object.hasOwn(SPECIAL_VERBS, verb)) continue;
      if (!SPECIAL_VERBS[verb]?.includes(`${name.resource}.${name.group}`)) {
        throw createError(`can not perform '${verb}' on '${name.resource}' in group '${name.group}'`);
      }
      known = true;
    }
    if (!known) throw new KubectlError(unknownResource(resource, group));
  }
}

function unknownResource(resource: string, group: string): string {
  const where = group === '' ? '' : ` in group "${group}"`;
  return `error: the server doesn't have a resource type "${resource}"${where}\n`;
}

/** One rule for each group, in order of the groups. */
export function resourceRules({ verbs, resources, resourceNames }: RuleOptions): readonly PolicyRule[] {
  const byGroup = new Map<string, Set<string>>();
  for (const { resource, group, subresource } of resources) {
    const served = servedResource(resource, group);
    const plural = served?.plural ?? resource;
    const of = served?.group ?? group;
    byGroup.set(of, (byGroup.get(of) ?? new Set()).add(subresource === '' ? plural : `${plural}/${subresource}`));
  }
  return [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, names]) => ({
      verbs,
      apiGroups: [group],
      resources: [...names],
      ...(resourceNames.length === 0 ? {} : { resourceNames }),
    }));
}
