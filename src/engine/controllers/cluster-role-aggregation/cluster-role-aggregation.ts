/** Fills the roles that are made of others (`aggregationRule`). Follows pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Controller, HandlerContext } from '../../client/controller.ts';
import { matchesSelector } from '../../model/labels.ts';
import type { ClusterRole, PolicyRule } from '../../model/rbac.ts';

/** Any change of a role can matter to any role that aggregates; there are few of those. */
function enqueueAggregated(ctx: HandlerContext): void {
  for (const [key, role] of ctx.caches.all('ClusterRole')) if (role.aggregationRule) ctx.queue.add(key);
}

export const clusterRoleAggregation: Controller = {
  name: 'clusterrole-aggregation-controller',
  events: {
    ClusterRole: {
      added: (_role, ctx) => enqueueAggregated(ctx),
      updated: (_old, _role, ctx) => enqueueAggregated(ctx),
      deleted: (_role, ctx) => enqueueAggregated(ctx),
    },
  },
  reconcile(name, ctx) {
    const role = ctx.caches.get('ClusterRole', name);
    if (!role?.aggregationRule) return;
    const rules = aggregatedRules(role, [...ctx.caches.all('ClusterRole').values()]);
    if (deepEqual(rules, role.rules ?? [])) return;
    ctx.because(`${name} collects the rules of the roles that its selectors pick`);
    ctx.api.patch('ClusterRole', role.metadata, { type: 'merge', body: { rules } });
  },
};

/** The rules of the picked roles, by selector and name, each said once. */
export function aggregatedRules(role: ClusterRole, all: readonly ClusterRole[]): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  const byName = all.filter(({ metadata }) => metadata.name !== role.metadata.name);
  byName.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    for (const part of byName) {
      if (!matchesSelector(selector, part.metadata.labels)) continue;
      for (const rule of part.rules ?? []) if (!rules.some((known) => deepEqual(known, rule))) rules.push(rule);
    }
  }
  return rules;
}
