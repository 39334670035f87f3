/** What kubectl prints after `Warning: ` for a pod spec. Follows pkg/api/pod/warnings.go and pkg/api/node/util.go. */
import type { PodTemplate } from '../../model/apps.ts';
import type { NodeSelectorTerm, PodSpec } from '../../model/core.ts';
import type { QuantityText } from '../../model/meta.ts';
import { isDNS1123Label, isValidLabelValue } from '../../model/names.ts';
import type { PodAffinity } from '../../model/pod-affinity.ts';
import { Quantity } from '../../model/quantity.ts';
import { quoted } from '../errors.ts';
import { type ContainerFields, type EnvVar, type PodSpecFields, podSpecFields } from './pod-fields.ts';
import { portWarnings } from './port-warnings.ts';

const topologyDeprecation = (label: string) => `deprecated since v1.17; use "${label}" instead`;
const deprecatedLabels = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ['failure-domain.beta.kubernetes.io/region', topologyDeprecation('topology.kubernetes.io/region')],
  ['failure-domain.beta.kubernetes.io/zone', topologyDeprecation('topology.kubernetes.io/zone')],
  ['beta.kubernetes.io/instance-type', topologyDeprecation('node.kubernetes.io/instance-type')],
]);
const deprecatedAnnotations = new Map([
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
]);
const deprecatedVolumes = new Map([
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]);
const upstreamVolumeNames = new Map([['storageos', 'storageOS']]);
const nullSelector = 'a null labelSelector results in matching no pod';

/** `path` is the template's, '' for a Pod. */
export function templateWarnings(
  { spec, metadata = {} }: Pick<PodTemplate, 'spec' | 'metadata'>,
  path: string,
): string[] {
  const root = path === '' ? '' : `${path}.`;
  const fields = podSpecFields(spec);
  const at = `${root}spec`;
  return [
    ...placementWarnings(spec, at),
    ...spreadWarnings(fields, at),
    ...[...deprecatedAnnotations]
      .filter(([key]) => metadata.annotations?.[key] !== undefined)
      .map(([key, message]) => `${root}metadata.annotations[${key}]: ${message}`),
    ...volumeWarnings(fields, at),
    ...repeated(
      fields.hostAliases ?? [],
      ({ ip }) => ip,
      (i, ip) => `${at}.hostAliases[${i}].ip: duplicate ip ${quoted(ip)}`,
    ),
    ...pullSecretWarnings(fields, at),
    ...amountWarnings(fields.overhead, `${at}.overhead`),
    ...containersWithPath(fields, at).flatMap(([container, field]) => containerWarnings(container, field)),
    ...portWarnings(containersWithPath(fields, at)),
    ...graceWarnings(fields, at),
    ...podAffinityWarnings(fields, at),
  ];
}

function placementWarnings({ nodeSelector = {}, affinity }: PodSpec, path: string): string[] {
  const warnings: string[] = [];
  for (const key of Object.keys(nodeSelector)) {
    const message = deprecatedLabels.get(key);
    if (message) warnings.push(`${path}.nodeSelector[${key}]: ${message}`);
  }
  const base = `${path}.affinity.nodeAffinity`;
  const needed = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  needed.forEach((term, i) => {
    const field = `${base}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${i}]`;
    warnings.push(...termWarnings(term, false, field));
  });
  const preferred = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  preferred.forEach(({ preference }, i) => {
    const field = `${base}.preferredDuringSchedulingIgnoredDuringExecution[${i}].preference`;
    warnings.push(...termWarnings(preference, true, field));
  });
  return warnings;
}

/** Values that no label can have are refused where the term is required, and only warned of where it is preferred. */
function termWarnings({ matchExpressions = [] }: NodeSelectorTerm, checkValues: boolean, path: string): string[] {
  return matchExpressions.flatMap(({ key, values = [] }, i) => {
    const field = `${path}.matchExpressions[${i}]`;
    const message = deprecatedLabels.get(key);
    const warnings = message ? [`${field}.key: ${key} is ${message}`] : [];
    if (!checkValues) return warnings;
    values.forEach((value, j) => {
      for (const problem of isValidLabelValue(value)) {
        warnings.push(`${field}.values[${j}]: ${value} is invalid, ${problem}`);
      }
    });
    return warnings;
  });
}

function spreadWarnings({ topologySpreadConstraints = [] }: PodSpecFields, path: string): string[] {
  return topologySpreadConstraints.flatMap(({ topologyKey, labelSelector }, i) => {
    const field = `${path}.topologySpreadConstraints[${i}]`;
    const message = deprecatedLabels.get(topologyKey);
    return [
      ...(message ? [`${field}.topologyKey: ${topologyKey} is ${message}`] : []),
      ...(labelSelector ? [] : [`${field}.labelSelector: ${nullSelector}`]),
    ];
  });
}

function volumeWarnings({ volumes = [] }: PodSpecFields, path: string): string[] {
  return volumes.flatMap((volume, i) =>
    [...deprecatedVolumes]
      .filter(([member]) => volume[member])
      .map(([member, message]) => `${path}.volumes[${i}].${upstreamVolumeNames.get(member) ?? member}: ${message}`),
  );
}

function repeated<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  say: (i: number, key: string) => string,
): string[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const key = keyOf(item);
    if (seen.has(key)) return [say(i, key)];
    seen.add(key);
    return [];
  });
}

function pullSecretWarnings({ imagePullSecrets = [] }: PodSpecFields, path: string): string[] {
  const field = (i: number) => `${path}.imagePullSecrets[${i}].name`;
  return [
    ...repeated(
      imagePullSecrets,
      ({ name = '' }) => name,
      (i, name) => `${field(i)}: duplicate name ${quoted(name)}`,
    ),
    ...imagePullSecrets.flatMap(({ name = '' }, i) => (name === '' ? [`${field(i)}: invalid empty name ""`] : [])),
  ];
}

/** Containers in the order in which upstream visits them. */
function containersWithPath(spec: PodSpecFields, path: string): (readonly [ContainerFields, string])[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, i) => [container, `${path}.${list}[${i}]`] as const),
  );
}

/** Bytes cannot be fractional. */
function amountWarnings(list: Readonly<Record<string, QuantityText>> | undefined, path: string): string[] {
  return ['memory', 'ephemeral-storage'].flatMap((name) => amountWarning(list?.[name], `${path}[${name}]`));
}

function amountWarning(amount: QuantityText | undefined, path: string): string[] {
  if (amount === undefined) return [];
  const quantity = Quantity.parse(String(amount));
  if (quantity.milliValue() % 1000n === 0n) return [];
  return [`${path}: fractional byte value ${quoted(quantity.toString())} is invalid, must be an integer`];
}

function containerWarnings({ resources = {}, env = [] }: ContainerFields, path: string): string[] {
  const { limits, requests } = resources;
  return [
    ...['memory', 'ephemeral-storage'].flatMap((name) => [
      ...amountWarning(limits?.[name], `${path}.resources.limits[${name}]`),
      ...amountWarning(requests?.[name], `${path}.resources.requests[${name}]`),
    ]),
    ...envWarnings(env, `${path}.env`),
  ];
}

/** A second variable of the same name is fine only when it builds on the first. */
function envWarnings(env: readonly EnvVar[], path: string): string[] {
  const seen = new Set<string>();
  return env.flatMap(({ name, value = '', valueFrom }, i) => {
    const known = seen.has(name);
    seen.add(name);
    const reference = `$(${name})`;
    if (!known || (!valueFrom && value !== reference && value.includes(reference))) return [];
    return [`${path}[${i}]: hides previous definition of ${quoted(name)}, which may be dropped when using apply`];
  });
}

function graceWarnings({ terminationGracePeriodSeconds: grace = 0 }: PodSpecFields, path: string): string[] {
  if (grace >= 0) return [];
  return [`${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`];
}

function podAffinityWarnings({ affinity }: PodSpecFields, path: string): string[] {
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((member) => {
    const terms = affinity?.[member] as PodAffinity | undefined;
    const base = `${path}.affinity.${member}`;
    const needed = terms?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const preferred = terms?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return [
      ...needed.flatMap(({ labelSelector }, i) =>
        labelSelector
          ? []
          : [`${base}.requiredDuringSchedulingIgnoredDuringExecution[${i}].labelSelector: ${nullSelector}`],
      ),
      ...preferred.flatMap(({ podAffinityTerm }, i) => {
        const field = `${base}.preferredDuringSchedulingIgnoredDuringExecution[${i}].podAffinityTerm.labelSelector`;
        return podAffinityTerm.labelSelector ? [] : [`${field}: ${nullSelector}`];
      }),
    ];
  });
}

/** For owners whose name begins the names of their Pods. Follows WarningsOnCreate in pkg/registry/apps. */
export function ownerNameWarnings(name: string): string[] {
  const problems = isDNS1123Label(name);
  if (problems.length === 0) return [];
  const why =
    'this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended';
  return [`metadata.name: ${why}: [${problems.join(' ')}]`];
}
