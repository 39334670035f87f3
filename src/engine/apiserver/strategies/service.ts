/** Services. Follows pkg/registry/core/service/strategy.go. */
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSLabel } from '../../model/names.ts';
import type { Service, ServicePort, ServiceSpec } from '../../model/network.ts';
import { mapItems, withMember } from '../defaults/fill.ts';
import { defaultService } from '../defaults/service.ts';
import { validateServiceSpec, validateServiceUpdate } from '../validation/service.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

function prepareForCreate(draft: Draft<'Service'>): Draft<'Service'> {
  return { ...draft, spec: withPlural(draft.spec), status: { loadBalancer: {} } };
}

/** The old field of one address, and the new one of several. */
function withPlural(spec: ServiceSpec): ServiceSpec {
  return spec.clusterIP && !spec.clusterIPs?.length ? { ...spec, clusterIPs: [spec.clusterIP] } : spec;
}

function prepareForUpdate(next: Service, old: Service): Service {
  return withMember(withMember(next, 'spec', withAllocated(next.spec, old.spec)), 'status', old.status);
}

/** What the server gave stays when a client leaves it out, and goes when the type needs it no more. */
function withAllocated(next: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const usesPorts = next.type === 'NodePort' || next.type === 'LoadBalancer';
  let spec = next;
  if (spec.ports) {
    spec = withMember(
      spec,
      'ports',
      mapItems(spec.ports, (port) => (usesPorts ? withNodePort : withoutNodePort)(port, old)),
    );
  }
  if (next.type === 'ExternalName') return withoutAddress(spec, old);
  if (old.type !== 'ExternalName' && old.clusterIP && !spec.clusterIP) {
    spec = { ...spec, clusterIP: old.clusterIP, clusterIPs: old.clusterIPs };
  }
  return withPlural(spec);
}

/** An address that a client has just asked for stays, to be refused. */
function withoutAddress(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy, ...rest } = spec;
  const asked = clusterIP && clusterIP !== old.clusterIP;
  return asked || !(clusterIP || clusterIPs || ipFamilies || ipFamilyPolicy) ? spec : rest;
}

function withNodePort(port: ServicePort, old: ServiceSpec): ServicePort {
  if (port.nodePort) return port;
  const known = old.ports?.find((one) => one.port === port.port && one.protocol === port.protocol);
  return known?.nodePort ? { ...port, nodePort: known.nodePort } : port;
}

/** One that the server gave, not one that a client has just asked for. */
function withoutNodePort(port: ServicePort, old: ServiceSpec): ServicePort {
  const gave = old.type === 'NodePort' || old.type === 'LoadBalancer';
  if (!gave || !port.nodePort || !old.ports?.some(({ nodePort }) => nodePort === port.nodePort)) return port;
  const { nodePort: _, ...rest } = port;
  return rest;
}

export const serviceStrategy = strategyOf<'Service'>({
  resource: resourceInfo('Service', '', 'services', 'svc', true),
  nameRule: nameIsDNSLabel,
  applyDefaults: defaultService,
  prepareForCreate,
  prepareForUpdate,
  validateCreate: ({ spec }) => validateServiceSpec(spec),
  validateUpdate: validateServiceUpdate,
});
