/** What a namespace uses of a quota, counted anew. Follows CalculateUsage in k8s.io/apiserver/pkg/quota/v1/resources.go. */
import type { Draft, Kind } from '../model/kinds.ts';
import type { ResourceList } from '../model/meta.ts';
import type { ResourceQuota } from '../model/policy.ts';
import { addLists, maskList, namesOf } from '../model/resource-list.ts';
import type { Reader } from '../store/plane.ts';
import type { Millis } from '../time/millis.ts';
import { scopeSelectors } from './evaluator.ts';
import { evaluatorOf, quotaKinds } from './evaluators.ts';

/** Of kinds that the playground does not serve, so that nothing of them is ever used. */
const NEVER_USED = new Set([
  'count/cronjobs.batch',
  'count/jobs.batch',
  'count/persistentvolumeclaims',
  'count/replicationcontrollers',
  'count/statefulsets.apps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'requests.storage',
]);

const isNeverUsed = (name: string): boolean => NEVER_USED.has(name) || name.includes('.storageclass.storage.k8s.io/');

/** Of the quota's hard names, those that somebody counts. */
export function countedUsage(quota: ResourceQuota, read: Reader, now: Millis): ResourceList {
  const hard = namesOf(quota.spec.hard);
  let used: ResourceList = Object.fromEntries(hard.filter(isNeverUsed).map((name) => [name, '0']));
  for (const kind of quotaKinds) used = addLists(used, usageOfKind(kind, quota, hard, read, now));
  return used;
}

function usageOfKind(
  kind: Kind,
  quota: ResourceQuota,
  hard: readonly string[],
  read: Reader,
  now: Millis,
): ResourceList {
  const evaluator = evaluatorOf(kind);
  const names = evaluator?.matchingResources(hard) ?? [];
  let used: ResourceList = Object.fromEntries(names.map((name) => [name, '0']));
  if (!evaluator || names.length === 0) return used;
  const selectors = scopeSelectors(quota);
  for (const object of read.all(kind).values()) {
    if (object.metadata.namespace !== quota.metadata.namespace) continue;
    const measured = object as Draft<Kind>;
    if (!selectors.every((selector) => evaluator.matchesScope(selector, measured))) continue;
    used = addLists(used, maskList(evaluator.usage(measured, now), names));
  }
  return used;
}
