/** The rules of a Pod beyond those of its spec. Follows ValidatePodCreate in pkg/apis/core/validation. */
import type { Pod } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { StatusCause } from '../status.ts';
import { forbiddenField, invalidValue } from './causes.ts';
import { type PodSpecFields, podSpecFields } from './pod-fields.ts';
import { validatePodSpec } from './pod-spec.ts';
import { validatePodSpecUpdate } from './pod-update.ts';

const path = 'spec';

export function validatePodCreate(draft: Draft<'Pod'>): StatusCause[] {
  const spec = podSpecFields(draft.spec);
  const causes = validateInPod(spec);
  if (spec.ephemeralContainers?.length) {
    causes.push(forbiddenField(`${path}.ephemeralContainers`, 'cannot be set on create'));
  }
  if (spec.nodeName && spec.schedulingGates?.length) {
    causes.push(forbiddenField(`${path}.nodeName`, 'cannot be set until all schedulingGates have been cleared'));
  }
  return causes;
}

export function validatePodUpdate(next: Pod, old: Pod): StatusCause[] {
  if (next.spec === old.spec) return [];
  const spec = podSpecFields(next.spec);
  return [...validateInPod(spec), ...validatePodSpecUpdate(spec, podSpecFields(old.spec), path)];
}

/** A template may have blanks around an image, for history's sake; a Pod may not. */
function validateInPod(spec: PodSpecFields): StatusCause[] {
  const causes = validatePodSpec(spec, true, path);
  for (const list of ['containers', 'initContainers'] as const) {
    (spec[list] ?? []).forEach(({ image = '' }, i) => {
      if (image.trim() === image) return;
      const why = 'must not have leading or trailing whitespace';
      causes.push(invalidValue(`${path}.${list}[${i}].image`, image, why));
    });
  }
  return causes;
}
