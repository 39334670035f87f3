/** Events. Follows pkg/registry/core/event/strategy.go and legacyValidateEvent in pkg/apis/core/validation/events.go. */
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { invalidValue } from '../validation/causes.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** An event lives beside its object; those of cluster-wide objects in `default` or `kube-system`. */
function validateNamespace(draft: Draft<'Event'>): StatusCause[] {
  const { namespace = '' } = draft.involvedObject ?? {};
  const own = draft.metadata.namespace;
  const fits = namespace === '' ? own === 'default' || own === 'kube-system' : namespace === own;
  return fits ? [] : [invalidValue('involvedObject.namespace', namespace, 'does not match event.namespace')];
}

export const eventStrategy = strategyOf<'Event'>({
  resource: resourceInfo('Event', '', 'events', 'ev', true),
  nameRule: nameIsDNSSubdomain,
  validateCreate: validateNamespace,
  validateUpdate: validateNamespace,
});
