/** What may change on a Pod. Follows ValidatePodUpdate in pkg/apis/core/validation. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Toleration } from '../../model/core.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, invalidValue, required } from './causes.ts';
import type { ContainerFields, PodSpecFields } from './pod-fields.ts';
import { validateTolerations } from './tolerations.ts';

const largestInt32 = 2147483647;
const updatable = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/** Upstream appends a diff of the two specs, whose form its authors keep unstable; that part is left out. */
export function validatePodSpecUpdate(next: PodSpecFields, old: PodSpecFields, path: string): StatusCause[] {
  const containers = validateContainerUpdates(next.containers, old.containers, `${path}.containers`);
  if (containers.stop) return containers.causes;
  const inits = validateContainerUpdates(next.initContainers ?? [], old.initContainers ?? [], `${path}.initContainers`);
  const causes = [...containers.causes, ...inits.causes];
  if (inits.stop) return causes;
  const deadline = validateDeadline(
    next.activeDeadlineSeconds,
    old.activeDeadlineSeconds,
    `${path}.activeDeadlineSeconds`,
  );
  causes.push(...deadline.causes);
  if (deadline.stop) return causes;
  causes.push(...validateAddedTolerations(next.tolerations ?? [], old.tolerations ?? [], `${path}.tolerations`));
  causes.push(...validateRemovedGates(next, old, `${path}.schedulingGates`));
  if (!deepEqual(immutablePart(next, old), immutablePart(old, old))) {
    causes.push(forbiddenField(path, `pod updates may not change fields other than ${updatable}`));
  }
  return causes;
}

interface Checked {
  readonly causes: StatusCause[];
  /** The rest cannot be compared. */
  readonly stop?: boolean;
}

function validateContainerUpdates(
  next: readonly ContainerFields[],
  old: readonly ContainerFields[],
  path: string,
): Checked {
  if (next.length !== old.length) {
    return { causes: [forbiddenField(path, 'pod updates may not add or remove containers')], stop: true };
  }
  const causes = next.flatMap(({ image = '' }, i) => {
    const field = `${path}[${i}].image`;
    if (image === '') return [required(field)];
    return image.trim() === image ? [] : [invalidValue(field, image, 'must not have leading or trailing whitespace')];
  });
  return { causes };
}

/** May be set, and then only be brought nearer. */
function validateDeadline(next: number | undefined, old: number | undefined, path: string): Checked {
  if (next === undefined) {
    if (old === undefined) return { causes: [] };
    return { causes: [invalidValue(path, asJson(null), 'must not update from a positive integer to nil value')] };
  }
  if (next < 0 || next > largestInt32) {
    return { causes: [invalidValue(path, next, `must be between 0 and ${largestInt32}, inclusive`)], stop: true };
  }
  if (old === undefined || next <= old) return { causes: [] };
  return { causes: [invalidValue(path, next, 'must be less than or equal to previous value')], stop: true };
}

function validateAddedTolerations(
  next: readonly Toleration[],
  old: readonly Toleration[],
  path: string,
): StatusCause[] {
  const kept = old.every((one) =>
    next.some((other) => deepEqual({ ...one, tolerationSeconds: other.tolerationSeconds }, other)),
  );
  if (!kept) return [forbiddenField(path, 'existing toleration can not be modified except its tolerationSeconds')];
  return validateTolerations(next, path);
}

function validateRemovedGates(next: PodSpecFields, old: PodSpecFields, path: string): StatusCause[] {
  const known = new Set((old.schedulingGates ?? []).map(({ name }) => name));
  return (next.schedulingGates ?? []).flatMap(({ name }, i) => {
    if (known.has(name)) return [];
    const why = `only deletion is allowed, but found new scheduling gate '${name}'`;
    return [forbiddenField(`${path}[${i}].name`, why)];
  });
}

/** The spec with everything that may change put back to what it was. */
function immutablePart(spec: PodSpecFields, old: PodSpecFields): PodSpecFields {
  const grace = spec.terminationGracePeriodSeconds;
  const repaired = grace === 1 && (old.terminationGracePeriodSeconds ?? 0) < 0;
  const gated = (old.schedulingGates?.length ?? 0) > 0 && addsOnly(spec.nodeSelector ?? {}, old.nodeSelector ?? {});
  return {
    ...spec,
    containers: withImages(spec.containers, old.containers),
    initContainers: withImages(spec.initContainers ?? [], old.initContainers ?? []),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    terminationGracePeriodSeconds: repaired ? old.terminationGracePeriodSeconds : grace,
    nodeSelector: gated ? old.nodeSelector : spec.nodeSelector,
  };
}

/** A Pod that waits at a gate may be steered more narrowly. */
function addsOnly(next: Readonly<Record<string, string>>, old: Readonly<Record<string, string>>): boolean {
  return Object.entries(old).every(([key, value]) => next[key] === value);
}

function withImages(next: readonly ContainerFields[], old: readonly ContainerFields[]): readonly ContainerFields[] {
  return next.map((container, i) => ({ ...container, image: old[i]?.image ?? '' }));
}
