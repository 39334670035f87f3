/** The admission plug-ins that are on by default, in upstream's order (pkg/kubeapiserver/options/plugins.go). */
import type { Draft, Kind, Obj } from '../model/kinds.ts';
import { defaultTolerationSeconds } from './admission/default-toleration-seconds.ts';
import { limitRanger } from './admission/limit-ranger.ts';
import { namespaceLifecycle } from './admission/namespace-lifecycle.ts';
import type { AdmissionContext, AdmissionPlugin } from './admission/plugin.ts';
import { priority } from './admission/priority.ts';
import { resourceQuota } from './admission/resource-quota.ts';
import { taintNodesByCondition } from './admission/taint-nodes-by-condition.ts';

const PLUGINS: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  taintNodesByCondition,
  priority,
  defaultTolerationSeconds,
  resourceQuota,
];

/** The mutating phase of a creation: defaults that depend on other objects. */
export function admitCreate<K extends Kind>(kind: K, draft: Draft<K>, ctx: AdmissionContext): Draft<K> {
  let admitted = draft;
  for (const plugin of PLUGINS) {
    plugin.admitAnyCreate?.(kind, admitted, ctx);
    admitted = plugin.admitCreate?.[kind]?.(admitted, ctx) ?? admitted;
  }
  return admitted;
}

/** The validating phase of a creation, when the object is complete and valid. */
export function validateCreateAdmission<K extends Kind>(kind: K, draft: Draft<K>, ctx: AdmissionContext): void {
  for (const plugin of PLUGINS) {
    plugin.validateCreate?.[kind]?.(draft, ctx);
    plugin.validateAnyCreate?.(kind, draft, ctx);
  }
}

export function admitUpdate<K extends Kind>(kind: K, next: Obj<K>, old: Obj<K>, ctx: AdmissionContext): Obj<K> {
  let admitted = next;
  for (const plugin of PLUGINS) admitted = plugin.admitUpdate?.[kind]?.(admitted, old, ctx) ?? admitted;
  return admitted;
}

export function validateUpdateAdmission<K extends Kind>(
  kind: K,
  next: Obj<K>,
  old: Obj<K>,
  ctx: AdmissionContext,
): void {
  for (const plugin of PLUGINS) {
    plugin.validateUpdate?.[kind]?.(next, old, ctx);
    plugin.validateAnyUpdate?.(kind, next, old, ctx);
  }
}

export function admitDelete(kind: Kind, name: string): void {
  for (const plugin of PLUGINS) plugin.admitDelete?.(kind, name);
}
