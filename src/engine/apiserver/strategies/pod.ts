/** Pods. Follows pkg/registry/core/pod/strategy.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Pod, PodStatus } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { Condition } from '../../model/meta.ts';
import { isDNS1123Label, nameIsDNSSubdomain } from '../../model/names.ts';
import { isGated } from '../../model/pods.ts';
import { withMember } from '../defaults/fill.ts';
import { defaultPodSpec } from '../defaults/pod-spec.ts';
import { validatePodCreate, validatePodUpdate } from '../validation/pod.ts';
import { templateWarnings } from '../validation/pod-warnings.ts';
import { strategyOf } from './plain-strategy.ts';
import { qosClass } from './pod-qos.ts';
import { resourceInfo } from './resource-info.ts';

/** One object for all new Pods of a class. */
const pending = new Map<string, PodStatus>(
  ['BestEffort', 'Burstable', 'Guaranteed'].map((qos) => [qos, { phase: 'Pending', qosClass: qos }]),
);

/** What a Pod says that the scheduler is not to look at yet (applySchedulingGatedCondition). */
const GATED: Condition = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
};

function prepareForCreate(draft: Draft<'Pod'>): Draft<'Pod'> {
  const fresh = pending.get(qosClass(draft.spec));
  const status = isGated(draft.spec) ? { ...fresh, conditions: [GATED] } : fresh;
  return { ...draft, metadata: { ...draft.metadata, generation: 1 }, status };
}

/** The generation counts changes of the spec; binding has its own request and does not count. */
function prepareForUpdate(next: Pod, old: Pod): Pod {
  const generation = (old.metadata.generation ?? 0) + (deepEqual(next.spec, old.spec) ? 0 : 1);
  const metadata = withMember(next.metadata, 'generation', generation);
  return withMember(withMember(next, 'metadata', metadata), 'status', old.status);
}

function warnings({ metadata, spec }: Draft<'Pod'>): string[] {
  const problems = isDNS1123Label(metadata.name ?? '');
  const why = "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended";
  return [
    ...(problems.length > 0 ? [`metadata.name: ${why}: [${problems.join(' ')}]`] : []),
    ...templateWarnings({ spec, metadata }, ''),
  ];
}

export const podStrategy = strategyOf<'Pod'>({
  resource: resourceInfo('Pod', '', 'pods', 'po', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults: (draft) => withMember(draft, 'spec', defaultPodSpec(draft.spec)),
  prepareForCreate,
  prepareForUpdate,
  validateCreate: validatePodCreate,
  validateUpdate: validatePodUpdate,
  warnings,
});
