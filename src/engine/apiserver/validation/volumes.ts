/** Volumes and the mounts of them. Follows ValidateVolumes and ValidateVolumeMounts in pkg/apis/core/validation. */
import { isDNS1123Label } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import {
  asJson,
  duplicate,
  forbiddenField,
  invalidValue,
  invalidValues,
  notSupported,
  required,
  valueNotFound,
} from './causes.ts';
import { validateLocalDescendingPath, validateNoBacksteps } from './paths.ts';
import type { ContainerFields, Volume, VolumeDevice, VolumeMount } from './pod-fields.ts';
import { validateVolumeSource } from './volume-sources.ts';

export interface CheckedVolumes {
  readonly causes: StatusCause[];
  /** Only what is valid can be mounted. */
  readonly byName: ReadonlyMap<string, Volume>;
}

export function validateVolumes(volumes: readonly Volume[], path: string): CheckedVolumes {
  const causes: StatusCause[] = [];
  const byName = new Map<string, Volume>();
  volumes.forEach((volume, i) => {
    const field = `${path}[${i}]`;
    const found = validateVolumeSource(volume, field);
    if (volume.name === '') found.push(required(`${field}.name`));
    else found.push(...invalidValues(`${field}.name`, volume.name, isDNS1123Label(volume.name)));
    if (byName.has(volume.name)) found.push(duplicate(`${field}.name`, volume.name));
    if (found.length === 0) byName.set(volume.name, volume);
    else causes.push(...found);
  });
  return { causes, byName };
}

export function validateMounts(
  container: ContainerFields,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
): StatusCause[] {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const mountPaths = new Set<string>();
  const causes: StatusCause[] = [];
  const list = `${path}.volumeMounts`;
  volumeMounts.forEach((mount, i) => {
    const field = `${list}[${i}]`;
    if (mount.name === '') causes.push(required(`${field}.name`));
    if (!volumes.has(mount.name)) causes.push(valueNotFound(`${field}.name`, mount.name));
    if (mount.mountPath === '') causes.push(required(`${field}.mountPath`));
    if (mountPaths.has(mount.mountPath))
      causes.push(invalidValue(`${field}.mountPath`, mount.mountPath, 'must be unique'));
    mountPaths.add(mount.mountPath);
    if (volumeDevices.some((device) => device.name === mount.name)) {
      causes.push(invalidValue(`${field}.name`, mount.name, 'must not already exist in volumeDevices'));
    }
    if (volumeDevices.some((device) => device.devicePath === mount.mountPath)) {
      const why = 'must not already exist as a path in volumeDevices';
      causes.push(invalidValue(`${field}.mountPath`, mount.mountPath, why));
    }
    causes.push(...validateSubPaths(mount, volumes.get(mount.name), field, list));
    causes.push(...validatePropagation(mount, container, list));
  });
  return [...causes, ...validateDevices(volumeDevices, volumeMounts, volumes, `${path}.volumeDevices`)];
}

/** Some of these errors name the list, not its item. */
function validateSubPaths(mount: VolumeMount, volume: Volume | undefined, field: string, list: string): StatusCause[] {
  const { subPath = '', subPathExpr = '' } = mount;
  const causes: StatusCause[] = [];
  if (volume?.image) {
    const why = 'not allowed in image volume sources';
    if (subPath !== '') causes.push(invalidValue(`${field}.subPath`, subPath, why));
    if (subPathExpr !== '') causes.push(invalidValue(`${field}.subPathExpr`, subPathExpr, why));
  }
  if (subPath !== '') causes.push(...validateLocalDescendingPath(subPath, `${list}.subPath`));
  if (subPathExpr !== '') {
    if (subPath !== '') {
      causes.push(invalidValue(`${field}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
    }
    causes.push(...validateLocalDescendingPath(subPathExpr, `${list}.subPathExpr`));
  }
  return causes;
}

const propagations = ['Bidirectional', 'HostToContainer', 'None'];
const recursions = ['Disabled', 'Enabled', 'IfPossible'];

function validatePropagation(mount: VolumeMount, container: ContainerFields, list: string): StatusCause[] {
  const { mountPropagation, recursiveReadOnly } = mount;
  const causes: StatusCause[] = [];
  if (mountPropagation !== undefined) {
    const field = `${list}.mountPropagation`;
    if (!propagations.includes(mountPropagation)) {
      causes.push(notSupported(field, asJson(mountPropagation), propagations));
    }
    if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
      causes.push(forbiddenField(field, 'Bidirectional mount propagation is available only to privileged containers'));
    }
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return causes;
  const field = `${list}.recursiveReadOnly`;
  if (!recursions.includes(recursiveReadOnly)) {
    return [...causes, notSupported(field, asJson(recursiveReadOnly), recursions)];
  }
  if (!mount.readOnly) causes.push(forbiddenField(field, 'may only be specified when readOnly is true'));
  if (mountPropagation !== undefined && mountPropagation !== 'None') {
    causes.push(forbiddenField(field, 'may only be specified when mountPropagation is None or not specified'));
  }
  return causes;
}

function validateDevices(
  devices: readonly VolumeDevice[],
  mounts: readonly VolumeMount[],
  volumes: ReadonlyMap<string, Volume>,
  list: string,
): StatusCause[] {
  const causes: StatusCause[] = [];
  const names = new Set<string>();
  const paths = new Set<string>();
  devices.forEach(({ name, devicePath }, i) => {
    const field = `${list}[${i}]`;
    const refuse = (member: string, value: string, why: string) =>
      causes.push(invalidValue(`${field}.${member}`, value, why));
    const volume = volumes.get(name);
    if (name === '') causes.push(required(`${field}.name`));
    if (names.has(name)) refuse('name', name, 'must be unique');
    if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) {
      refuse('name', name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode');
    }
    if (!volume) causes.push(valueNotFound(`${field}.name`, name));
    if (devicePath === '') causes.push(required(`${field}.devicePath`));
    if (paths.has(devicePath)) refuse('devicePath', devicePath, 'must be unique');
    if (validateNoBacksteps(devicePath, field).length > 0) {
      refuse('devicePath', devicePath, "can not contain backsteps ('..')");
    } else paths.add(devicePath);
    if (mounts.some((mount) => mount.name === name)) refuse('name', name, 'must not already exist in volumeMounts');
    if (mounts.some((mount) => mount.mountPath === devicePath)) {
      refuse('devicePath', devicePath, 'must not already exist as a path in volumeMounts');
    }
    if (name !== '') names.add(name);
  });
  return causes;
}
