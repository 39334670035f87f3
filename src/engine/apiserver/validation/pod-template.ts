/** Pod templates, and what workloads ask of theirs. Follows ValidatePodTemplateSpec in pkg/apis/core/validation. */
import type { PodTemplate } from '../../model/apps.ts';
import { labelSelectorAsSelector, selectorMatches } from '../../model/labels.ts';
import type { LabelSelector } from '../../model/meta.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, invalidValue, notSupported } from './causes.ts';
import { validateAnnotations, validateLabelSelector, validateLabels } from './labels.ts';
import { podSpecFields } from './pod-fields.ts';
import { validatePodSpec } from './pod-spec.ts';

/** Template metadata is reported without `metadata` in its path, as upstream does. */
export function validatePodTemplate(template: PodTemplate, path: string): StatusCause[] {
  const { labels, annotations } = template.metadata ?? {};
  const spec = podSpecFields(template.spec);
  const causes = [
    ...validateLabels(labels, `${path}.labels`),
    ...validateAnnotations(annotations, `${path}.annotations`),
    ...validatePodSpec(spec, false, `${path}.spec`),
  ];
  if (spec.ephemeralContainers?.length) {
    const why = 'ephemeral containers not allowed in pod template';
    causes.push(forbiddenField(`${path}.spec.ephemeralContainers`, why));
  }
  return causes;
}

/** The selector's own form, and whether it selects the template's pods. An absent selector selects nothing. */
export function validateSelectorMatch(
  selector: LabelSelector | undefined,
  template: PodTemplate,
  path: string,
): StatusCause[] {
  const causes = validateLabelSelector(selector, `${path}.selector`);
  if (causes.length > 0) return causes;
  const labels = template.metadata?.labels;
  if (selector && selectorMatches(labelSelectorAsSelector(selector), labels)) return [];
  const shown = asJson(labels && Object.keys(labels).length > 0 ? labels : undefined);
  const why = '`selector` does not match template `labels`';
  return [invalidValue(`${path}.template.metadata.labels`, shown, why)];
}

/** Workloads whose pods never end; `owner` is the kind's name in the text. */
export function validateEndlessTemplate(template: PodTemplate, owner: string, path: string): StatusCause[] {
  const { restartPolicy, activeDeadlineSeconds } = podSpecFields(template.spec);
  const causes: StatusCause[] = [];
  if (restartPolicy !== 'Always') {
    causes.push(notSupported(`${path}.spec.restartPolicy`, asJson(restartPolicy ?? ''), ['Always']));
  }
  if (activeDeadlineSeconds !== undefined) {
    const why = `activeDeadlineSeconds in ${owner} is not Supported`;
    causes.push(forbiddenField(`${path}.spec.activeDeadlineSeconds`, why));
  }
  return causes;
}
