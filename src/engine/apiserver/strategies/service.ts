/** Services. Follows pkg/registry/core/service/strategy.go. */
import { nameIsDNSLabel } from '../../model/names.ts';
import type { Service } from '../../model/network.ts';
import { withMember } from '../defaults/fill.ts';
import { defaultService } from '../defaults/service.ts';
import { validateServiceSpec, validateServiceUpdate } from '../validation/service.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** What was given to a Service stays with it when an update does not mention it. Follows patchAllocatedValues. */
function withAllocated(next: Service, old: Service): Service {
  const { spec } = next;
  if (spec.type === 'ExternalName' || old.spec.type === 'ExternalName') return next;
  const clusterIP = spec.clusterIP || old.spec.clusterIP;
  const clusterIPs = spec.clusterIPs ?? (clusterIP === old.spec.clusterIP ? old.spec.clusterIPs : undefined);
  if (clusterIP === spec.clusterIP && clusterIPs === spec.clusterIPs) return next;
  return { ...next, spec: { ...spec, clusterIP, clusterIPs } };
}

export const serviceStrategy = strategyOf<'Service'>({
  resource: resourceInfo('Service', '', 'services', 'svc', true),
  nameRule: nameIsDNSLabel,
  applyDefaults: defaultService,
  prepareForCreate: (draft) => ({ ...draft, status: { loadBalancer: {} } }),
  prepareForUpdate: (next, old) => withMember(withAllocated(next, old), 'status', old.status),
  validateCreate: ({ spec }) => validateServiceSpec(spec),
  validateUpdate: validateServiceUpdate,
});
