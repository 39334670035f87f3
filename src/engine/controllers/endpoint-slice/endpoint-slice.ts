/** The endpoint slice controller: keeps behind each Service the addresses of its Pods. Follows pkg/controller/endpointslice. */
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import { type ObjectKey, objectKey, refOf } from '../../model/kinds.ts';
import type { EndpointSlice, Service } from '../../model/network.ts';
import { endpointFacts, isBehind, type PortGroup, portGroups } from './endpoints.ts';
import { planSlices } from './plan-slices.ts';

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslice-controller.k8s.io';
const HEADLESS = 'service.kubernetes.io/headless';

function wakeServicesOf(pod: Pod, ctx: HandlerContext): void {
  for (const [key, service] of ctx.caches.all('Service')) if (isBehind(service, pod)) ctx.queue.add(key);
}

function wakeServiceOf({ metadata }: EndpointSlice, ctx: HandlerContext): void {
  const name = metadata.labels?.[SERVICE_NAME];
  if (name && metadata.labels?.[MANAGED_BY] === MANAGER) ctx.queue.add(objectKey({ ...metadata, name }));
}

export const endpointSliceController: Controller = {
  name: 'endpoint-slice-controller',
  events: {
    Service: {
      added: (service, ctx) => ctx.queue.add(objectKey(service.metadata)),
      updated: (_old, service, ctx) => ctx.queue.add(objectKey(service.metadata)),
    },
    Pod: {
      added: wakeServicesOf,
      updated(old, pod, ctx) {
        const relabelled = old.metadata.labels !== pod.metadata.labels;
        if (!relabelled && endpointFacts(old) === endpointFacts(pod)) return;
        if (relabelled) wakeServicesOf(old, ctx);
        wakeServicesOf(pod, ctx);
      },
      deleted: wakeServicesOf,
    },
    EndpointSlice: { deleted: wakeServiceOf },
  },
  reconcile(key, ctx) {
    const service = ctx.caches.get('Service', key);
    // A Service without a selector has its endpoints from elsewhere; one of type ExternalName has none.
    if (!service?.spec.selector || service.spec.type === 'ExternalName' || service.metadata.deletionTimestamp) return;
    const pods = [...ctx.caches.all('Pod').values()].filter((pod) => isBehind(service, pod));
    const groups = portGroups(service, pods, (name) => ctx.caches.get('Node', name));
    const { create, update, remove } = planSlices(slicesOf(key, ctx), groups);
    if (create.length + update.length + remove.length === 0) return;
    ctx.because(`The endpoint slice controller brings the endpoints of ${service.metadata.name} up to date`);
    for (const group of create) ctx.api.create('EndpointSlice', newSlice(service, group));
    for (const slice of update) ctx.api.update('EndpointSlice', slice);
    for (const slice of remove) ctx.api.delete('EndpointSlice', slice.metadata);
  },
};

/** As they are by now, not as the cache has them: the controller alone writes them. */
function slicesOf(key: ObjectKey, ctx: ReconcileContext): readonly EndpointSlice[] {
  const { namespace, name } = refOf(key);
  return [...ctx.live.all('EndpointSlice').values()].filter(
    ({ metadata }) =>
      metadata.namespace === namespace &&
      metadata.labels?.[SERVICE_NAME] === name &&
      metadata.labels?.[MANAGED_BY] === MANAGER,
  );
}

function newSlice({ metadata, spec }: Service, { ports, endpoints }: PortGroup) {
  const { name, namespace, uid, labels } = metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1' as const,
    kind: 'EndpointSlice' as const,
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {
        ...labels,
        [SERVICE_NAME]: name,
        [MANAGED_BY]: MANAGER,
        ...(spec.clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
      },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    addressType: 'IPv4',
    endpoints,
    ports,
  };
}
