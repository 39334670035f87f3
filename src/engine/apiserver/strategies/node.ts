/** Nodes. Follows pkg/registry/core/node/strategy.go and ValidateNode in pkg/apis/core/validation. */
import type { Draft, Obj } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { roundedList } from '../defaults/containers.ts';
import { withMember } from '../defaults/fill.ts';
import { validateNodeSpec, validateNodeUpdate } from '../validation/node.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** What a node does not reserve is for pods. */
function applyDefaults(draft: Draft<'Node'>): Draft<'Node'> {
  const { status } = draft as Draft<'Node'> & { readonly status?: Obj<'Node'>['status'] };
  if (!status?.capacity) return draft;
  const capacity = roundedList(status.capacity);
  const allocatable = status.allocatable ? roundedList(status.allocatable) : capacity;
  if (capacity === status.capacity && allocatable === status.allocatable) return draft;
  return { ...draft, status: { ...status, capacity, allocatable } };
}

export const nodeStrategy = strategyOf<'Node'>({
  resource: resourceInfo('Node', '', 'nodes', 'no', false),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  prepareForUpdate: (next, old) => withMember(next, 'status', old.status),
  validateCreate: validateNodeSpec,
  validateUpdate: validateNodeUpdate,
});
