/**
 * Counts anew what each quota's namespace uses: when a quota is new or changed, when something that it counts is gone,
 * and every five minutes. Charging at creation is admission's; this gives back. Follows
 * pkg/controller/resourcequota/resource_quota_controller.go and resource_quota_monitor.go.
 */
import type {
  Controller,
  EventTable,
  HandlerContext,
  ObjectEvents,
  ReconcileContext,
} from '../../client/controller.ts';
import { type Draft, type Kind, type Obj, objectKey } from '../../model/kinds.ts';
import type { ResourceQuota } from '../../model/policy.ts';
import { maskList, namesOf, sameLists } from '../../model/resource-list.ts';
import { evaluatorOf, quotaKinds } from '../../quota/evaluators.ts';
import { isCharged } from '../../quota/pods.ts';
import { countedUsage } from '../../quota/usage.ts';
import type { Millis } from '../../time/millis.ts';
import { untilNextTick } from '../../time/periods.ts';

const RESYNC: Millis = 5 * 60_000;

/** Wakes the quotas of a namespace that count objects of this kind. */
function replenish(kind: Kind, namespace: string | undefined, ctx: HandlerContext): void {
  for (const [key, { metadata, status }] of ctx.caches.all('ResourceQuota')) {
    if (metadata.namespace !== namespace) continue;
    const counted = evaluatorOf(kind)?.matchingResources(namesOf(status.hard)) ?? [];
    if (counted.length > 0) ctx.queue.add(key);
  }
}

function replenishing(kind: Kind): ObjectEvents<Kind> {
  return {
    updated(old, next, ctx) {
      const back = evaluatorOf(kind)?.givesBack(old as Draft<Kind>, next as Draft<Kind>, ctx.now);
      if (back) replenish(kind, next.metadata.namespace, ctx);
    },
    deleted: (object, ctx) => replenish(kind, object.metadata.namespace, ctx),
  };
}

/** The full resync, armed only when the count could have moved since the last one. */
function resyncLater(quota: ResourceQuota, ctx: HandlerContext): void {
  ctx.queue.addAfter(objectKey(quota.metadata), untilNextTick(ctx.now, RESYNC));
}

const quotaEvents: ObjectEvents<'ResourceQuota'> = {
  added(quota, ctx) {
    ctx.queue.add(objectKey(quota.metadata));
    resyncLater(quota, ctx);
  },
  updated(old, quota, ctx) {
    // A charge is none of this controller's business; it would have to count the namespace for each new Pod.
    if (!sameLists(old.spec.hard, quota.spec.hard)) ctx.queue.add(objectKey(quota.metadata));
    resyncLater(quota, ctx);
  },
  deleted: (quota, ctx) => replenish('ResourceQuota', quota.metadata.namespace, ctx),
};

const events = {
  ...Object.fromEntries(quotaKinds.map((kind) => [kind, replenishing(kind)])),
  ResourceQuota: quotaEvents,
} as EventTable;

export const resourceQuotaController: Controller = {
  name: 'resourcequota-controller',
  events,
  reconcile(key, ctx) {
    const quota = ctx.caches.get('ResourceQuota', key);
    if (!quota) return;
    const { status } = quota;
    const hard = quota.spec.hard ?? {};
    const used = maskList({ ...status.used, ...countedUsage(quota, ctx.caches, ctx.now) }, namesOf(hard));
    if (endsByTheClock(quota, ctx)) resyncLater(quota, ctx);
    if (status.hard && status.used && sameLists(hard, status.hard) && sameLists(used, status.used)) return;
    ctx.because(`The quota controller counted what ${quota.metadata.namespace} uses of ${quota.metadata.name}`);
    // The cached version: should a charge have come in between, the write conflicts and the count is done again.
    const counted: Obj<'ResourceQuota'> = { ...quota, status: { hard, used } };
    ctx.api.update('ResourceQuota', counted, { subresource: 'status' });
  },
};

/** A Pod that outstays its grace period stops counting without any event. */
function endsByTheClock({ metadata }: ResourceQuota, ctx: ReconcileContext): boolean {
  for (const pod of ctx.caches.all('Pod').values()) {
    if (pod.metadata.namespace !== metadata.namespace || !pod.metadata.deletionTimestamp) continue;
    if (isCharged(pod, ctx.now)) return true;
  }
  return false;
}
