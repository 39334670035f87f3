/** ReplicaSets. Follows pkg/registry/apps/replicaset/strategy.go and SetDefaults_ReplicaSet in pkg/apis/apps/v1/defaults.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { ReplicaSet } from '../../model/apps.ts';
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { fill, withMember } from '../defaults/fill.ts';
import { defaultTemplate } from '../defaults/pod-spec.ts';
import { validateReplicaSetSpec, validateReplicaSetSpecUpdate } from '../validation/deployment.ts';
import { ownerNameWarnings, templateWarnings } from '../validation/pod-warnings.ts';
import { validateReplicaSetStatus } from '../validation/replica-status.ts';
import { withNextGeneration } from './generation.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

function applyDefaults(draft: Draft<'ReplicaSet'>): Draft<'ReplicaSet'> {
  const template = defaultTemplate(draft.spec.template);
  return withMember(draft, 'spec', fill(withMember(draft.spec, 'template', template), { replicas: 1 }));
}

function prepareForUpdate(next: ReplicaSet, old: ReplicaSet): ReplicaSet {
  return withNextGeneration(next, old, !deepEqual(next.spec, old.spec));
}

export const replicaSetStrategy = strategyOf<'ReplicaSet'>({
  resource: resourceInfo('ReplicaSet', 'apps', 'replicasets', 'rs', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  prepareForCreate: (draft) => ({
    ...draft,
    metadata: { ...draft.metadata, generation: 1 },
    status: { replicas: 0 },
  }),
  prepareForUpdate,
  validateCreate: ({ spec }) => validateReplicaSetSpec(spec),
  validateUpdate: (next, old) => [
    ...(next.spec === old.spec ? [] : validateReplicaSetSpecUpdate(next.spec, old.spec)),
    ...(next.status === old.status ? [] : validateReplicaSetStatus(next.status)),
  ],
  warnings: ({ metadata, spec }) => [
    ...ownerNameWarnings(metadata.name ?? ''),
    ...templateWarnings(spec.template, 'spec.template'),
  ],
  updateWarnings: (next, old) =>
    next.metadata.generation === old.metadata.generation ? [] : templateWarnings(next.spec.template, 'spec.template'),
});
