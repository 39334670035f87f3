/**
 * Charges new objects to the quotas of their namespace, or refuses them. The last plug-in of all: what it notes in the
 * quotas' status is used up, so nobody may refuse afterwards. Follows apiserver/pkg/admission/plugin/resourcequota.
 */
import type { Draft, Kind, Obj } from '../../model/kinds.ts';
import type { DraftMeta, ResourceList } from '../../model/meta.ts';
import type { ResourceQuota } from '../../model/policy.ts';
import {
  addLists,
  exceededNames,
  maskList,
  namesOf,
  sameLists,
  subtractLists,
  withoutZeros,
} from '../../model/resource-list.ts';
import { type Evaluator, scopeSelectors } from '../../quota/evaluator.ts';
import { evaluatorOf } from '../../quota/evaluators.ts';
import { type AdmissionContext, type AdmissionPlugin, inNamespace, refused } from './plugin.ts';

interface Request<K extends Kind> {
  readonly kind: K;
  readonly object: Draft<K>;
  readonly old?: Draft<K>;
  readonly evaluator: Evaluator<K>;
}

/** All quotas are asked before the first is charged. */
function charge<K extends Kind>(request: Request<K>, ctx: AdmissionContext): void {
  if (ctx.read.all('ResourceQuota').size === 0) return;
  const { kind, object, evaluator } = request;
  const quotas = inNamespace('ResourceQuota', object.metadata.namespace, ctx.read);
  const concerned = quotas.filter((quota) => concerns(quota, object, evaluator));
  for (const quota of concerned) demand(kind, object.metadata, quota, object, evaluator);
  const charged = concerned.map((quota) => withCharge(quota, request, ctx.now));
  if (ctx.dryRun) return;
  for (const [i, quota] of charged.entries()) {
    const before = concerned[i]?.status.used;
    if (!sameLists(before, quota.status.used)) ctx.storeQuota(quota);
  }
}

function concerns<K extends Kind>(quota: ResourceQuota, object: Draft<K>, evaluator: Evaluator<K>): boolean {
  if (evaluator.matchingResources(namesOf(quota.status.hard)).length === 0) return false;
  return scopeSelectors(quota).every((selector) => evaluator.matchesScope(selector, object));
}

/** What a quota requires besides room: that the object says how much it wants, and that the use is known at all. */
function demand<K extends Kind>(
  kind: K,
  metadata: DraftMeta,
  { metadata: { name }, status }: ResourceQuota,
  object: Draft<K>,
  evaluator: Evaluator<K>,
): void {
  const restricted = evaluator.matchingResources(namesOf(status.hard));
  const missing = evaluator.missing(restricted, object);
  if (missing !== undefined) throw refused(kind, metadata, `failed quota: ${name}: ${missing}`);
  if (restricted.every((resource) => status.used && Object.hasOwn(status.used, resource))) return;
  throw refused(kind, metadata, `status unknown for quota: ${name}, resources: ${[...restricted].sort().join(',')}`);
}

function withCharge<K extends Kind>(quota: ResourceQuota, request: Request<K>, now: number): ResourceQuota {
  const { kind, object, old, evaluator } = request;
  const { hard, used } = quota.status;
  const usage = evaluator.usage(object, now);
  const more = old && concerns(quota, old, evaluator) ? subtractLists(usage, evaluator.usage(old, now)) : usage;
  const requested = maskList(withoutZeros(more), namesOf(hard));
  const next = addLists(used, requested);
  const exceeded = exceededNames(maskList(next, namesOf(requested)), hard);
  if (exceeded.length === 0) return { ...quota, status: { ...quota.status, used: next } };
  const shown = (list: ResourceList | undefined): string => {
    const entries = Object.entries(maskList(list, exceeded));
    return entries.map(([name, amount]) => `${name}=${amount}`).join(',');
  };
  const why = `exceeded quota: ${quota.metadata.name}, requested: ${shown(requested)}, used: ${shown(used)}, limited: ${shown(hard)}`;
  throw refused(kind, object.metadata, why);
}

export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validateAnyCreate(kind, object, ctx) {
    const evaluator = evaluatorOf(kind);
    if (evaluator) charge({ kind, object, evaluator }, ctx);
  },
  validateAnyUpdate<K extends Kind>(kind: K, next: Obj<K>, old: Obj<K>, ctx: AdmissionContext) {
    const evaluator = evaluatorOf(kind);
    if (!evaluator?.countsUpdates) return;
    charge({ kind, object: next as unknown as Draft<K>, old: old as unknown as Draft<K>, evaluator }, ctx);
  },
};
