/** Security contexts of pods and containers. Follows ValidateSecurityContext in pkg/apis/core/validation. */
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, notSupported, required, tooLong } from './causes.ts';
import { validateLocalDescendingPath } from './paths.ts';
import type { PodSpecFields, SeccompProfile, SecurityContext } from './pod-fields.ts';

const byPolicy = 'disallowed by cluster policy';
/** The message of the one cause that a flag of the API server takes away. */
export const disallowed = `Forbidden: ${byPolicy}`;

const idRange = 'must be between 0 and 2147483647, inclusive';
const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const longestProfile = 4095;
const sysctlSegment = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const sysctlPattern = `^(${sysctlSegment}[\\./])*${sysctlSegment}$`;
const sysctlName = new RegExp(sysctlPattern);

/** User and group ids. */
function validateId(id: number | undefined, path: string): StatusCause[] {
  return id === undefined || (id >= 0 && id <= 2147483647) ? [] : [invalidValue(path, id, idRange)];
}

export function validateSecurityContext(
  context: SecurityContext | undefined,
  hostUsers: boolean,
  path: string,
): StatusCause[] {
  if (!context) return [];
  const { privileged, procMount, allowPrivilegeEscalation, capabilities } = context;
  const causes: StatusCause[] = [];
  if (privileged) causes.push(forbiddenField(`${path}.privileged`, byPolicy));
  causes.push(
    ...validateId(context.runAsUser, `${path}.runAsUser`),
    ...validateId(context.runAsGroup, `${path}.runAsGroup`),
  );
  if (procMount !== undefined) {
    if (procMount !== 'Default' && procMount !== 'Unmasked') {
      causes.push(notSupported(`${path}.procMount`, asJson(procMount), ['Default', 'Unmasked']));
    }
    if (hostUsers && procMount === 'Unmasked') {
      causes.push(invalidValue(`${path}.procMount`, asJson(procMount), '`hostUsers` must be false to use `Unmasked`'));
    }
  }
  causes.push(...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`));
  if (allowPrivilegeEscalation === false) {
    const refuse = (what: string) => {
      causes.push(invalidValue(path, asJson(context), `cannot set \`allowPrivilegeEscalation\` to false and ${what}`));
    };
    if (privileged) refuse('`privileged` to true');
    if (capabilities?.add?.includes('CAP_SYS_ADMIN')) refuse('`capabilities.Add` CAP_SYS_ADMIN');
  }
  return [...causes, ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`)];
}

function validateSeccomp(profile: SeccompProfile | undefined, path: string): StatusCause[] {
  if (!profile) return [];
  const { type, localhostProfile } = profile;
  const causes: StatusCause[] = [];
  if (type === '') causes.push(required(`${path}.type`, 'type is required when seccompProfile is set'));
  else if (!profileTypes.includes(type)) causes.push(notSupported(`${path}.type`, asJson(type), profileTypes));
  const field = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    if (localhostProfile === undefined) causes.push(required(field, 'must be set when seccomp type is Localhost'));
    else causes.push(...validateLocalDescendingPath(localhostProfile, field));
  } else if (localhostProfile !== undefined) {
    const shown = { json: JSON.stringify({ Type: type, LocalhostProfile: localhostProfile }) };
    causes.push(invalidValue(field, shown, 'can only be set when seccomp type is Localhost'));
  }
  return causes;
}

function validateAppArmor(profile: SeccompProfile | undefined, path: string): StatusCause[] {
  if (!profile) return [];
  const { type, localhostProfile } = profile;
  const field = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    if (localhostProfile === undefined || localhostProfile === '') {
      return [required(field, 'must be set when AppArmor type is Localhost')];
    }
    const padded = localhostProfile.trim() !== localhostProfile;
    return [
      ...(padded ? [invalidValue(field, localhostProfile, 'must not be padded with whitespace')] : []),
      ...(localhostProfile.length > longestProfile ? [tooLong(field, longestProfile)] : []),
    ];
  }
  if (type === '') return [required(`${path}.type`, 'type is required when appArmorProfile is set')];
  if (!profileTypes.includes(type)) return [notSupported(`${path}.type`, asJson(type), profileTypes)];
  if (localhostProfile === undefined) return [];
  return [invalidValue(field, asJson(localhostProfile), 'can only be set when AppArmor type is Localhost')];
}

export function validatePodSecurityContext(spec: PodSpecFields, path: string): StatusCause[] {
  const { securityContext: context } = spec;
  if (!context) return [];
  const causes = [
    ...validateId(context.fsGroup, `${path}.fsGroup`),
    ...validateId(context.runAsUser, `${path}.runAsUser`),
    ...validateId(context.runAsGroup, `${path}.runAsGroup`),
    ...(context.supplementalGroups ?? []).flatMap((id, i) => validateId(id, `${path}.supplementalGroups[${i}]`)),
  ];
  if (spec.shareProcessNamespace && spec.hostPID) {
    const why = 'ShareProcessNamespace and HostPID cannot both be enabled';
    causes.push(invalidValue(`${path}.shareProcessNamespace`, true, why));
  }
  return [
    ...causes,
    ...validateSysctls(spec, `${path}.sysctls`),
    ...validateChoice(context.fsGroupChangePolicy, ['Always', 'OnRootMismatch'], `${path}.fsGroupChangePolicy`),
    ...validateSeccomp(context.seccompProfile, `${path}.seccompProfile`),
    ...validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`),
    ...validateChoice(context.supplementalGroupsPolicy, ['Merge', 'Strict'], `${path}.supplementalGroupsPolicy`),
    ...validateChoice(context.seLinuxChangePolicy, ['MountOption', 'Recursive'], `${path}.seLinuxChangePolicy`),
  ];
}

/** The choices must be sorted. */
function validateChoice(value: string | undefined, choices: readonly string[], path: string): StatusCause[] {
  return value === undefined || choices.includes(value) ? [] : [notSupported(path, asJson(value), choices)];
}

function validateSysctls(spec: PodSpecFields, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  const seen = new Set<string>();
  (spec.securityContext?.sysctls ?? []).forEach(({ name }, i) => {
    const field = `${path}[${i}].name`;
    if (name === '') causes.push(required(field));
    else if (name.length > 253 || !sysctlName.test(name)) {
      causes.push(invalidValue(field, name, `must have at most 253 characters and match regex ${sysctlPattern}`));
    } else if (seen.has(name)) causes.push(duplicate(field, name));
    const dotted = name.replaceAll('/', '.');
    const ofNetwork = dotted.startsWith('net.');
    const ofIpc = /^(kernel\.(sem$|shm|msg)|fs\.mqueue\.)/.test(dotted);
    if (spec.hostNetwork && ofNetwork) {
      causes.push(invalidValue(field, name, "may not be specified when 'hostNetwork' is true"));
    } else if (spec.hostIPC && ofIpc) {
      causes.push(invalidValue(field, name, "may not be specified when 'hostIPC' is true"));
    }
    seen.add(name);
  });
  return causes;
}
