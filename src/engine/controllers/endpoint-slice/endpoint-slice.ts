/**
 * The EndpointSlice controller: lists the Pods behind each Service with a selector.
 * Follows pkg/controller/endpointslice/endpointslice_controller.go.
 */
import { ApiError } from '../../apiserver/status.ts';
import type { Controller, HandlerContext, ReconcileContext } from '../../client/controller.ts';
import type { Pod } from '../../model/core.ts';
import { objectKey } from '../../model/kinds.ts';
import type { Labels } from '../../model/meta.ts';
import type { EndpointSlice, Service } from '../../model/network.ts';
import { isPodReady } from '../../model/pods.ts';
import { endpointOf, endpointPorts, hasEndpoint } from './endpoint.ts';
import { type PortGroup, planSlices, type SliceContent } from './plan-slices.ts';

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const HEADLESS = 'service.kubernetes.io/headless';
const CONTROLLER = 'endpointslice-controller.k8s.io';
const RESERVED: ReadonlySet<string> = new Set([SERVICE_NAME, MANAGED_BY, HEADLESS]);

function selects({ spec, metadata }: Service, pod: Pod): boolean {
  if (!spec.selector || metadata.namespace !== pod.metadata.namespace) return false;
  const selector = Object.entries(spec.selector);
  if (selector.length === 0) return false;
  return selector.every(([key, value]) => pod.metadata.labels?.[key] === value);
}

function wakeServicesOf(pod: Pod, ctx: HandlerContext): void {
  for (const service of ctx.caches.all('Service').values()) {
    if (selects(service, pod)) ctx.queue.add(objectKey(service.metadata));
  }
}

/** Follows podEndpointsChanged: what else changes in a Pod concerns no Service. */
function endpointChanged(old: Pod, pod: Pod): boolean {
  return (
    old.metadata.labels !== pod.metadata.labels ||
    old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp ||
    old.status.phase !== pod.status.phase ||
    old.status.podIPs !== pod.status.podIPs ||
    old.spec.nodeName !== pod.spec.nodeName ||
    isPodReady(old) !== isPodReady(pod)
  );
}

export const endpointSliceController: Controller = {
  name: 'endpoint-slice-controller',
  events: {
    Service: {
      added: ({ metadata }, ctx) => ctx.queue.add(objectKey(metadata)),
      updated: (_old, { metadata }, ctx) => ctx.queue.add(objectKey(metadata)),
    },
    Pod: {
      added: wakeServicesOf,
      updated(old, pod, ctx) {
        if (!endpointChanged(old, pod)) return;
        wakeServicesOf(pod, ctx);
        if (old.metadata.labels !== pod.metadata.labels) wakeServicesOf(old, ctx);
      },
      deleted: wakeServicesOf,
    },
    EndpointSlice: {
      deleted: ({ metadata }, ctx) => {
        const service = metadata.labels?.[SERVICE_NAME];
        if (service) ctx.queue.add(objectKey({ namespace: metadata.namespace, name: service }));
      },
    },
  },
  reconcile(key, ctx) {
    const service = ctx.caches.get('Service', key);
    if (!service || Object.keys(service.spec.selector ?? {}).length === 0) return;
    if (service.spec.type === 'ExternalName' || service.metadata.deletionTimestamp) return;
    const plan = planSlices(groupsOf(service, ctx), slicesOf(service, ctx), labelsOf(service));
    if (plan.create.length + plan.update.length + plan.remove.length === 0) return;
    ctx.because(`The endpoints of ${service.metadata.name} have changed`);
    for (const content of plan.create) createSlice(service, content, ctx);
    for (const { slice, content } of plan.update) {
      const { ports, endpoints, labels } = content;
      ctx.api.update('EndpointSlice', { ...slice, ports, endpoints, metadata: { ...slice.metadata, labels } });
    }
    for (const { metadata } of plan.remove) ctx.api.delete('EndpointSlice', metadata);
  },
};

function groupsOf(service: Service, ctx: ReconcileContext): readonly PortGroup[] {
  const groups = new Map<string, { ports: PortGroup['ports']; endpoints: PortGroup['endpoints'][number][] }>();
  for (const pod of ctx.caches.all('Pod').values()) {
    if (!selects(service, pod) || !hasEndpoint(pod)) continue;
    const ports = endpointPorts(pod, service);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpointOf(pod, ctx.caches.get('Node', pod.spec.nodeName ?? ''), service));
  }
  return [...groups.values()];
}

/** As they are by now, not as the cache has them: the controller alone writes them, and would make some twice. */
function slicesOf({ metadata }: Service, ctx: ReconcileContext): readonly EndpointSlice[] {
  const owned = ctx.live.byIndex('EndpointSlice', 'owner', metadata.uid).values();
  return [...owned].filter((slice) => slice.metadata.labels?.[MANAGED_BY] === CONTROLLER);
}

function labelsOf({ metadata, spec }: Service): Labels {
  const own = Object.entries(metadata.labels ?? {}).filter(([key]) => !RESERVED.has(key));
  return {
    ...Object.fromEntries(own),
    ...(spec.clusterIP && spec.clusterIP !== 'None' ? {} : { [HEADLESS]: '' }),
    [SERVICE_NAME]: metadata.name,
    [MANAGED_BY]: CONTROLLER,
  };
}

function createSlice({ metadata }: Service, { ports, endpoints, labels }: SliceContent, ctx: ReconcileContext): void {
  const { name, namespace, uid } = metadata;
  const owner = { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true };
  try {
    ctx.api.create('EndpointSlice', {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { generateName: `${name}-`, namespace, labels, ownerReferences: [owner] },
      addressType: 'IPv4',
      endpoints,
      ports,
    });
  } catch (error) {
    // Nothing is created in a namespace that is going away, and nobody misses it.
    const going = error instanceof ApiError && error.status.details?.causes?.some(isTerminatingCause);
    if (!going) throw error;
  }
}

function isTerminatingCause({ reason }: { readonly reason: string }): boolean {
  return reason === 'NamespaceTerminating';
}
