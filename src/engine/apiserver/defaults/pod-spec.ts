/** Defaults of pod specs, in templates and in Pods. Follows SetDefaults_PodSpec and SetDefaults_Pod (§7.1). */
import type { PodTemplate } from '../../model/apps.ts';
import type { PodSpec } from '../../model/core.ts';
import type { ContainerFields, PodSpecFields, Volume } from '../validation/pod-fields.ts';
import { podSpecFields } from '../validation/pod-fields.ts';
import { defaultContainers, defaultHostContainers, defaultPodContainers, roundedList } from './containers.ts';
import { fill, mapItems, memoised, withMember } from './fill.ts';
import { defaultVolume } from './volumes.ts';

const specDefaults: Partial<PodSpecFields> = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
  schedulerName: 'default-scheduler',
};

const defaultVolumes = memoised((volumes: readonly Volume[]): readonly Volume[] => mapItems(volumes, defaultVolume));

type ContainerDefaults = (containers: readonly ContainerFields[]) => readonly ContainerFields[];

function defaulted(spec: PodSpec, containerDefaults: ContainerDefaults): PodSpecFields {
  let next = fill(podSpecFields(spec), specDefaults);
  const { initContainers, volumes, overhead } = next;
  next = withMember(next, 'containers', containerDefaults(next.containers));
  if (initContainers) next = withMember(next, 'initContainers', containerDefaults(initContainers));
  if (volumes) next = withMember(next, 'volumes', defaultVolumes(volumes));
  if (overhead) next = withMember(next, 'overhead', roundedList(overhead));
  return withServiceAccount(next);
}

/** The old name of the field and the new one always agree; the new one wins. */
function withServiceAccount(spec: PodSpecFields): PodSpecFields {
  const name = spec.serviceAccountName || spec.serviceAccount;
  if (!name) return spec;
  return withMember(withMember(spec, 'serviceAccountName', name), 'serviceAccount', name);
}

export const defaultTemplate = memoised((template: PodTemplate): PodTemplate => {
  return withMember(template, 'spec', defaulted(template.spec, defaultContainers));
});

export function defaultPodSpec(spec: PodSpec): PodSpec {
  const next = defaulted(spec, spec.hostNetwork ? defaultHostContainers : defaultPodContainers);
  return fill(next, { enableServiceLinks: true });
}
