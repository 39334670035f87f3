/** The rules of a pod spec, in a Pod or in a template. Follows ValidatePodSpec in pkg/apis/core/validation (§7.5). */
import { isDNS1123Label, nameIsDNSSubdomain } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { validateAffinity } from './affinity.ts';
import { asJson, forbiddenField, invalidValue, invalidValues, notSupported, required } from './causes.ts';
import { type ContainerSurroundings, validateContainers, validateInitContainers } from './containers.ts';
import { validateLabels } from './labels.ts';
import type { PodSpecFields } from './pod-fields.ts';
import { validateDnsConfig, validateHostAliases } from './pod-network.ts';
import { validateContainerResources, validatePodResources } from './resources.ts';
import {
  validateReadinessGates,
  validateResourceClaims,
  validateSchedulingGates,
  validateSpread,
} from './scheduling.ts';
import { validatePodSecurityContext } from './security-context.ts';
import { validateTolerations } from './tolerations.ts';
import { validateVolumes } from './volumes.ts';

const restartPolicies = ['Always', 'OnFailure', 'Never'];
const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const preemptionPolicies = ['PreemptLowerPriority', 'Never'];
const largestInt32 = 2147483647;

/** A spec that has passed, by its containers, for Pods and for templates. */
const passed = { pod: new WeakMap<object, PodSpecFields>(), template: new WeakMap<object, PodSpecFields>() };

/** `inPod`: a Pod must state what a template may leave to be filled in. */
export function validatePodSpec(spec: PodSpecFields, inPod: boolean, path: string): StatusCause[] {
  const known = inPod ? passed.pod : passed.template;
  const twin = known.get(spec.containers);
  if (twin && sameButPlace(spec, twin)) return validatePlace(spec, path);
  const causes = walkPodSpec(spec, inPod, path);
  if (causes.length === 0) known.set(spec.containers, spec);
  return causes;
}

/** The Pods of one template differ only in where they may run, and share all else. */
function sameButPlace(spec: PodSpecFields, twin: PodSpecFields): boolean {
  let left = 0;
  for (const name in spec) {
    if (name === 'affinity' || name === 'tolerations' || name === 'nodeName') continue;
    if (spec[name] !== twin[name]) return false;
    left += 1;
  }
  for (const name in twin) {
    if (name !== 'affinity' && name !== 'tolerations' && name !== 'nodeName') left -= 1;
  }
  return left === 0;
}

/** In the order of the whole walk. */
function validatePlace(spec: PodSpecFields, path: string): StatusCause[] {
  const causes = validateAffinity(spec.affinity, `${path}.affinity`);
  if (spec.nodeName) causes.push(...subdomain(spec.nodeName, `${path}.nodeName`));
  if (spec.tolerations?.length) causes.push(...validateTolerations(spec.tolerations, `${path}.tolerations`));
  return causes;
}

function walkPodSpec(spec: PodSpecFields, inPod: boolean, path: string): StatusCause[] {
  const { tolerations = [] } = spec;
  return [
    ...walkWorkload(spec, inPod, path),
    ...validateLabels(spec.nodeSelector, `${path}.nodeSelector`),
    ...validatePodSecurityContext(spec, `${path}.securityContext`),
    ...validateAffinity(spec.affinity, `${path}.affinity`),
    ...validateDnsConfig(spec.dnsConfig, spec.dnsPolicy, `${path}.dnsConfig`),
    ...validateReadinessGates(spec.readinessGates ?? [], `${path}.readinessGates`),
    ...validateSchedulingGates(spec.schedulingGates ?? [], `${path}.schedulingGates`),
    ...validateSpread(spec.topologySpreadConstraints ?? [], `${path}.topologySpreadConstraints`),
    ...validateHostUsers(spec, path),
    ...validateNames(spec, path),
    ...(tolerations.length > 0 ? validateTolerations(tolerations, `${path}.tolerations`) : []),
    ...validateHostAliases(spec.hostAliases ?? [], `${path}.hostAliases`),
    ...subdomain(spec.priorityClassName, `${path}.priorityClassName`),
    ...subdomain(spec.runtimeClassName, `${path}.runtimeClassName`),
    ...optionalChoice(spec.preemptionPolicy, preemptionPolicies, `${path}.preemptionPolicy`),
    ...validateContainerResources(spec.overhead && { limits: spec.overhead }, new Set(), `${path}.overhead`),
    ...validateOs(spec, `${path}.os`),
  ];
}

/** Volumes and containers, and what decides how they run. */
function walkWorkload(spec: PodSpecFields, inPod: boolean, path: string): StatusCause[] {
  const { volumes = [], resourceClaims = [], resources, terminationGracePeriodSeconds } = spec;
  const causes: StatusCause[] = [];
  if (terminationGracePeriodSeconds === undefined) causes.push(required(`${path}.terminationGracePeriodSeconds`));
  const checked = validateVolumes(volumes, `${path}.volumes`);
  const claimNames = new Set(resourceClaims.map(({ name }) => name).filter((name) => name !== ''));
  const around: ContainerSurroundings = { spec, volumes: checked.byName, claimNames };
  return [
    ...causes,
    ...checked.causes,
    ...validateResourceClaims(resourceClaims, `${path}.resourceClaims`),
    ...validateContainers(around, `${path}.containers`),
    ...validateInitContainers(around, `${path}.initContainers`),
    ...(resources ? validatePodResources(resources, `${path}.resources`) : []),
    ...validateHostNetworkPorts(spec, inPod, `${path}.containers`),
    ...choice(spec.restartPolicy, restartPolicies, `${path}.restartPolicy`),
    ...choice(spec.dnsPolicy, dnsPolicies, `${path}.dnsPolicy`),
  ];
}

function validateHostNetworkPorts(spec: PodSpecFields, inPod: boolean, path: string): StatusCause[] {
  if (!spec.hostNetwork) return [];
  return spec.containers.flatMap(({ ports = [] }, c) =>
    ports.flatMap(({ containerPort, hostPort = 0 }, p) => {
      // A template may leave the host port out: the Pod gets it by default.
      if (hostPort === containerPort || (hostPort === 0 && !inPod)) return [];
      const why = 'must match `containerPort` when `hostNetwork` is true';
      return [invalidValue(`${path}[${c}].ports[${p}].hostPort`, hostPort, why)];
    }),
  );
}

function choice(value: string | undefined, choices: readonly string[], path: string): StatusCause[] {
  if (!value) return [required(path)];
  return choices.includes(value) ? [] : [notSupported(path, asJson(value), choices)];
}

function optionalChoice(value: string | undefined, choices: readonly string[], path: string): StatusCause[] {
  return value === undefined ? [] : choice(value, choices, path);
}

function subdomain(name: string | undefined, path: string): StatusCause[] {
  return name ? invalidValues(path, name, nameIsDNSSubdomain(name, false)) : [];
}

function label(name: string | undefined, path: string): StatusCause[] {
  return name ? invalidValues(path, name, isDNS1123Label(name)) : [];
}

function validateHostUsers(spec: PodSpecFields, path: string): StatusCause[] {
  if (spec.hostUsers !== false) return [];
  const why = 'when `pod.Spec.HostUsers` is false';
  const shared: readonly (readonly [on: boolean | undefined, field: string])[] = [
    [spec.hostNetwork, 'hostNetwork'],
    [spec.hostPID, 'HostPID'],
    [spec.hostIPC, 'HostIPC'],
  ];
  return shared.filter(([on]) => on).map(([, field]) => forbiddenField(`${path}.${field}`, why));
}

function validateNames(spec: PodSpecFields, path: string): StatusCause[] {
  const causes = [
    ...subdomain(spec.serviceAccountName, `${path}.serviceAccountName`),
    ...subdomain(spec.nodeName, `${path}.nodeName`),
  ];
  const { activeDeadlineSeconds: deadline } = spec;
  if (deadline !== undefined && (deadline < 1 || deadline > largestInt32)) {
    const why = `must be between 1 and ${largestInt32}, inclusive`;
    causes.push(invalidValue(`${path}.activeDeadlineSeconds`, deadline, why));
  }
  return [...causes, ...label(spec.hostname, `${path}.hostname`), ...label(spec.subdomain, `${path}.subdomain`)];
}

function validateOs(spec: PodSpecFields, path: string): StatusCause[] {
  if (!spec.os) return [];
  const { name } = spec.os;
  if (name === '') return [required(`${path}.name`, 'cannot be empty')];
  return name === 'linux' || name === 'windows' ? [] : [notSupported(path, asJson(name), ['linux', 'windows'])];
}
